"""Whom a survey is for: people with the consent for research, by coarse classes. Researchers read counts, never names.

A count is told in steps of five from below, and none below five: two panels that differ by a class tell nobody by subtraction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextField
from django.db.models.functions import Cast

from enishi.areas.enums import Region
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.engine.bands import FEWEST
from enishi.openings.enums import Employment
from enishi.physicians.deciphering import readable_texts
from enishi.physicians.enums import OVER, ConsentKind
from enishi.physicians.models import Consent, Identity, Physician, WishSheet
from enishi.surveys.enums import Age, Post, Trait

UNKNOWN = ("unknown", "不明")
CLASSES: Mapping[Trait, list[tuple[str, str]]] = {
    Trait.POST: Post.choices(),
    Trait.AGE: Age.choices(),
    Trait.REGION: [*Region.choices(), UNKNOWN],
    Trait.WORK: [*Employment.choices(), UNKNOWN],
}
AT_WORK = (State.WORKING, State.SETTLED)
Panel = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Person:
    """traits: one class of each Trait."""

    physician: int
    traits: Mapping[str, str]


def label_of(trait: str, code: str) -> str:
    return dict(CLASSES[Trait(trait)]).get(code, code)


def consenting() -> list[Person]:
    """Everybody with the consent for research in force, with the classes of today. Six questions, whatever the number.

    Dates of birth are read by the machine alone and leave it as classes of ten years; nobody sees one, so the log has no entry.
    """
    held = Consent.objects.filter(text__kind=ConsentKind.RESEARCH, withdrawn_at=None)
    rows = Physician.objects.filter(pk__in=held.values("physician"), merged_into=None).exclude(state__in=OVER)
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    births = list(
        Identity.objects.filter(physician__in=pks)
        .annotate(raw=Cast("birth_date", TextField()))
        .values_list("physician", "raw")
    )
    ages = {
        pk: age_class(text, today())
        for (pk, _), text in zip(births, readable_texts([raw for _, raw in births]), strict=True)
    }
    sheets: dict[int, tuple[str, str]] = {}
    wishes = WishSheet.objects.filter(physician__in=pks).order_by("physician", "no")
    for pk, region, work in wishes.values_list("physician", "municipality__prefecture__region", "employment"):
        sheets[pk] = (region or UNKNOWN[0], next(iter(work or []), UNKNOWN[0]))
    placed = set(Candidacy.objects.filter(physician__in=pks, state__in=AT_WORK).values_list("physician", flat=True))
    return [
        Person(
            pk,
            {
                Trait.POST: str(Post.PLACED if pk in placed else Post.LOOKING),
                Trait.AGE: str(ages.get(pk, Age.UNKNOWN)),
                Trait.REGION: sheets.get(pk, UNKNOWN)[0],
                Trait.WORK: sheets.get(pk, (UNKNOWN[0], UNKNOWN[0]))[1],
            },
        )
        for pk in pks
    ]


def age_class(birth: str | None, on: date) -> Age:
    """birth: ISO text as it is stored, empty or None where it is not known or fits no key."""
    try:
        born = date.fromisoformat(birth or "")
    except ValueError:
        return Age.UNKNOWN
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return Age.UNDER_50 if years < 50 else Age.FIFTIES if years < 60 else Age.SIXTIES if years < 70 else Age.SEVENTIES


def chosen(people: Iterable[Person], panel: Panel) -> list[Person]:
    """Those in one of the classes asked for, for every trait that asks for any."""
    wanted = {trait: set(codes) for trait, codes in panel.items() if codes}
    return [p for p in people if all(p.traits[trait] in codes for trait, codes in wanted.items())]


def told(count: int) -> str:
    """A count for researchers: 「40〜44名」 in steps of five, 「5名未満」 for nobody to four."""
    if count < FEWEST:
        return f"{FEWEST}名未満"
    low = count - count % FEWEST
    return f"{low}〜{low + FEWEST - 1}名"


def rate_told(sent: int, invited: int) -> str:
    """Share of those invited who answered, 「51〜53%」, from the step the number of invited is told in: it tells no more than
    `told`. "" below five, of whom nobody is invited."""
    if invited < FEWEST:
        return ""
    low = invited - invited % FEWEST
    least, most = sent * 100 // (low + FEWEST - 1), min(100, -(-sent * 100 // low))
    return f"{least}%" if least == most else f"{least}〜{most}%"


def counts(people: Iterable[Person]) -> dict[str, list[tuple[str, str]]]:
    """For each trait the classes with their counts as they may be told."""
    found: Counter[tuple[str, str]] = Counter((t, code) for p in people for t, code in p.traits.items())
    return {trait: [(label, told(found[trait, code])) for code, label in classes] for trait, classes in CLASSES.items()}
