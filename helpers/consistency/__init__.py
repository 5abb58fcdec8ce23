"""What must you disbelieve to believe a figure?"""

from .belief import Conflict, Verdict, believe, conflict, cost, largest, profile, spare
from .system import System, counted, reasons, system

__all__ = [
    "Conflict",
    "System",
    "Verdict",
    "believe",
    "conflict",
    "cost",
    "counted",
    "largest",
    "profile",
    "reasons",
    "spare",
    "system",
]
