"""Charts of claims: one function per kind, each returns its Axes; `finish` puts on the words and renders it."""

from .acknowledgement import acknowledgement
from .claims_over_time import claims_over_time
from .disbelief import disbelief
from .finish import Chart, finish
from .lineage_graph import lineage_graph
from .payment_range import payment_range
from .tornado import tornado

__all__ = [
    "Chart",
    "acknowledgement",
    "claims_over_time",
    "disbelief",
    "finish",
    "lineage_graph",
    "payment_range",
    "tornado",
]
