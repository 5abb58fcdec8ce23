"""Rows: claims as the pages show them, each value already in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from docs import words
from docs.changes import changes

CSV_COLUMNS = (
    "said_on claimant camp figure measure force place basis as_of low point high qualifier unit stance repeats "
    "publisher url claim_id"
).split()


@dataclass(frozen=True)
class Document:
    """One document a claim was read in."""

    source_id: str
    publisher: str
    published: str
    language: str
    url: str


@dataclass(frozen=True)
class Row:
    """One claim in words; see `Rows.make`."""

    id: str
    claimant_id: str
    claimant: str
    claimant_name: str
    speaker: str
    camp: str
    said: str
    said_iso: str
    as_of: str
    figure: str
    sort: float
    measure_id: str
    measure: str
    force_id: str
    force: str
    place: str
    basis: str
    interval: str
    scope: str
    note: str
    stated_equivalent: str
    relayed_by: str
    repeats: str
    repeats_inferred: bool
    support: str
    stance: str
    attribution: str
    documents: tuple[Document, ...]

    @property
    def address(self) -> str:
        """Where the claim stands on the site."""
        return f"claims.html#{self.id}"

    @property
    def said_short(self) -> str:
        """The date with its month cut to three letters, for narrow columns."""
        return " ".join(word[:3] if word.isalpha() else word for word in self.said.split())

    @property
    def tip(self) -> str:
        """Claimant, words of the claim, date, publisher: what a mark says when pointed at."""
        publisher = self.documents[0].publisher if self.documents else ""
        return f"{self.claimant}: {self.figure} ({self.measure}) · {self.force} · {self.said} · {publisher}"


class Rows:
    """All claims of a ledger in words, and who repeats whom.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    """

    def __init__(self, ledger):
        self.ledger = ledger
        self.documents = {
            source_id: Document(
                source_id,
                source["publisher"],
                words.date(source["published_on"], source["published_on_precision"]),
                source["language"],
                source["url"],
            )
            for source_id, source in zip(ledger.sources.index, ledger.sources.to_dict("records"), strict=True)
        }

    @cached_property
    def all(self) -> dict[str, Row]:
        """Every claim by id, in the order of the file."""
        claims = self.ledger.claims
        records = claims.astype(object).where(claims.notna(), None).to_dict("records")
        return {claim_id: self.make(claim_id, claim) for claim_id, claim in zip(claims.index, records, strict=True)}

    @cached_property
    def repeated_by(self) -> dict[str, list[str]]:
        """Ids of the claims that repeat a claim, by its id."""
        found: dict[str, list[str]] = {}
        for row in self.all.values():
            if row.repeats:
                found.setdefault(row.repeats, []).append(row.id)
        return found

    @cached_property
    def changes(self) -> dict[str, list[tuple[str, str, str]]]:
        """What each repeat has otherwise than what it repeats, by its id; see `docs.changes`."""
        return changes(self.ledger)

    def make(self, claim_id: str, claim: dict) -> Row:
        """One claim in words."""
        ledger = self.ledger
        lower, upper = (float("nan") if claim[name] is None else float(claim[name]) for name in ("lower", "upper"))
        numbers = [float(claim[name]) for name in ("point", "low", "high") if claim[name] is not None]
        sources = [claim["source_id"], *filter(None, claim["also_in"].split("|"))]
        return Row(
            id=claim_id,
            claimant_id=claim["claimant_id"],
            claimant=claim["claimant"],
            claimant_name=ledger.claimants.at[claim["claimant_id"], "name"],
            speaker=claim["speaker"],
            camp=claim["camp"],
            said=words.date(claim["said_on"], claim["said_on_precision"]),
            said_iso=words.iso(claim["said_on"], claim["said_on_precision"]),
            as_of=words.date(claim["as_of"], claim["as_of_precision"]) if claim["as_of"] is not None else "",
            figure=words.figure(claim),
            sort=numbers[0] if numbers else -1.0,
            measure_id=claim["measure"],
            measure=ledger.measures.at[claim["measure"], "label"],
            force_id=claim["force_id"],
            force=ledger.forces.at[claim["force_id"], "name"],
            place=words.PLACES.get(claim["place"], ""),
            basis=words.BASES.get(claim["basis"], ""),
            interval=words.interval(lower, upper),
            scope=claim["scope"],
            note=claim["note"],
            stated_equivalent=claim["stated_equivalent"],
            relayed_by=claim["relayed_by"],
            repeats=claim["repeats"],
            repeats_inferred=claim["repeats_evidence"] == "inferred",
            support=claim["support"],
            stance=claim["stance"],
            attribution=(claim["attribution"] or "").replace("_", " "),
            documents=tuple(self.documents[source_id] for source_id in sources),
        )

    def csv(self, claim_ids: list[str]) -> str:
        """Rows behind a chart as a CSV file: figures in words and as stated, ids, documents."""
        claims = self.ledger.claims.loc[claim_ids]
        rows = [self.all[claim_id] for claim_id in claim_ids]
        frame = pd.DataFrame(
            {
                "said_on": [row.said_iso for row in rows],
                "claimant": claims["claimant"].array,
                "camp": claims["camp"].array,
                "figure": [row.figure for row in rows],
                "measure": claims["measure"].array,
                "force": claims["force_id"].array,
                "place": claims["place"].array,
                "basis": claims["basis"].array,
                "as_of": [words.iso(*pair) for pair in zip(claims["as_of"], claims["as_of_precision"], strict=True)],
                **{name: claims[name].array for name in ("low", "point", "high")},
                **{name: claims[name].array for name in ("qualifier", "unit", "stance", "repeats", "publisher", "url")},
                "claim_id": claims.index,
            },
            columns=CSV_COLUMNS,
        )
        return frame.to_csv(index=False, lineterminator="\n")
