"""What the project found, in five sentences computed from the ledger; the README and the first notebook print them."""

from . import lineage, money, prose
from .comparability.rates import rate, spread
from .comparability.splits import splits
from .select import select

NINE = "kim-jong-un-2025-12-12-killed"
PRINTED = "rok-ukraine-western-sources-2025-12-casualties"
WON = "korean-press-2025-12-monthly-pay"


def _silence(ledger):
    nine = ledger.claims.loc[NINE]
    said = select(ledger, camp="official", origins=True, topic=["troops", "casualties"], force="nk-troops", parts=True)
    whole = select(ledger, said, force="nk-troops", numbers=True)
    return (
        f"Of {prose.number(len(said))} official statements about the troops and their losses, "
        f"{prose.number(len(whole))} gives a number for the whole force. The only number of dead is "
        f"{prose.link(nine)}, for one engineer regiment ({nine['claimant']}, {prose.said(nine)})."
    )


def _contrast(ledger):
    nine, printed = ledger.claims.loc[NINE], ledger.claims.loc[PRINTED]
    own = rate(ledger, nine)
    dead = select(ledger, measure="killed", claimant=["nis", "hur"], basis="cumulative", origins=True, numbers=True)
    dead = dead[(dead["drawn"] == "solid") & (dead["force_id"] != "russian-and-nk-troops")]
    others = [rate(ledger, claim) for _, claim in dead.iterrows()]
    span = spread(min(other.lower for other in others), max(other.upper for other in others))
    return (
        f"Printed beside {prose.link(printed)} casualties, {prose.figure(nine)} dead sets one regiment beside an army. "
        f"For each thousand soldiers and month the regiment lost {spread(own.lower, own.upper)}, the whole force "
        f"{span} by the estimates of Seoul and Kyiv."
    )


def _estimates(ledger):
    counted = {"force": "nk-troops", "parts": True, "basis": "cumulative", "camp": "intelligence"}
    dead = select(ledger, measure="killed", claimant="nis", origins=True, numbers=True, **counted)
    both = prose.latest(select(ledger, measure="casualties", origins=True, numbers=True, **counted))
    first, last = dead.iloc[0], prose.latest(dead)
    share = splits(ledger)
    one_in = {
        name: round(200 / (row["lower"] + row["upper"]))
        for name in ("NIS", "UK Defence Intelligence")
        for row in [share[share["claimant"] == name].iloc[-1]]
    }
    return (
        f"South Korea's count of the dead rose from {prose.link(first)} ({prose.said(first)}) to {prose.link(last)} "
        f"({prose.said(last)}); of dead and wounded together the last word is {prose.link(both)} ({both['claimant']}, "
        f"{prose.said(both)}). Seoul has about one dead in {prose.number(one_in['NIS'])} casualties, London "
        f"about one in {prose.number(one_in['UK Defence Intelligence'])}."
    )


def _travel(ledger):
    changes = lineage.mutations(ledger)
    turned = changes[(changes["kind"] == "measure") & (changes["after"] == "killed") & ~changes["inherited"]]
    turned = turned[turned["before"] != "wounded"]
    repeats = int((~ledger.claims["is_origin"]).sum())
    return (
        f"Of {prose.number(len(ledger.claims))} claims {prose.number(repeats)} repeat an earlier one, most with a "
        f"change: {prose.number(len(turned))} made deaths of casualties or losses."
    )


def _won(ledger):
    claim = ledger.claims.loc[WON]
    first = ledger.claims.loc[lineage.origin(ledger, WON)]
    row = money.stated_against_market(ledger, ledger.claims.loc[[WON]]).iloc[0]
    return (
        f"{prose.link(claim).replace('about', 'About', 1)}, in print in {prose.said(claim)}, goes back to one unnamed "
        f"source of {prose.said(first)}; the dollars beside it are at {prose.number(round(row['implied']))} won "
        f"each, a rate of {row['fits_on']:%Y} (the market when printed: {prose.number(round(row['market']))})."
    )


def findings(ledger):
    """Five findings, each a sentence or two of Markdown with links to the documents.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    list of str
        Empty for a ledger about something else, which lacks the claims the findings are about.
    """
    if not {NINE, PRINTED, WON} <= set(ledger.claims.index):
        return []
    return [part(ledger) for part in (_silence, _contrast, _estimates, _travel, _won)]
