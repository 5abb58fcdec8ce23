"""What can be compared with what, after which steps, and why not."""

from .comparison import Comparison, compare
from .contrast import contrast, mixture, official_totals
from .differences import Reason
from .rates import Rate, rate
from .splits import splits

__all__ = [
    "Comparison",
    "Rate",
    "Reason",
    "compare",
    "contrast",
    "mixture",
    "official_totals",
    "rate",
    "splits",
]
