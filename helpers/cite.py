"""A citation of one claim: who said what when, where it was printed, and the version of the ledger it was read from."""

import json

import pandas as pd

from . import lookup, prose
from .figure import figure
from .loading import schema

STYLES = ("plain", "bibtex", "csl-json")
_TEX = str.maketrans({c: rf"\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def written(row, column):
    """A date as the tables write it, at the precision it is known to; blank if not known.

    Parameters
    ----------
    row : pandas.Series
    column : str
        Such as ``said_on``; ``said_on_precision`` goes with it.

    Returns
    -------
    str
        ``2025-04-30``, ``2025-04``, ``2025`` or ``""``.
    """
    if pd.isna(row[column]):
        return ""
    return prose.iso(row[column], row[f"{column}_precision"])


def _facts(ledger, claim_id):
    claim = lookup.row(ledger, claim_id)
    source = ledger.sources.loc[claim["source_id"]]
    label = ledger.qualifiers["label"][claim["qualifier"]]
    measure, force = ledger.measures["label"][claim["measure"]], ledger.forces["name"][claim["force_id"]]
    package = schema.package(ledger.path)
    return {
        "claimant": ledger.claimants["name"][claim["claimant_id"]],
        "title": f"{measure[:1].upper()}{measure[1:]}: {figure(claim, label)} ({force})",
        "said": written(claim, "said_on"),
        "publisher": source["publisher"],
        "published": written(source, "published_on"),
        "language": source["language"],
        "url": source["url"],
        "relayed": claim["relayed_by"],
        "ledger": f"{package['title']}, version {ledger.version}, claim {claim_id}",
    }


def _plain(facts):
    printed = f"{facts['publisher']}, {facts['published'] or 'undated'}"
    via = f", as relayed by {facts['relayed']}" if facts["relayed"] else ""
    return (
        f"{facts['claimant']}{via}. {facts['said']}. “{facts['title']}.” In {printed}. {facts['url']}. "
        f"{facts['ledger']}."
    )


def _bibtex(facts, claim_id):
    lines = {
        "author": f"{{{facts['claimant'].translate(_TEX)}}}",
        "title": f"{{{facts['title'].translate(_TEX)}}}",
        "year": facts["said"][:4],
        "date": facts["said"],
        "howpublished": f"{facts['publisher']}, {facts['published'] or 'undated'}".translate(_TEX),
        "url": facts["url"],
        "note": facts["ledger"].translate(_TEX),
        "langid": facts["language"],
    }
    width = max(map(len, lines))
    return f"@misc{{{claim_id},\n" + "".join(f"  {k:{width}} = {{{v}}},\n" for k, v in lines.items()) + "}"


def _parts(date):
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def _csl(facts, claim_id):
    item = {
        "id": claim_id,
        "type": "document",
        "title": facts["title"],
        "author": [{"literal": facts["claimant"]}],
        "issued": _parts(facts["said"]),
        "container-title": facts["publisher"],
        "publisher": facts["publisher"],
        "URL": facts["url"],
        "language": facts["language"],
        "note": facts["ledger"],
    }
    if facts["published"]:
        item["available-date"] = _parts(facts["published"])
    return json.dumps([item], ensure_ascii=False, indent=2)


def cite(ledger, claim_id, style="plain"):
    """A citation of one claim.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim_id : str
    style : {"plain", "bibtex", "csl-json"}
        CSL-JSON as in the schema of citationstyles.org: a list with one item of type ``document``.

    Returns
    -------
    str
        Without a final line end. The date is the day the statement was made; the document's own day stands beside its
        publisher (``undated`` if not known). Nothing in it depends on the day it is printed.

    Raises
    ------
    ValueError
        If there is no such claim (the message names the nearest ids) or no such style.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; allowed: {', '.join(STYLES)}")
    facts = _facts(ledger, claim_id)
    if style == "bibtex":
        return _bibtex(facts, claim_id)
    return _csl(facts, claim_id) if style == "csl-json" else _plain(facts)
