"""What was known when: the ledger as of a day, revisions, admissions and denials."""

from .admissions import denials, lags
from .known import as_known_on, known_from, revisions

__all__ = [
    "as_known_on",
    "denials",
    "known_from",
    "lags",
    "revisions",
]
