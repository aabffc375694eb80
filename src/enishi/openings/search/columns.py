"""The public openings as columns, the last confirmed first, read from PostgreSQL in one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from django.db import connection

from enishi.common.clock import today
from enishi.engine import specialties
from enishi.engine.schema import I32, I64, SLOTS, U8, U32, U64, WISH_BITS, AnyArray, Bool
from enishi.institutions.enums import InstitutionKind, InstitutionState
from enishi.openings.enums import Duty, Employment, OpeningState
from enishi.openings.search.filters import folded
from enishi.openings.search.places import Places

WEEK_BITS = len(SLOTS)
SLOT_BITS = {code: 1 << bit for bit, code in enumerate(SLOTS)}
EMPLOYMENT_BITS = {str(code): 1 << bit for bit, code in enumerate(Employment)}
DUTY_LEVELS = {str(duty): level for level, duty in enumerate(Duty)}
UNKNOWN_SPECIALTY = 1 << 63
"""The bit of words that the tree does not know: such an opening asks for something, so it is not 科目不問."""
assert list(Duty) == [Duty.NONE, Duty.NEGOTIABLE, Duty.REQUIRED]

SELECT = """
SELECT o.id, (extract(epoch FROM o.confirmed_at) * 1000000)::bigint, o.institution_id, i.municipality_id, i.kind,
  array_to_string(v.specialties, E'\\x1f'), array_to_string(v.employment, E'\\x1f'), (v.days * 10)::int,
  array_to_string(v.slots, E'\\x1f'), v.night_duty, v.on_call, array_to_string(v.offers, E'\\x1f'),
  greatest(coalesce(v.annual_pay_min_yen, 0), coalesce(v.annual_pay_max_yen, 0)), coalesce(v.daily_pay_yen, 0),
  v.title, i.name, i.kana, d.days
