"""Charts of claims: one function per kind, each returns its Axes; `finish` puts on the words and renders it."""

from .acknowledgement import acknowledgement
from .cheapest import cheapest
from .claims_over_time import claims_over_time
from .contrast import contrast
from .disbelief import disbelief
from .dot_range import dot_range
from .events import events
from .exchange_rate import exchange_rate
from .finish import Chart, finish
from .ladder import ladder
from .lineage_graph import lineage_graph
from .payment_range import payment_range
from .revisions import revisions
from .tornado import tornado

__all__ = [
    "Chart",
    "acknowledgement",
    "cheapest",
    "claims_over_time",
    "contrast",
    "disbelief",
    "dot_range",
    "events",
    "exchange_rate",
    "finish",
    "ladder",
    "lineage_graph",
    "payment_range",
    "revisions",
    "tornado",
]
