"""The simulation behind `offers`: read the market of this moment, play it with and without the change, store what came out."""

from enishi.candidacies.suggesting import current_locks
from enishi.common import long_runs
from enishi.engine import WEIGHTS_VERSION, Market
from enishi.engine.simulate.made_seekers import with_made
from enishi.engine.simulate.raised import ROUNDS, play_both, raised
from enishi.engine.single_changes import chosen
from enishi.matching.load import load_columns
from enishi.matching.regions import who_is_counted
from enishi.research.models import Scenario
from enishi.research.places import openings_at
from enishi.research.scenarios import MADE, OFFERS

MADE_PEOPLE = 3_000
"""As many as the market simulator plays with: enough that an opening in the country meets a dozen it could suit."""


def work_out(pk: int) -> None:
    """The job. Run twice, it does nothing the second time; run again after a kill, it begins anew."""
    long_runs.work_out(Scenario.objects.filter(pk=pk, kind=OFFERS), _play, stage="", share=0)


def _play(work: long_runs.Work) -> None:
    work.tell(stage="募集と先生方のご希望を読んでいます", share=2)
    asked = work.rows.get().asked
    columns = load_columns(current_locks())
    market = Market.from_columns(columns.physicians, columns.openings, columns.schema)
    openings = openings_at(market, asked["area"], columns.opening_ids[market.opening_row])
    changes, seeds = chosen(asked["changes"]), int(asked["seeds"])
    touched = raised(market, openings, changes)[1]
    made = asked["who"] == MADE
    words = f"{seeds}回のくり返しを計算しています"
    played = play_both(
        market, openings, changes, seeds,
        who=None if made else who_is_counted(market, openings),
        drawn=(lambda seed: with_made(columns.openings, columns.schema, MADE_PEOPLE, seed)) if made else None,
        tell=lambda far: work.tell(stage=words, share=5 + int(far * 93)),
    )  # fmt: skip
    snapshot = f"{columns.schema.as_of:%Y-%m-%d}-{columns.digest[:8]}"
    found = {
        "digest": columns.digest, "weights": WEIGHTS_VERSION, "rounds": ROUNDS, "openings": len(openings),
        "changed": len(touched), "seats": played.seats, "people": MADE_PEOPLE if made else None,
        "inside": played.inside.tolist(), "elsewhere": played.elsewhere.tolist(),
    }  # fmt: skip
    work.done(share=100, snapshot=snapshot, found=found)
