"""Choosing claims, and the tree of forces."""

import pytest

from helpers import forces
from helpers.select import require, select


def test_no_condition_gives_every_claim(ledger):
    assert len(select(ledger)) == len(ledger.claims)


def test_conditions_add_up(ledger):
    killed = select(ledger, measure="killed", camp="intelligence", origins=True, numbers=True)
    assert len(killed)
    assert set(killed["measure"]) == {"killed"}
    assert set(killed["camp"]) == {"intelligence"}
    assert (killed["repeats"] == "").all()
    assert killed["lower"].notna().all()


def test_parts_of_a_force(ledger):
    alone = select(ledger, force="combat-troops")
    together = select(ledger, force="combat-troops", parts=True)
    assert set(alone.index) < set(together.index)
    assert "first-wave" in set(together["force_id"])
    assert "workers" not in set(together["force_id"])


def test_dates_include_both_ends_and_any_day_of_a_month(ledger):
    chosen = select(ledger, said_from="2024-12", said_to="2024-12-31")
    assert len(chosen)
    assert (chosen["said_on"] <= "2024-12-31").all()
    assert (chosen["said_on_last"] >= "2024-12-01").all()


def test_empty_selection_is_an_empty_frame_and_require_refuses_it(ledger):
    none = select(ledger, measure="killed", place="north_korea", force="workers")
    assert none.empty
    assert list(none.columns) == list(ledger.claims.columns)
    with pytest.raises(ValueError, match="no claim in the ledger fits: dead workers"):
        require(none, "dead workers")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"measure": "dead"}, "unknown measure 'dead'; allowed: .*killed"),
        ({"force": "army"}, "unknown force 'army'; allowed: .*combat-troops"),
        ({"camp": "western"}, "unknown camp 'western'; allowed: independent, intelligence, official"),
        ({"claimant": "cia"}, "unknown claimant 'cia'; allowed: .*nis"),
        ({"said_to": "tomorrow"}, "'tomorrow' is not a date"),
    ],
)
def test_unknown_names_are_refused_with_the_known(ledger, condition, message):
    with pytest.raises(ValueError, match=message):
        select(ledger, **condition)


def test_tree_of_forces(ledger):
    tree = ledger.forces
    assert forces.ancestors(tree, "528th-engineer-regiment")[:2] == ["combat-engineers", "engineers-and-builders"]
    assert forces.relation(tree, "first-wave", "nk-troops") == "part"
    assert forces.relation(tree, "nk-troops", "first-wave") == "whole"
    assert forces.relation(tree, "first-wave", "first-wave") == "same"
    assert forces.relation(tree, "workers", "nk-troops") == "apart"
    assert {"first-wave", "second-wave", "combat-troops"} <= forces.parts(tree, "combat-troops")
    with pytest.raises(ValueError, match="unknown force 'army'"):
        forces.parts(tree, "army")
