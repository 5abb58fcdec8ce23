"""Browse the claims: search, filters, anchors, lineage."""

import pytest

from helpers import forces


@pytest.fixture
def page(site, tab):
    """The page with every claim."""
    return tab(site / "claims.html")


def shown(page):
    """Ids of the claims shown, once all are searched."""
    page.wait_for_selector("#shown:not([aria-busy=true])", state="attached")
    return page.evaluate("[...document.querySelectorAll('#shown > .claim')].map(e => e.id)")


def test_every_claim_has_its_anchor(facts, ledger):
    assert set(ledger.claims.index) <= facts["claims.html"].ids


def test_search_finds_words_of_a_note(page, ledger):
    claim = ledger.claims[ledger.claims["note"].str.len() > 60].iloc[0]
    page.get_by_label("Search").fill(claim["note"][:50])
    assert shown(page) == [claim.name]
    assert page.locator("#count").inner_text().startswith("1 of ")


def test_search_wants_every_word(page, ledger):
    page.get_by_label("Search").fill("nis zzzz")
    assert shown(page) == []


def test_filters_agree_with_the_ledger(page, ledger):
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("Official").uncheck()
    page.get_by_label("Force").select_option("combat-troops")
    page.get_by_label("origins only").check()
    page.get_by_label("Said to").fill("2025-12-31")
    claims = ledger.claims
    wanted = claims[
        (claims["measure"] == "killed")
        & (claims["camp"] != "official")
        & claims["force_id"].isin(forces.parts(ledger.forces, "combat-troops"))
        & claims["is_origin"]
        & (claims["said_on"] <= "2025-12-31")
    ]
    assert set(shown(page)) == set(wanted.index) != set()


def test_address_holds_the_filters(page, site, tab):
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("Independent").uncheck()
    page.wait_for_function("() => location.search.includes('camp')")
    address = page.evaluate("location.search")
    assert shown(tab(site / "claims.html", query=address)) == shown(page)


def test_clear_shows_all_again(page):
    before = shown(page)
    page.get_by_label("Search").fill("prisoner")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("() => !document.getElementById('count').textContent.includes(' of ')")
    assert shown(page) == before


def test_show_more_shows_the_next_fifty(page):
    page.get_by_role("button", name="Show more").click()
    assert len(shown(page)) == 100


def test_claim_names_its_origin_and_its_relays(site, tab, ledger):
    relay = ledger.claims[~ledger.claims["is_origin"]].iloc[-1]
    page = tab(site / "claims.html", query=f"#{relay.name}")
    page.locator("details[open]").locator(f"a[href='#{relay['repeats']}']").click()
    origin = page.locator(f"details[open][id='{relay['repeats']}']")
    assert origin.locator(f"a[href='#{relay.name}']").is_visible()


def test_largest_first(page):
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("Order").select_option("large")
    numbers = page.evaluate("[...document.querySelectorAll('#shown > .claim')].map(e => Number(e.dataset.n))")
    assert numbers == sorted(numbers, reverse=True)
