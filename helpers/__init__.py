"""Load, check, compare and chart the ledger of claims. Start with ``load()``.

Where to look:

- What is in the ledger? ``ledger``; read and checked in ``loading``; its ``codebook``.
- Which claims? ``select``, ``forces``, ``places``, ``lookup``. What interval is a hedge word? ``bounds``.
- What can be compared, and at which rate? ``comparability``.
- Who repeats whom, and what changed? ``lineage``. What was known when, admitted when? ``vintage``.
- What cannot both be true, which sums do not come out? ``contradictions``. What must one disbelieve? ``consistency``.
- What is it in dollars, and what would it add up to? ``money``.
- How is it said and drawn? ``prose``, ``figure``, ``tables``, ``findings``, ``latest``, ``charts``, ``explore``.
- How is a claim added, cited, exported? ``commands``, with ``curation``, ``cite``, ``export``.
"""

from .ledger import Ledger, load
from .loading.problems import LedgerError

__all__ = ["Ledger", "LedgerError", "load"]
