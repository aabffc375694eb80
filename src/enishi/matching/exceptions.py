"""The one lawful exception by age: 労働施策総合推進法施行規則1条の3第1項3号ニ, an opening for people of 60 and over.

Birth dates are read for nobody else than those whom such an opening could fit by prefecture, specialty and way of working.
"""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
from django.db.models import TextField
from django.db.models.functions import Cast

from enishi.engine import Market, specialties
from enishi.engine.schema import AGE_EXCEPTION_60, AnyArray, Bool
from enishi.physicians.deciphering import readable_texts, report_unreadable
from enishi.physicians.models import Identity

AT_A_TIME = 10_000
ASKED_BY = ("age_exception", "prefecture", "specialties", "employment")


def are_60_or_over(
    physicians: Mapping[str, AnyArray], openings: Mapping[str, AnyArray], ids: AnyArray, day: date
) -> Bool:
    """The column `is_60_or_over` of these columns; `ids`: primary keys of the physicians, by row."""
    rows = np.flatnonzero(whom_it_may_concern(physicians, openings))
    column = np.zeros(len(ids), np.bool_)
    for start in range(0, len(rows), AT_A_TIME):
        some = rows[start : start + AT_A_TIME]
        born = birth_dates(ids[some].tolist())
        column[some] = [is_60_or_over(born.get(int(pk), ""), day) for pk in ids[some]]
    return column


def asked_in(market: Market) -> dict[str, AnyArray]:
    """The columns of this market's openings that `are_60_or_over` looks at."""
    return {name: getattr(market.posts, name) for name in ASKED_BY}


def is_60_or_over(birth_date: str, day: date) -> bool:
    """`birth_date`: ISO, or "" where it is not known."""
    if not birth_date:
        return False
    born = date.fromisoformat(birth_date)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) >= 60


def birth_dates(ids: list[int]) -> dict[int, str]:
    """As ISO text by physician; the column is read as it lies, so that all are deciphered together.

    One that cannot be read is one that is not known: nobody is taken for 60 or over without it.
    """
    found = Identity.objects.filter(physician__in=ids).exclude(birth_date="")
    rows = list(found.annotate(token=Cast("birth_date", TextField())).values_list("physician_id", "token"))
    texts = dict(zip((pk for pk, _ in rows), readable_texts([token for _, token in rows]), strict=True))
    report_unreadable("a birth date", [pk for pk, text in texts.items() if text is None])
    return {pk: text for pk, text in texts.items() if text is not None}


def whom_it_may_concern(physicians: Mapping[str, AnyArray], openings: Mapping[str, AnyArray]) -> Bool:
    """Physicians who could fit an opening with the exception by prefecture, specialty and way of working."""
    limited = openings["age_exception"] == AGE_EXCEPTION_60
    asked = (openings[name][limited].tolist() for name in ("prefecture", "specialties", "employment"))
    kinds = set(zip(*asked, strict=True))
    found = np.zeros(len(physicians["prefectures"]), np.bool_)
    if not kinds:
        return found
    reach = _by_distinct(physicians["specialties"], _reach)
    for prefecture, wanted, employment in kinds:
        there = (physicians["prefectures"] >> np.uint64(prefecture) & np.uint64(1)) != 0
        there &= (physicians["employment"] & np.uint8(employment)) != 0
        found |= there & ((reach & np.uint64(wanted)) != 0) if wanted else there
    return found


def _reach(bits: int) -> int:
    """What someone of these specialties serves, or could serve after retraining."""
    reached = 0
    for own in specialties.members(bits):
        reached |= specialties.SERVES[own] | specialties.NEAR[own]
    return reached


def _by_distinct(values: AnyArray, of: Callable[[int], int]) -> AnyArray:
    distinct, place = np.unique(values, return_inverse=True)
    return np.array([of(int(value)) for value in distinct], np.uint64)[place]
