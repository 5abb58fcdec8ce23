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
    whole = select(ledger, camp="official", origins=True, topic=["troops", "casualties"], force="nk-troops")
    silent = select(ledger, whole, stance=["denies", "declines"])
    return (
        f"Of {prose.number(len(whole))} official statements about the whole force and its losses, "
        f"{prose.number(len(silent))} of them denials or refusals to comment, "
        f"{prose.number(len(select(ledger, whole, numbers=True)))} gives a number. The only number of dead is "
        f"{prose.link(nine)}, for one engineer regiment {prose.by(nine)}."
    )


def _contrast(ledger):
    nine, printed = ledger.claims.loc[NINE], ledger.claims.loc[PRINTED]
    first = ledger.claims.loc[lineage.origin(ledger, PRINTED)]
    own = rate(ledger, nine)
    dead = select(ledger, measure="killed", claimant=["nis", "hur"], basis="cumulative", origins=True, numbers=True)
    dead = dead[(dead["drawn"] == "solid") & (dead["force_id"] != "russian-and-nk-troops")]
    others = [rate(ledger, claim) for _, claim in dead.iterrows()]
    span = spread(min(other.lower for other in others), max(other.upper for other in others))
    return (
        f"Printed beside {prose.link(printed)} casualties (London's number, of {prose.said(first)}), "
        f"{prose.figure(nine)} dead sets one regiment beside an army. For each thousand soldiers and month the "
        f"regiment, clearing mines, lost {spread(own.lower, own.upper)} if it had the "
        f"{prose.interval(own.heads.low, own.heads.high)} men that Moscow announced; the force sent to fight lost "
        f"{span} by the estimates of Seoul and Kyiv."
    )


def _estimates(ledger):
    counted = {"force": "nk-troops", "parts": True, "basis": "cumulative", "origins": True, "numbers": True}
    dead = select(ledger, measure="killed", claimant="nis", **counted)
    first, last = dead.iloc[0], prose.latest(dead)
    seoul, kyiv = (
        prose.latest(select(ledger, measure="casualties", claimant=name, **counted)) for name in ("nis", "hur")
    )
    share = splits(ledger)
    spring = {name: share[share["claimant"] == name].iloc[-1] for name in ("NIS", "UK Defence Intelligence")}
    one_in = {name: round(200 / (row["lower"] + row["upper"])) for name, row in spring.items()}
    london = spring["UK Defence Intelligence"]
    later = round((seoul["lower"] + seoul["upper"]) / (last["lower"] + last["upper"]))
    return (
        f"South Korea's count of the dead rose from {prose.link(first)} ({prose.said(first)}) to {prose.link(last)} "
        f"({prose.said(last)}). Of dead and wounded together Seoul last said {prose.link(seoul)} "
        f"({prose.said(seoul)}), Ukraine's military intelligence {prose.link(kyiv)} {prose.by(kyiv)}. Seoul's figures "
        f"of {spring['NIS']['said_on']:%B %Y} made about one dead in {prose.number(one_in['NIS'])} casualties, "
        f"London's of {london['said_on']:%B %Y} about one in {prose.number(one_in['UK Defence Intelligence'])}; "
        f"Seoul's last, of different days, come to about one in {prose.number(later)}."
    )


def _travel(ledger):
    changes = lineage.mutations(ledger)
    turned = changes[(changes["kind"] == "measure") & (changes["after"] == "killed") & ~changes["inherited"]]
    turned = turned[turned["before"] != "wounded"]
    repeats = ledger.claims[~ledger.claims["is_origin"]]
    inferred = int((repeats["repeats_evidence"] == "inferred").sum())
    return (
        f"Of {prose.number(len(ledger.claims))} claims {prose.number(len(repeats))} repeat an earlier one, most with a "
        f"change: {prose.number(len(turned))} made deaths of casualties or losses. ({prose.number(inferred)} of these "
        "links are our own inference.)"
    )


def _won(ledger):
    claim = ledger.claims.loc[WON]
    first = ledger.claims.loc[lineage.origin(ledger, WON)]
    row = money.stated_against_market(ledger, ledger.claims.loc[[WON]]).iloc[0]
    fits = money.fitting(ledger, "KRW", row["implied"]).index
    last = fits[fits < claim["said_on"]][-1]
    return (
        f"{prose.link(claim).replace('about', 'About', 1)}, in print in {prose.said(claim)}, goes back to one unnamed "
        f"source of {prose.said(first)}; the dollars beside it are at {prose.number(round(row['implied']))} won "
        f"each, a rate the market had last seen on {prose.day(last)} (when printed it stood at "
        f"{prose.number(round(row['market']))})."
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
