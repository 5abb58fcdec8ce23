"""What cannot both be true, and which sums do not come out."""

from .arithmetic import arithmetic
from .clash import pairs

__all__ = [
    "arithmetic",
    "pairs",
]
