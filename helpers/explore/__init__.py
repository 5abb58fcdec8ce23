"""Controls for the notebooks: each a thin layer over a plain function that gives the same view without widgets."""

from .control import Control
from .disbelief import disbelief, disbelief_view
from .inclusion import inclusion, inclusion_view
from .known_on import known_on, known_on_view
from .pair import pair, pair_view
from .payment import payment, payment_view

__all__ = [
    "Control",
    "disbelief",
    "disbelief_view",
    "inclusion",
    "inclusion_view",
    "known_on",
    "known_on_view",
    "pair",
    "pair_view",
    "payment",
    "payment_view",
]
