"""「条件をよくしたら」: what better offers of a region would bring, played by the matching core in a job, kept as a scenario.

Openings are those of the moment the job begins; the scenario names them, with the seekers, by a digest and keeps what came out
of every seed, so that it tells the same for ever. Seekers are made up by the published figures, anew for each seed, or those
who are registered: then the physicians `matching.regions` counts take part, so nobody who hides from any institution of the
place, no unverified licence, no promise not to solicit, and never the one in four whom the installation's secret leaves out
of every count (`engine.bands`). Of them only sums over simulated answers are shown, and none below `bands.FEWEST`.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common import long_runs
from enishi.common.actor import Actor
from enishi.common.workflow import Refusal, StepRefused
from enishi.engine.bands import FEWEST
from enishi.engine.simulate.raised import Spread, spread_of
from enishi.engine.single_changes import SINGLE_CHANGES
from enishi.matching.models import SlateState
from enishi.research.jobs import simulate_offers
from enishi.research.models import Scenario
from enishi.research.places import PLACES
from enishi.research.scenarios import MADE, OFFERS, REGISTERED

CHANGES: Mapping[str, tuple[str, ...]] = {
    "報酬": ("pay_10", "pay_20"),
    "当直・オンコール": ("night_duty", "on_call", "on_call_half"),
    "日数・曜日": ("day_fewer", "one_day", "any_weekday"),
    "支え": (
        "offer_housing", "offer_travel_paid", "offer_family_support", "offer_retraining", "offer_research_day",
        "offer_no_weekend", "offer_extension_after_retirement", "skills",
    ),
}  # fmt: skip
"""What offers may be raised by; each a registered single change, so that no free value is asked about."""
MOST_CHANGES = 3
SEEDS = (10, 20, 50)
LOST_AFTER = timedelta(minutes=15)
"""A computation that says nothing for so long has died. The longest step at the size of the nation takes a minute."""


@dataclass(frozen=True, slots=True)
class Row:
    """Placements in one place, without and with the change, and what they differ by, seed by seed. None where the median is
    too few to tell; an end of an interval that is too few is told as such by whoever shows it."""

    label: str
    before: Spread | None
    after: Spread | None
    gain: Spread | None


def phrases(changes: Collection[str]) -> list[str]:
    """The words of these changes, in the order of the table."""
    return [SINGLE_CHANGES[key].phrase for key in SINGLE_CHANGES if key in changes]


@transaction.atomic
def ask_offers(
    *, key: uuid.UUID, area: str, changes: Collection[str], seeds: int, by: Actor, who: str = MADE
) -> Scenario:
    """Queue the simulation; sent twice, asked once. area: of `places.PLACES`; changes: of `CHANGES`; who: MADE or REGISTERED.

    Raises StepRefused for an unknown place, no change or more than MOST_CHANGES, or seekers or a number of seeds not offered.
    """
    known = {one for group in CHANGES.values() for one in group}
    refusals = []
    if area not in PLACES:
        refusals.append(Refusal("area", "地域を、一覧からお選びください。"))
    if not changes or not set(changes) <= known or len(set(changes)) > MOST_CHANGES:
        refusals.append(Refusal("changes", f"よくする条件を、1つから{MOST_CHANGES}つまでお選びください。"))
    if seeds not in SEEDS:
        refusals.append(Refusal("seeds", "くり返す回数を、一覧からお選びください。"))
    if who not in (MADE, REGISTERED):
        refusals.append(Refusal("who", "だれが応じるかを、一覧からお選びください。"))
    if refusals:
        raise StepRefused(*refusals)
    words = phrases(changes)
    title = f"{PLACES[area]}：{words[0]}" + (f" ほか{len(words) - 1}つ" if len(words) > 1 else "")
    made, is_new = Scenario.objects.get_or_create(
        key=key,
        defaults={
            "kind": OFFERS, "title": title[:60],
            "asked": {"area": area, "changes": sorted(set(changes)), "seeds": seeds, "who": who},
            "state": SlateState.WAITING, "made_by_id": by.user_id,
        },
    )  # fmt: skip
    if is_new:
        record(by=by, action="ask_offers", object_type="scenario", object_number=str(made.pk), area=area, who=who)
        simulate_offers.defer(scenario=made.pk)
    return made


@transaction.atomic
def cancel_offers(*, scenario: Scenario, by: Actor) -> None:
    """Stop at the next step; what is done stays as it is."""
    if long_runs.ask_to_stop(scenario):
        record(by=by, action="cancel_offers", object_type="scenario", object_number=str(scenario.pk))


def is_lost(scenario: Scenario) -> bool:
    return long_runs.is_lost(scenario, LOST_AFTER)


def rows_of(found: Mapping[str, Any], who: str) -> list[Row]:
    """In the place and everywhere else. Of registered physicians small numbers are hidden, and the sum of both rows stands
    nowhere: beside it a hidden one could be had by subtraction."""
    fewest = FEWEST if who == REGISTERED else 0
    return [_row("この地域の募集", found["inside"], fewest), _row("ほかの地域の募集", found["elsewhere"], fewest)]


def _row(label: str, by_seed: Any, fewest: int) -> Row:
    before, after = spread_of([one for one, _ in by_seed]), spread_of([one for _, one in by_seed])
    told = [spread if spread.median >= fewest else None for spread in (before, after)]
    return Row(label, *told, spread_of([after - before for before, after in by_seed]) if all(told) else None)
