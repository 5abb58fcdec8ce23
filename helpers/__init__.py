"""Load, check, compare and chart the ledger of claims. Start with ``load()``.

Where to look:

- What is in the ledger? ``ledger``, read by ``files`` and ``column``, checked by ``schema``, ``checks``, ``rules``; the
  ``codebook``.
- Which claims? ``select``, ``forces``. What interval is a hedge word? ``bounds``.
- What can be compared? ``comparability``, with ``comparison``, ``differences``, ``rates``, ``splits``.
- Who repeats whom, and what changed? ``lineage``, with ``mutation``.
- What was known when, admitted when? ``vintage``, with ``admissions``.
- What cannot both be true? ``contradictions``, ``arithmetic`` with ``sums`` and ``pay_sums``; ``consistency``, with
  ``system``, ``series``, ``cover``.
- What is it in dollars, and what would it add up to? ``money``, with ``dollars``, ``terms``, ``scenario``.
- How is it said and drawn? ``prose``, ``tables``, ``findings``, ``charts``; moved by hand in ``explore``.
- How is a claim added, cited, exported? ``commands``, with ``entry``, ``table_file``, ``changes``, ``cite``,
  ``export``, ``starter``.
"""

from .ledger import Ledger, load
from .problems import LedgerError

__all__ = ["Ledger", "LedgerError", "load"]
