"""What a sum covers, read from the claim's columns and scope."""

import pytest

from helpers import tables
from helpers.money import scenario
from helpers.money.terms import terms


@pytest.mark.parametrize(
    ("claim_id", "expected"),
    [
        ("sisa-journal-source-2024-10-25-revenue-annual", ("out", "in: 12,000", "a year", "expected, not received")),
        (
            "inss-2026-revenue-total",
            ("in", "in, number not given", "August 2023 to December 2025", "presumed earned, not received"),
        ),
        ("inss-2024-08-27-arms-value", ("in", "out", "2023", "value, not shown as received")),
        ("mbn-2024-11-revenue-monthly-workers", ("out", "out", "a month", "earned, not shown as received")),
        ("hur-2025-08-14-revenue-total", ("in", "in, number not given", "not stated", "paid by Russia")),
        ("nis-2025-09-11-compensation-received", ("in", "in, number not given", "not stated", "not stated")),
        ("sand-times-2025-12-10-compensation-received", ("out", "in, number not given", "not stated", "not stated")),
    ],
)
def test_terms_of(ledger, claim_id, expected):
    assert tuple(terms(ledger, ledger.claims.loc[[claim_id]]).loc[claim_id]) == expected


def test_inputs_are_tabled_with_the_claims_behind_them(ledger):
    pay = scenario.from_claims(ledger, "pay", ["nis-2024-10-23-monthly-pay"])
    months = scenario.Input("months", 12, 12, "months")
    frame = tables.inputs_table(ledger, (pay, months), "Inputs").frame
    assert list(frame.loc[0]) == [
        "pay",
        "1,800",
        "2,200",
        "dollars a month a head",
        "NIS, about 2,000 dollars a month a head",
    ]
    assert frame.loc[1, "Claims behind it"] == "assumed"
