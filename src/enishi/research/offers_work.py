"""The simulation behind `offers`: read the market of this moment, play it with and without the change, store what came out."""

from collections.abc import Mapping
from typing import Any

from enishi.candidacies.suggesting import current_locks
from enishi.common.clock import now
from enishi.engine import WEIGHTS_VERSION, Market
from enishi.engine.simulate.made_seekers import with_made
from enishi.engine.simulate.raised import ROUNDS, play_both, raised
from enishi.engine.single_changes import chosen
from enishi.matching.load import load_columns
from enishi.matching.models import UNDER_WAY, SlateState
from enishi.matching.regions import who_is_counted
from enishi.research.models import Scenario
from enishi.research.places import openings_at
from enishi.research.scenarios import MADE, OFFERS

MADE_PEOPLE = 3_000
"""As many as the market simulator plays with: enough that an opening in the country meets a dozen it could suit."""


class Cancelled(Exception):
    """Somebody asked to stop."""


def work_out(pk: int) -> None:
    """The job. Run twice, it does nothing the second time; run again after a kill, it begins anew."""
    going = Scenario.objects.filter(pk=pk, kind=OFFERS, state__in=UNDER_WAY)
    if not going.update(state=SlateState.RUNNING, stage="", share=0, touched_at=now()):
        return
    try:
        asked = Scenario.objects.get(pk=pk).asked
        snapshot, found = _played(pk, asked)
        _end(pk, state=SlateState.DONE, share=100, snapshot=snapshot, found=found)
    except Cancelled:
        _end(pk, state=SlateState.CANCELLED)
    except Exception as problem:
        # The type alone: a message may hold what somebody wrote.
        _end(pk, state=SlateState.FAILED, problem=type(problem).__name__)
        raise


def _played(pk: int, asked: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    _tell(pk, "募集と先生方のご希望を読んでいます", 2)
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
        tell=lambda far: _tell(pk, words, 5 + int(far * 93)),
    )  # fmt: skip
    return f"{columns.schema.as_of:%Y-%m-%d}-{columns.digest[:8]}", {
        "digest": columns.digest, "weights": WEIGHTS_VERSION, "rounds": ROUNDS, "openings": len(openings),
        "changed": len(touched), "seats": played.seats, "people": MADE_PEOPLE if made else None,
        "inside": played.inside.tolist(), "elsewhere": played.elsewhere.tolist(),
    }  # fmt: skip


def _tell(pk: int, stage: str, share: int) -> None:
    """Visible at once to who waits: the job runs outside a transaction."""
    going = Scenario.objects.filter(pk=pk, cancel_asked=False, state=SlateState.RUNNING)
    if not going.update(stage=stage, share=share, touched_at=now()):
        raise Cancelled


def _end(pk: int, **columns: Any) -> None:
    Scenario.objects.filter(pk=pk, state__in=UNDER_WAY).update(stage="", finished_at=now(), **columns)
