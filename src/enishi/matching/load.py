"""The whole market from PostgreSQL: every physician who seeks and every opening in public, in a few seconds.

The same columns as `market.columns_of`, to the last byte, but read by COPY, with each distinct word (a list of specialties,
a wish sheet's wishes) coded once by the same functions of `coding`. Dates become day numbers in SQL. Shields are worked out
once for each institution and each distinct name, never for each pair.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from enishi.areas.models import Municipality
from enishi.common.clock import today
from enishi.engine import Schema
from enishi.engine.schema import (
    ANY_NUMBER,
    ASKED,
    NO_LIMIT,
    PHYSICIAN_COLUMNS,
    POST_COLUMNS,
    RELOCATION,
    WILLING,
    AnyArray,
    Column,
)
from enishi.institutions.models import Institution, ListedFacility
from enishi.matching import coding
from enishi.matching.copying import Table, by_distinct, compiled, copied, one_moment, without_collecting
from enishi.matching.exceptions import are_60_or_over
from enishi.matching.market import Columns, MarketColumns, designation_bits, place_of, report_left_out
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.deciphering import readable_texts, report_unreadable
from enishi.physicians.enums import OvertimeLevel
from enishi.physicians.families import Families, Target, target
from enishi.physicians.models import Physician
from enishi.physicians.shield import members_of

LEVELS = tuple(OvertimeLevel)
Places = dict[bytes, dict[str, Any]]


def load_columns(locks: Mapping[int, date]) -> MarketColumns:
    """The columns of today. `locks` as in `market.build_market`; everything is read of one moment."""
    day = today()
    with without_collecting(), one_moment():
        places = _places()
        openings, opening_ids, skills = _openings(day, places)
        physicians, physician_ids = _physicians(skills, locks, places)
        owners, keys, unreadable = _shields()
        shown = ~np.isin(physician_ids, np.array(unreadable, np.int64))
        physicians, physician_ids = {n: values[shown] for n, values in physicians.items()}, physician_ids[shown]
        physicians["is_60_or_over"] = are_60_or_over(physicians, openings, physician_ids, day)
        there = np.isin(owners, physician_ids)  # whoever is left out of the market has shields too
        pairs = _once(np.searchsorted(physician_ids, owners[there]), keys[there])
        physicians["shield_row"], physicians["shield_key"] = pairs
    return MarketColumns(physicians, openings, Schema(day, skills), physician_ids, opening_ids)


def _word(options: Sequence[str], column: str) -> str:
    """SQL: the place of a code word among these, from 0."""
    return f"array_position(ARRAY[{', '.join(repr(str(word)) for word in options)}], {column}::text) - 1"


def _day(column: str) -> str:
    return f"greatest(0, coalesce({column} - DATE '1970-01-01', 0))"


def _json(table: str, *columns: str) -> dict[str, str]:
    return {column: f"array_to_json({table}.{column})" for column in columns}


PHYSICIANS = {
    "id": "p.id",
    "max_commute_min": f"least(coalesce(w.max_commute_min, {NO_LIMIT}), {NO_LIMIT})",
    "relocation": _word(RELOCATION, "w.relocation"),
    "days_min": "trunc(w.days_min)",
    "days_max": "ceil(w.days_max)",
    "night_duty": _word(WILLING, "w.night_duty"),
    "on_call": _word(WILLING, "w.on_call"),
    "max_on_call_per_month": f"least(coalesce(w.max_on_call_per_month, {ANY_NUMBER}), {ANY_NUMBER})",
    "min_annual_pay_yen": "coalesce(w.min_annual_pay_yen, 0)",
    "min_daily_pay_yen": "coalesce(w.min_daily_pay_yen, 0)",
    "available_from": _day("w.available_from"),
    "level": _word(LEVELS, "w.overtime_level"),
    "tenths_committed": "w.weekly_hours_committed * 10",
    "licence_verified": "(p.licence_verified_on IS NOT NULL)::int",
}
PHYSICIAN_WORDS = {
    "number": "p.number",
    "municipality": "w.municipality_id",
    **_json("w", "specialties", "skills", "prefectures", "employment", "slots"),
    "wishes": "w.wishes",
}
OPENINGS = {
    "id": "o.id",
    "institution": "o.institution_id",
    "corporation_id": "coalesce(i.corporation_id, 0)",
    "capacity": f"least(v.headcount, {coding.MOST_HEADS})",
    "days": "ceil(v.days)",
    "night_duty": _word(ASKED, "v.night_duty"),
    "on_call": _word(ASKED, "v.on_call"),
    "on_call_per_month": f"least(coalesce(v.on_call_per_month, 0), {coding.MOST_CALLS})",
    "annual_pay_min_yen": "coalesce(v.annual_pay_min_yen, 0)",
    "annual_pay_max_yen": "coalesce(v.annual_pay_max_yen, 0)",
    "daily_pay_yen": "coalesce(v.daily_pay_yen, 0)",
    "starts_on": _day("v.starts_on"),
    "open": f"(o.state = '{OpeningState.PUBLISHED.value}')::int",
    "confirmed_on": _day("(o.confirmed_at AT TIME ZONE 'Asia/Tokyo')::date"),
}
OPENING_WORDS = {
    "number": "o.number",
    "municipality": "i.municipality_id",
    **_json("v", "specialties", "skills_required", "employment", "slots", "offers"),
    "age_exception": "v.age_exception",
}


def _physicians(skills: Sequence[str], locks: Mapping[int, date], places: Places) -> tuple[Columns, AnyArray]:
    chosen, parameters = compiled(Physician.objects.matchable())
    table = copied(
        PHYSICIANS,
        PHYSICIAN_WORDS,
        "FROM physicians_physician p JOIN (SELECT DISTINCT ON (physician_id) * FROM physicians_wishsheet"
        f" ORDER BY physician_id, no DESC) w ON w.physician_id = p.id WHERE p.id IN ({chosen}) ORDER BY p.id",
        parameters,
    )
    bits = _coded(table, "specialties", coding.specialty_bits, np.uint64)
    found: dict[str, AnyArray] = {
        **table.numbers,
        **_located(table, places, "home_prefecture"),
        "main_specialty": _coded(table, "specialties", lambda words: coding.main_specialty(words) or 0, np.uint8),
        "specialties": bits,
        "skills": _coded(table, "skills", lambda words: coding.skill_bits(words, skills), np.uint64),
        "prefectures": _coded(table, "prefectures", coding.prefecture_bits, np.uint64),
        "employment": _coded(table, "employment", coding.employment_bits, np.uint8),
        "slots": _coded(table, "slots", coding.free_slot_bits, np.uint32),
        **{level: _wishes(table, level) for level in ("must", "want", "never")},
        "hours_left_min": _minutes_left(table.numbers["level"], table.numbers["tenths_committed"]),
        "no_solicitation_until": _locked_until(table.numbers["id"], locks),
        "is_60_or_over": np.zeros(len(table), np.bool_),
    }
    known = bits != 0  # no condition could be judged for the others
    columns = _typed(table, found, PHYSICIAN_COLUMNS)
    return {name: values[known] for name, values in columns.items()}, table.numbers["id"][known]


def _openings(day: date, places: Places) -> tuple[Columns, AnyArray, tuple[str, ...]]:
    chosen, parameters = compiled(Opening.objects.published())
    table = copied(
        OPENINGS,
        OPENING_WORDS,
        "FROM openings_opening o JOIN openings_openingversion v ON v.id = o.current_id"
        f" JOIN institutions_institution i ON i.id = o.institution_id WHERE o.id IN ({chosen}) ORDER BY o.id",
        parameters,
    )
    skills = coding.skills_of_market(json.loads(one) for one in table.words["skills_required"])
    marks = designation_bits(day)
    slots = _coded(table, "slots", coding.slot_bits, np.uint32)
    found: dict[str, AnyArray] = {
        **table.numbers,
        **_located(table, places, "prefecture"),
        "corporation": _corporations(table.numbers["corporation_id"]),
        "specialties": _coded(table, "specialties", coding.specialty_bits, np.uint64),
        "skills_required": _coded(table, "skills_required", lambda words: coding.skill_bits(words, skills), np.uint64),
        "employment": _coded(table, "employment", coding.employment_bits, np.uint8),
        "slots": slots,
        "weekly_min": _minutes_needed(table.numbers["days"], slots),
        "offers": _coded(table, "offers", coding.offer_bits, np.uint32),
        "designation": by_distinct(table.words["municipality"], lambda code: marks.get(code.decode(), 0), np.uint8),
        "age_exception": by_distinct(
            table.words["age_exception"], lambda code: coding.age_exception(code.decode()), np.uint8
        ),
    }
    columns = _typed(table, found, POST_COLUMNS)
    known = _coded(table, "skills_required", lambda words: coding.are_known(words, skills), np.bool_)
    if not known.all():
        report_left_out(columns["number"][~known].tolist())
    return {name: values[known] for name, values in columns.items()}, table.numbers["id"][known], skills


def _typed(table: Table, found: Mapping[str, AnyArray], columns: Sequence[Column]) -> Columns:
    """The engine's columns in its dtypes."""
    numbers = np.array([number.decode() for number in table.words["number"]], coding.NUMBER)
    return {column.name: found[column.name].astype(column.dtype) for column in columns} | {"number": numbers}