FROM openings_opening o JOIN openings_openingversion v ON v.id = o.current_id
JOIN institutions_institution i ON i.id = o.institution_id
LEFT JOIN (
  SELECT opening_id, string_agg(DISTINCT to_char("on", 'dy') || '_' || part, E'\\x1f') AS days FROM openings_spotday
  WHERE filled_at IS NULL AND withdrawn_at IS NULL AND "on" >= %s GROUP BY opening_id
) d ON d.opening_id = o.id AND 'spot' = ANY(v.employment)
WHERE o.state = %s AND i.state = %s AND o.confirmed_at IS NOT NULL AND (o.valid_until IS NULL OR o.valid_until >= %s)
"""
SOME = " AND (o.id = ANY(%s) OR o.institution_id = ANY(%s))"


@dataclass(frozen=True)
class Columns:
    """n public openings of active institutions, stale ones too: how old is too old is asked at the time of the search.

    Sorted by `confirmed` (microseconds since 1970, UTC) descending, then `id` descending. place: place in `Places`.
    specialties: bits, 0 = any. employment, offers, slots: bits. days: tenths of a day a week. night, call: 0 none,
    1 negotiable, 2 required. top_pay (a year), daily_pay: yen, 0 = not stated. of_municipality: an opening of 行政.
    spots: bits of the half-days of single days that are open, from the day on which the columns were read.
    text: what words are sought in, folded.
    """

    id: I64
    confirmed: I64
    institution: I64
    place: I32
    of_municipality: Bool
    specialties: U64
    employment: U8
    days: I32
    slots: U32
    night: U8
    call: U8
    spots: U32
    offers: U32
    top_pay: I64
    daily_pay: I64
    text: AnyArray

    def __len__(self) -> int:
        return len(self.id)

    @cached_property
    def kinds_of_specialties(self) -> tuple[U64, I64]:
        """The distinct bits of `specialties`, and for each opening the place of its own among them."""
        kinds, code = np.unique(self.specialties, return_inverse=True)
        return kinds, code

    @cached_property
    def kinds_of_weeks(self) -> tuple[I64, I64]:
        """The distinct weeks, `slots` with whole days a week above them, and for each opening the place of its own."""
        days = -(-self.days.astype(np.int64) // 10)
        weeks, code = np.unique(days << WEEK_BITS | self.slots, return_inverse=True)
        return weeks, code

    @cached_property
    def texts(self) -> list[str]:
        found: list[str] = self.text.tolist()
        return found

    def first(self, n: int) -> "Columns":
        """The n confirmed last. The same object again for the same n, so that what it has worked out of itself is kept."""
        if n == len(self):
            return self
        found = self._first.get(n)
        if found is None:
            found = self.at(slice(0, n))
            self._first.clear()  # n changes when a day begins
            self._first[n] = found
        return found

    @cached_property
    def _first(self) -> "dict[int, Columns]":
        return {}

    def without(self, openings: Sequence[int], institutions: Sequence[int]) -> "Columns":
        gone = np.isin(self.id, np.array(openings, np.int64))
        gone |= np.isin(self.institution, np.array(institutions, np.int64))
        return self.at(~gone)

    def joined(self, other: "Columns") -> "Columns":
        """Both, in order."""
        both = Columns(**{
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)])
            for field in fields(Columns)
        })  # fmt: skip
        return both.at(np.lexsort((-both.id, -both.confirmed)))

    def at(self, which: AnyArray | slice) -> "Columns":
        return Columns(**{field.name: getattr(self, field.name)[which] for field in fields(Columns)})


def load_columns(places: Places, *, openings: Sequence[int] | None = None, institutions: Sequence[int] = ()) -> Columns:
    """All of them, or those of these openings and institutions (primary keys) only."""
    day = today()
    parameters: list[Any] = [day, OpeningState.PUBLISHED.value, InstitutionState.ACTIVE.value, day]
    query = SELECT
    if openings is not None:
        query, parameters = query + SOME, [*parameters, list(openings), list(institutions)]
    with connection.cursor() as cursor:
        cursor.execute(query + " ORDER BY o.confirmed_at DESC, o.id DESC", parameters)
        rows = cursor.fetchall()
    return _columns(list(zip(*rows, strict=True)) if rows else [()] * 18, places)


def _columns(given: Sequence[Sequence[Any]], places: Places) -> Columns:
    (ids, confirmed, institution, municipality, kind, wanted, employment, days, slots, night, call, offers, top, daily,
     title, name, kana, spots) = given  # fmt: skip
    where = np.array([places.position[code] for code in municipality], np.int32)
    place_words = [
        folded(places.prefectures[p] + (places.areas[a][0] if a else "") + n)
        for p, a, n in zip(places.prefecture, places.area, places.names, strict=True)
    ]
    department = _by_distinct(wanted, lambda text: folded(text.replace("\x1f", " ")))
    text = [
        f"{folded(n)} {folded(k)} {folded(t)} {d} {place_words[p]}"
        for n, k, t, d, p in zip(name, kana, title, department, where.tolist(), strict=True)
    ]
    return Columns(
        id=np.array(ids, np.int64),
        confirmed=np.array(confirmed, np.int64),
        institution=np.array(institution, np.int64),
        place=where,
        of_municipality=np.array([one == InstitutionKind.MUNICIPALITY for one in kind], np.bool_),
        specialties=np.array(_by_distinct(wanted, _specialty_bits), np.uint64),
        employment=np.array(_by_distinct(employment, _bits(EMPLOYMENT_BITS)), np.uint8),
        days=np.array(days, np.int32),
        slots=np.array(_by_distinct(slots, _bits(SLOT_BITS)), np.uint32),
        spots=np.array(_by_distinct([days or "" for days in spots], _bits(SLOT_BITS)), np.uint32),
        night=np.array([DUTY_LEVELS[one] for one in night], np.uint8),
        call=np.array([DUTY_LEVELS[one] for one in call], np.uint8),
        offers=np.array(_by_distinct(offers, _bits(WISH_BITS)), np.uint32),
        top_pay=np.array(top, np.int64),
        daily_pay=np.array(daily, np.int64),
        text=np.array(text, object),
    )


def _by_distinct(texts: Sequence[str], code: Callable[[str], Any]) -> list[Any]:
    """`code` of each, worked out once for each distinct text."""
    known = {text: code(text) for text in set(texts)}
    return [known[text] for text in texts]


def _bits(of: Mapping[str, int]) -> Callable[[str], int]:
    return lambda text: sum({of.get(word, 0) for word in text.split("\x1f")})


def _specialty_bits(text: str) -> int:
    bits = 0
    for word in filter(None, text.split("\x1f")):
        index = specialties.find(word)
        bits |= UNKNOWN_SPECIALTY if index is None else 1 << index
    return bits
