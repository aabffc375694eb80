"""How many public openings a set of wishes leaves, and which single wish costs most of them.

The hard conditions of the matching core (engine/conditions.py) in SQL, over openings anybody may read: no shield, no lock
and no other physician enters, so the number tells nothing that the public search does not. Distance is left to the search.
One query, whatever the number of wishes; nothing is written.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Ceil, Least

from enishi.areas.models import Prefecture
from enishi.common.japanese.halfdays import CODES, DAYS, mask_of, pattern_words
from enishi.common.japanese.money import man_yen_words
from enishi.engine import specialties
from enishi.engine.schema import WISHES
from enishi.openings.enums import Duty, Employment
from enishi.openings.models import Opening
from enishi.physicians.enums import Willingness, WishLevel

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Gain:
    """What dropping one wish would bring. words: 「当直なし」."""

    words: str
    more: int


@dataclass(frozen=True, slots=True)
class Counted:
    """openings: those that fit now; public: all there are; gains: the wishes that cost most, the dearest first."""

    openings: int
    public: int
    gains: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class _Condition:
    words: str
    fits: Q


def count_openings(wishes: Mapping[str, Any]) -> Counted:
    """`wishes`: fields of a wish sheet by name; one that is missing or empty asks for nothing."""
    conditions = list(_conditions(wishes))
    rows = Opening.objects.published()
    if slots := list(wishes.get("slots") or ()):
        rows = rows.annotate(**_weekdays(slots))
    counts = {"public": Count("pk"), "all": Count("pk", filter=_every(conditions))}
    counts |= {
        f"without_{i}": Count("pk", filter=_every(conditions[:i] + conditions[i + 1 :])) for i in range(len(conditions))
    }
    found = rows.aggregate(**counts)
    gains = [Gain(c.words, found[f"without_{i}"] - found["all"]) for i, c in enumerate(conditions)]
    dearest = sorted((gain for gain in gains if gain.more), key=lambda gain: -gain.more)
    return Counted(found["all"], found["public"], tuple(dearest[:SHOWN]))


def _every(conditions: list[_Condition]) -> Q:
    every = Q(pk__isnull=False)
    for condition in conditions:
        every &= condition.fits
    return every


def _conditions(w: Mapping[str, Any]) -> Iterator[_Condition]:
    if words := _served(w.get("specialties") or ()):
        name = "・".join(w["specialties"])
        yield _Condition(name, Q(current__specialties__overlap=words) | Q(current__specialties=[]))
    if ways := list(w.get("employment") or ()):
        yield _Condition("・".join(Employment(e).label for e in ways), Q(current__employment__overlap=ways))
    if codes := list(w.get("prefectures") or ()):
        yield _Condition(_places(codes), Q(institution__municipality__prefecture__in=codes))
    low, high = w.get("days_min"), w.get("days_max")
    if low and high:
        yield _Condition(
            f"週{float(low):g}〜{float(high):g}日" if low != high else f"週{float(low):g}日",
            Q(current__days__gt=math.trunc(low) - 1, current__days__lte=math.ceil(high)),
        )
    if slots := list(w.get("slots") or ()):
        yield _Condition(pattern_words(mask_of(slots)), Q(free_weekdays__gte=F("needed_weekdays")))
    if w.get("night_duty") == Willingness.NO:
        yield _Condition("当直なし", ~Q(current__night_duty=Duty.REQUIRED))
    yield from _on_call(w)
    yield from _pay(w)
    for key, level in (w.get("wishes") or {}).items():
        if level == WishLevel.MUST and key in WISHES:
            yield _Condition(f"「{WISHES[key]}」が必ず", Q(current__offers__contains=[key]))
        if level == WishLevel.NEVER and key in WISHES:
            yield _Condition(f"「{WISHES[key]}」を避ける", ~Q(current__offers__contains=[key]))


def _on_call(w: Mapping[str, Any]) -> Iterator[_Condition]:
    if w.get("on_call") == Willingness.NO:
        yield _Condition("夜間の呼び出しなし", ~Q(current__on_call=Duty.REQUIRED))
    elif most := w.get("max_on_call_per_month"):
        too_often = Q(current__on_call=Duty.REQUIRED, current__on_call_per_month__gt=most)
        yield _Condition(f"呼び出しは月{most}回まで", Q(current__on_call_per_month__isnull=True) | ~too_often)


def _pay(w: Mapping[str, Any]) -> Iterator[_Condition]:
    """A pay that is not stated is a question to ask, not a refusal."""
    if floor := w.get("min_annual_pay_yen"):
        stated = Q(current__annual_pay_max_yen__isnull=False) | Q(current__annual_pay_min_yen__isnull=False)
        enough = Q(current__annual_pay_max_yen__gte=floor) | Q(current__annual_pay_min_yen__gte=floor)
        yield _Condition(f"年俸{man_yen_words(floor)}から", enough | ~stated)
    if floor := w.get("min_daily_pay_yen"):
        enough = Q(current__daily_pay_yen__gte=floor) | Q(current__daily_pay_yen__isnull=True)
        yield _Condition(f"日額{man_yen_words(floor)}から", enough)


def _weekdays(mine: list[str]) -> dict[str, Any]:
    """free_weekdays: weekdays on which the physician is free for all that is listed; needed_weekdays: how many it takes.

    Without a list any half-day of a weekday will do (engine/conditions.py, uncovered_slots).
    """
    free, listed = Value(0), Value(0)
    for day in DAYS:
        codes = [code for code in CODES if code.startswith(day)]
        closed = [code for code in codes if code not in mine]
        asked = Q(current__slots__overlap=codes)
        fits = asked & ~Q(current__slots__overlap=closed) if closed else asked
        free = free + Case(When(fits, then=1), default=0, output_field=IntegerField())
        listed = listed + Case(When(asked, then=1), default=0, output_field=IntegerField())
    own = len({code.partition("_")[0] for code in mine})
    days = Ceil("current__days", output_field=IntegerField())
    none = Q(current__slots=[])
    return {
        "free_weekdays": Case(When(none, then=Value(own)), default=free, output_field=IntegerField()),
        "needed_weekdays": Case(When(none, then=days), default=Least(days, listed), output_field=IntegerField()),
    }


def _served(names: Any) -> list[str]:
    """Every word for what a physician of these specialties can fill as he or she is; 循環器内科 finds 内科 too."""
    found = [index for name in names if (index := specialties.find(name)) is not None]
    served = {i for index in found for i in specialties.members(specialties.SERVES[index])}
    rows = [specialties.SPECIALTIES[i] for i in sorted(served)]
    return [word for s in rows for word in (s.name, s.key, *s.synonyms)]


def _places(codes: list[str]) -> str:
    names = list(Prefecture.objects.filter(code__in=codes).order_by("code").values_list("name", flat=True))
    return "・".join(names[:3]) + ("など" if len(names) > 3 else "")
