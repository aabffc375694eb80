"""Asking for a table: from an edition as it stands, or with noise out of the year's budget."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from enishi.audit.actions import record
from enishi.audit.models import Entry
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.encrypted import blind_index
from enishi.common.workflow import Refusal
from enishi.research import noise
from enishi.research.cubes import CUBES, Cube, Dimension, Values, from_json
from enishi.research.gathering import gather
from enishi.research.models import NoiseYear, NoisyAnswer, ResearchEdition

FIRST_YEAR = 2020
EXPORT = "research_table"


@dataclass(frozen=True, slots=True)
class Answer:
    """A table. rows: labels of each dimension, then the count, None where hidden."""

    cube: Cube
    dimensions: tuple[Dimension, ...]
    snapshot: str
    rows: list[tuple[Values, int | None]]

    def label(self, place: int, value: str) -> str:
        return self.dimensions[place].values.get(value, value) or "不明"

    def labelled(self) -> list[tuple[Values, int | None]]:
        return [(tuple(self.label(at, v) for at, v in enumerate(values)), count) for values, count in self.rows]


def refusal_of(cube: Cube, asked: Sequence[str], most: int = 2) -> str:
    """Why the table cannot be asked for; "" where it can."""
    known = {dimension.key: dimension for dimension in cube.dimensions}
    if unknown := [key for key in asked if key not in known]:
        return f"「{unknown[0][:20]}」という分け方はありません。一覧からお選びください。"
    if len(asked) > most:
        return f"分け方は{most}つまでお選びください。"
    if len(asked) > 1 and (alone := [known[key].label for key in asked if known[key].alone]):
        return f"「{alone[0]}」は、ほかの分け方と組み合わせられません。一つだけでお選びください。"
    return ""


def answer(edition: ResearchEdition, cube: Cube, asked: Sequence[str]) -> Answer:
    """The table as the edition keeps it. asked: without a refusal, in any order."""
    question = cube.in_order(asked)
    cells = from_json(edition.tables["cubes"][cube.key])[question]
    return Answer(cube, tuple(cube.dimension(key) for key in question), edition.snapshot, list(cells.items()))


# -- noise ------------------------------------------------------------------------------------------
def budget(year: int) -> NoiseYear:
    """Of a year, unsaved while nobody has asked."""
    return NoiseYear.objects.filter(year=year).first() or NoiseYear(year=year, allowed=noise.A_YEAR, spent=Decimal(0))


@transaction.atomic
def ask_with_noise(
    *, edition: ResearchEdition, cube: Cube, asked: Sequence[str], epsilon: Decimal, by: Actor
) -> NoisyAnswer | list[Refusal]:
    """The table with noise, out of the year's budget; what was asked before is answered as before, for nothing."""
    if said := refusal_of(cube, asked, noise.MOST_DIMENSIONS):
        return [Refusal("by", said)]
    if epsilon not in noise.EPSILONS:
        return [Refusal("epsilon", "細かさは、表示された中からお選びください。")]
    question = cube.in_order(asked)
    name = ",".join(question)
    year, _ = NoiseYear.objects.get_or_create(year=today().year, defaults={"allowed": noise.A_YEAR})
    NoiseYear.objects.select_for_update().get(pk=year.pk)  # one after the other: the same question is paid once
    if found := NoisyAnswer.objects.filter(edition=edition, cube=cube.key, question=name, epsilon=epsilon).first():
        return found
    try:
        with transaction.atomic():
            NoiseYear.objects.filter(pk=year.pk).update(spent=F("spent") + epsilon)
    except IntegrityError:  # noise_within_the_year
        return [Refusal("epsilon", "今年の枠の残りが足りません。粗い細かさをお選びになるか、来年お尋ねください。")]
    cells = _with_noise(edition, cube, question, epsilon)
    made = NoisyAnswer.objects.create(
        edition=edition, year=year, cube=cube.key, question=name, epsilon=epsilon, cells=cells
    )
    record(
        by=by, action="ask_with_noise", object_type="research_table", object_number=cube.key, question=name,
        snapshot=edition.snapshot, epsilon=str(epsilon),
    )  # fmt: skip
    return made


def _with_noise(edition: ResearchEdition, cube: Cube, question: Values, epsilon: Decimal) -> list[Any]:
    """Counted anew up to the edition's day, of those who agree today."""
    dimensions = [cube.dimension(key) for key in question]
    rows = cube.rows(gather(edition.until))
    counts = Counter(tuple(dimension.of(row) for dimension in dimensions) for row in rows)
    cells = list(product(*(domain(dimension, edition.until) for dimension in dimensions)))
    key = bytes.fromhex(blind_index("research", "noise"))
    made = noise.noisy(key, f"{edition.snapshot} {cube.key} {','.join(question)}", counts, cells, epsilon)
    return [[list(cell), count] for cell, count in made.items()]


def domain(dimension: Dimension, until: date) -> list[str]:
    """All values there could be, whoever is in the records."""
    return list(dimension.values) or [str(year) for year in range(FIRST_YEAR, until.year + 1)]


def noisy_answer(made: NoisyAnswer) -> Answer:
    cube = CUBES[made.cube]
    dimensions = tuple(cube.dimension(key) for key in made.question.split(",") if key)
    return Answer(cube, dimensions, made.edition.snapshot, [(tuple(v), n) for v, n in made.cells])


# -- the log of questions ---------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Asked:
    """One question, without who asked. form: html is not written down; csv, json or noise."""

    day: date
    cube: str
    by: str
    form: str
    snapshot: str


def log_of_questions() -> Any:
    """Entries of everything that was asked by file or with noise, the newest first."""
    return Entry.objects.filter(action__in=(f"export:{EXPORT}", "ask_with_noise")).order_by("-pk")
