"""Load, check, compare and chart the ledger of claims. Start with ``load()``."""

from .ledger import Ledger, load
from .problems import LedgerError

__all__ = ["Ledger", "LedgerError", "load"]
