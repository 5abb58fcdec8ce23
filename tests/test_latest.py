"""The newest first-hand claim of each camp."""

from helpers.latest import MEASURES, latest
from helpers.select import select


def test_each_cell_is_the_newest_origin_of_its_camp(ledger):
    table = latest(ledger)
    assert list(table.index) == list(MEASURES)
    for measure, row in table.iterrows():
        for camp, claim_id in row.items():
            own = select(
                ledger,
                measure=measure,
                camp=camp,
                force=["nk-troops", "combat-troops"],
                basis=["cumulative", "rate"],
                origins=True,
            )
            assert (claim_id == "") == own.empty
            if claim_id:
                assert claim_id in own.index
                assert own.loc[claim_id, "said_on_last"] == own["said_on_last"].max()