def _coded(table: Table, name: str, code: Callable[[list[str]], int], dtype: Any) -> AnyArray:
    return by_distinct(table.words[name], lambda word: code(json.loads(word)), dtype)


def _wishes(table: Table, level: str) -> AnyArray:
    return by_distinct(table.words["wishes"], lambda word: coding.wish_bits(json.loads(word), level), np.uint32)


def _places() -> Places:
    """Prefecture and point of each municipality by code, and of b"" (nowhere stated)."""
    known = {m.code.encode(): place_of(m, "prefecture") for m in Municipality.objects.all()}
    return known | {b"": place_of(None, "prefecture")}


def _located(table: Table, places: Places, prefecture: str) -> dict[str, AnyArray]:
    codes = table.words["municipality"]
    columns = {"prefecture": np.uint8, "located": np.bool_, "lat": np.float64, "lon": np.float64}
    found = {name: by_distinct(codes, lambda code, n=name: places[code][n], kind) for name, kind in columns.items()}
    return found | {prefecture: found["prefecture"]}


def _corporations(ids: AnyArray) -> AnyArray:
    distinct, place = np.unique(ids, return_inverse=True)
    return np.array([coding.corporation_key(one) for one in distinct.tolist()], np.int64)[place]


def _minutes_left(level: AnyArray, tenths: AnyArray) -> AnyArray:
    pairs, place = np.unique(level * 10_000 + tenths, return_inverse=True)
    found = [coding.week_minutes_left(LEVELS[pair // 10_000], pair % 10_000 / 10) for pair in pairs.tolist()]
    return np.array(found, np.int64)[place]


def _minutes_needed(days: AnyArray, slots: AnyArray) -> AnyArray:
    pairs, place = np.unique(days << 32 | slots.astype(np.int64), return_inverse=True)
    found = [coding.week_minutes_needed(pair >> 32, pair & 0xFFFF_FFFF) for pair in pairs.tolist()]
    return np.array(found, np.int64)[place]


def _locked_until(ids: AnyArray, locks: Mapping[int, date]) -> AnyArray:
    until = np.zeros(len(ids), np.int32)
    rows = np.flatnonzero(np.isin(ids, np.array(sorted(locks), np.int64)))
    until[rows] = [coding.day(locks[int(pk)]) for pk in ids[rows]]
    return until


def families() -> Families:
    """All institutions, those not active too: a shield may name one that is still being checked."""
    return Families(
        members_of(Institution.objects.all()), lambda pk, corporation: coding.corporation_key(corporation) or pk
    )


SHIELDS = {
    "owner": "e.physician_id",
    "institution": "coalesce(e.institution_id, 0)",
    "listed": "coalesce(e.listed_id, 0)",
    "corporation": "coalesce(e.corporation_id, 0)",
}
SHIELD_WORDS = {
    "kind": "e.kind",
    "place": "coalesce('p' || e.prefecture_id, 'm' || e.municipality_id, 'a' || e.area_id)",
    "token": "CASE WHEN e.institution_id IS NULL THEN e.name END",  # what is not asked for is not deciphered
}


def _shields() -> tuple[AnyArray, AnyArray, list[int]]:
    """(owner, key) of everything physicians hide from, and the owners of what cannot be read; owners by primary key."""
    chosen, parameters = compiled(Physician.objects.matchable())
    source = f"FROM physicians_shieldentry e WHERE e.ended_at IS NULL AND e.physician_id IN ({chosen})"
    table = copied(SHIELDS, SHIELD_WORDS, source, parameters)
    tokens, owners = table.words["token"], table.numbers["owner"]
    written = [index for index, token in enumerate(tokens) if token]
    names = dict(zip(written, readable_texts([tokens[index] for index in written]), strict=True))
    unreadable = sorted({int(owners[row]) for row, name in names.items() if name is None})
    report_unreadable("a shield", unreadable)
    keys = [*_keys_by_row(table, {row: name or "" for row, name in names.items()})]
    counts = np.fromiter(map(len, keys), np.int64, len(keys))
    key = np.fromiter(chain.from_iterable(keys), np.int64, int(counts.sum()))
    return np.repeat(owners, counts), key, unreadable


def _keys_by_row(table: Table, names: Mapping[int, str]) -> Iterator[tuple[int, ...]]:
    """The keys each entry hides from; equal entries are looked up once. `names`: deciphered, by row."""
    every, n = families(), table.numbers
    ids = set(n["listed"].tolist()) - {0}
    listed = {
        pk: (pk, *words)
        for pk, *words in ListedFacility.objects.filter(pk__in=ids).values_list("pk", "name", "corporation")
    }
    known: dict[Target, tuple[int, ...]] = {}
    columns = (n["institution"].tolist(), n["listed"].tolist(), n["corporation"].tolist())
    words = zip(table.words["kind"], table.words["place"], strict=True)
    for row, (institution, on_list, corporation, (kind, place)) in enumerate(zip(*columns, words, strict=True)):
        against = target(
            kind.decode(),
            names.get(row, ""),
            institution or None,
            listed.get(on_list),
            corporation or None,
            place.decode(),
        )
        if against not in known:
            known[against] = every.keys_of(against)
        yield known[against]


def _once(row: AnyArray, key: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Ascending, each pair once."""

    order = np.lexsort((key, row))
    row, key = row[order].astype(np.int64), key[order]
    new = np.ones(len(row), np.bool_)
    new[1:] = (row[1:] != row[:-1]) | (key[1:] != key[:-1])
    return row[new], key[new]
