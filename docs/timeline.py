"""Timeline: the events month by month."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from docs import words
from docs.rows import Document, Rows


@dataclass(frozen=True)
class Month:
    """A month's anchor and name."""

    id: str
    label: str


@dataclass(frozen=True)
class Event:
    """One event in words."""

    id: str
    when: str
    title: str
    kind: str
    claimant: str
    note: str
    documents: tuple[Document, ...]


def months(ledger) -> list[tuple[Month, str, list[Event]]]:
    """Months with events, newest first: the month, the address of the claims made in it ("" if none), its events."""
    documents = Rows(ledger).documents
    found: dict[str, tuple[Month, str, list[Event]]] = {}
    said = ledger.claims["said_on"]
    for event_id, event in ledger.events.sort_values(
        ["date", "date_precision"], ascending=False, kind="stable"
    ).iterrows():
        name = words.iso(event["date"], event["date_precision"])[:7]
        if name not in found:
            first = event["date"].replace(day=1)
            last = first + pd.offsets.MonthEnd(0) if len(name) == 7 else first + pd.offsets.YearEnd(0)
            address = f"claims.html?from={first:%Y-%m-%d}&to={last:%Y-%m-%d}" if said.between(first, last).any() else ""
            month = Month(f"m-{name}", words.date(event["date"], "month" if len(name) == 7 else "year"))
            found[name] = (month, address, [])
        sources = [event["source_id"], *filter(None, event["also_in"].split("|"))]
        found[name][2].append(_event(event_id, event, ledger, tuple(documents[s] for s in sources if s)))
    return list(found.values())


def _event(event_id: str, event, ledger, documents: tuple[Document, ...]) -> Event:
    when = words.date(event["date"], event["date_precision"])
    if pd.notna(event["date_end"]):
        when += " to " + words.date(event["date_end"], event["date_end_precision"])
    claimant = event["claimant_id"]
    who = ledger.claimants.at[claimant, "short_name"] if isinstance(claimant, str) and claimant else ""
    return Event(event_id, when, event["title"], words.event_kind(event["kind"]), who, event["note"], documents)
