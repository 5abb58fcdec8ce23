"""Chains to the origin, what carries a figure, and what changes on the way."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import lineage, places
from helpers.lineage import tree


@pytest.fixture(scope="module")
def mutations(ledger):
    return lineage.mutations(ledger)


def found(mutations, relay, kind):
    rows = mutations[(mutations["relay"] == relay) & (mutations["kind"] == kind)]
    assert len(rows) == 1, f"{relay} has {len(rows)} mutations of {kind}"
    return rows.iloc[0]


def test_a_chain_ends_at_its_origin(ledger):
    chain = lineage.chain(ledger, "rok-ukraine-western-sources-2026-01-26-killed")
    assert list(chain.index) == [
        "rok-ukraine-western-sources-2026-01-26-killed",
        "rok-ukraine-western-sources-2025-12-13-killed",
        "uk-mod-2025-06-15-casualties",
    ]
    assert lineage.origin(ledger, "rok-ukraine-western-sources-2026-01-26-killed") == "uk-mod-2025-06-15-casualties"
    assert lineage.origin(ledger, "uk-mod-2025-06-15-casualties") == "uk-mod-2025-06-15-casualties"


def test_a_family_holds_every_relay_with_its_depth(ledger):
    family = lineage.family(ledger, "uk-mod-2025-10-24-killed")
    assert family.index[0] == "uk-mod-2025-06-15-casualties"
    assert family["depth"]["rok-ukraine-western-sources-2026-01-26-killed"] == 2
    assert set(family["origin"]) == {"uk-mod-2025-06-15-casualties"}
    assert (family["depth"].diff().dropna() >= 0).all()


def test_six_thousand_casualties_become_six_thousand_dead(mutations):
    row = found(mutations, "rok-ukraine-western-sources-2025-12-13-killed", "measure")
    assert row["words"] == "more than 6,000 killed and wounded -> more than 6,000 killed"
    assert row["direction"] == "narrower"
    assert not row["inherited"]
    assert found(mutations, "rok-ukraine-western-sources-2026-01-26-killed", "measure")["inherited"]


def test_about_and_at_least_turn_into_one_another(mutations):
    assert found(mutations, "nis-2025-04-30-killed-at-least", "hedge")["direction"] == "softened"
    assert found(mutations, "nis-2025-04-30-killed-ap-flat", "hedge")["words"] == "about 600 -> 600"
    assert found(mutations, "nis-2025-04-30-killed-ap-flat", "hedge")["direction"] == "hardened"


def test_capacity_becomes_delivery(mutations):
    rows = mutations[
        (mutations["before"] == "shells the containers could hold") & (mutations["after"] == "shells delivered")
    ]
    assert "rok-intelligence-unnamed-2024-10-28-shells" in set(rows["relay"])
    assert "rok-dia-2025-07-13-shells" in set(rows["relay"])


def test_russians_and_north_koreans_become_north_koreans(mutations):
    row = found(mutations, "hur-2024-12-killed-delo-200-north-koreans", "force")
    assert row["origin"] == "hur-2024-12-14-killed"
    assert row["direction"] == "narrower"


def test_a_number_goes_up_and_a_figure_changes_claimant(mutations):
    assert found(mutations, "nis-2025-07-02-deployed", "number")["direction"] == "up"
    row = found(mutations, "north-korea-misattributed-2025-04-casualties-reported-by-north-korea", "claimant")
    assert (row["before"], row["direction"]) == ("NIS", "other camp")


def test_a_rendering_without_change_is_no_mutation(ledger, mutations):
    spared = set(ledger.claims.index[~ledger.claims["is_origin"]]) - set(mutations["relay"])
    for claim_id in spared:
        relay, origin = ledger.claims.loc[claim_id], ledger.claims.loc[lineage.origin(ledger, claim_id)]
        assert relay["measure"] == origin["measure"]
        assert relay["qualifier"] == origin["qualifier"]


def test_the_tally_adds_up_to_the_mutations(ledger, mutations):
    assert lineage.tally(ledger)["relays"].sum() == (~mutations["inherited"]).sum()
    assert lineage.tally(ledger, inherited=True)["relays"].sum() == len(mutations)


def test_many_documents_one_origin_that_did_not_say_it(ledger):
    dead = lineage.carriers(ledger, "uk-mod-2025-10-24-killed")
    assert dead.origins == ("uk-mod-2025-06-15-casualties",)
    assert dead.saying_so == ()
    assert len(dead.documents) >= len(dead.relays) >= 5
    assert "none says so itself" in repr(dead)
    assert "one independent origin" in repr(dead)


def test_a_body_and_its_part_are_one_origin(ledger):
    parts = ledger.claimants.index[ledger.claimants["part_of"] != ""]
    assert len(parts)
    whole = ledger.claimants["part_of"][parts[0]]
    assert len(tree._bodies(ledger, [parts[0], whole])) == 1


def test_unknown_claims_are_refused_with_the_nearest(ledger):
    for function in (lineage.chain, lineage.origin, lineage.family, lineage.carriers):
        with pytest.raises(ValueError, match=r"no claim 'nis-2025-04-30-kiled' among .*nearest: nis-2025-04-30-killed"):
            function(ledger, "nis-2025-04-30-kiled")
    with pytest.raises(ValueError, match="gives no number, so no figure to follow"):
        lineage.carriers(ledger, "wpk-cmc-2025-04-28-killed")
    empty = dataclasses.replace(ledger, claims=ledger.claims.iloc[:0])
    with pytest.raises(ValueError, match="the ledger holds no claims"):
        lineage.chain(empty, "nis-2025-04-30-killed")
    assert lineage.mutations(empty).empty


def test_places_lie_within_one_another():
    assert places.relation("kursk", "russia") == "part"
    assert places.relation("front", "kursk") == "whole"
    assert places.relation("front", "russia") == "overlap"
    assert places.relation("ukraine", "kursk") == "apart"
    assert places.meet("none", "north_korea")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_in_any_forest_every_chain_ends_at_a_claim_that_repeats_none(ledger, data):
    count = data.draw(st.integers(1, 9))
    links = [data.draw(st.integers(-1, i - 1)) for i in range(count)]
    order = data.draw(st.permutations(range(count)))
    claims = ledger.claims.iloc[:count].copy()
    ids = list(claims.index)
    claims["repeats"] = ["" if link < 0 else ids[link] for link in links]
    small = dataclasses.replace(ledger, claims=claims.iloc[list(order)])
    tree = lineage.roots(small)
    for claim_id in ids:
        chain = list(lineage.chain(small, claim_id).index)
        assert len(chain) == len(set(chain)) == tree["depth"][claim_id] + 1
        assert chain[-1] == tree["origin"][claim_id]
        assert small.claims["repeats"][chain[-1]] == ""
        assert claim_id in lineage.family(small, chain[-1]).index
    assert set(lineage.mutations(small)["relay"]) <= {i for i in ids if claims["repeats"][i]}
