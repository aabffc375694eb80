"""Every sentence stands on stored facts: no number, wish or name in it comes from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_markets import friendly_sides, sides
from engine.test_engine_files import rows_of, run, summary, written
from engine.world import SKILLS, Row, market, one_pair, opening, physician, slots, wishes
from enishi.engine import explain
from enishi.engine.explain import Explanation
from enishi.engine.explain.rows import facts_of
from enishi.engine.market import Market
from enishi.engine.schema import WISH_BITS, WISHES
from enishi.engine.words.facts import Sentence
from enishi.engine.words.sentences import WORK, week_for_institution, week_for_physician, wishes_for_institution
from enishi.engine.words.unmet import Unmet

NUMBER = re.compile(r"\d[\d,]*")
# The rules' own numbers: 45日以上, 60歳以上, 3時間を超える道のり.
FIXED = {"stale": {45}, "age_exception": {60}, "commute": {3}, "lodging": {3}}
SKILL = set(SKILLS)
# What an institution may never read, whatever the pair: home, locks, other work, floors and limits, exact journeys.
NEVER_TO_AN_INSTITUTION = {
    "physician.lat",
    "physician.lon",
    "physician.home_prefecture",
    "physician.prefectures",
    "physician.no_solicitation_until",
    "physician.hours_left_min",
    "physician.min_annual_pay_yen",
    "physician.min_daily_pay_yen",
    "physician.max_commute_min",
    "physician.max_on_call_per_month",
    "physician.is_60_or_over",
    "physician.must",
    "physician.want",
    "physician.never",
    "physician.slots",
    "physician.days_min",
    "physician.days_max",
    "physician.available_from",
    "physician.specialties",
    "physician.skills",
    "physician.employment",
    "pair.minutes",
}


def _worlds() -> Any:
    return st.one_of(sides(most=3), friendly_sides(most=3))


def _pairs(world: Market) -> Iterator[tuple[Explanation, int, int]]:
    i, j = (index.ravel() for index in np.indices((world.n_physicians, world.n_openings)))
    yield from zip(explain.pairs(world, i, j), i.tolist(), j.tolist(), strict=True)


def _all_said(story: Explanation) -> tuple[Sentence | Unmet, ...]:
    return (
        *story.reasons_physician,
        *story.reasons_institution,
        *story.blocked_physician,
        *story.blocked_institution,
        *story.unmet,
    )


def _computed(world: Market, i: int, j: int, name: str) -> int:
    """What a `pair.…` fact must be, reckoned again."""
    from engine.naive import minutes

    def row(side: Any, at: int) -> Row:
        return dict(side.row(at).__dict__)

    one_way = minutes(row(world.physicians, i), row(world.posts, j))
    if name == "pair.minutes":
        return -1 if one_way is None else one_way
    if name == "pair.minutes_within":
        assert one_way is not None
        return 30 if one_way <= 30 else 60
    p, o = row(world.physicians, i), row(world.posts, j)
    if name == "pair.slots_met":
        days = [sum(1 << bit for bit in (2 * day, 2 * day + 1, 14 + day)) for day in range(7)]
        return sum(o["slots"] & day for day in days if o["slots"] & day & p["slots"] == o["slots"] & day)
    if name == "pair.wishes_met":
        return (p["must"] | p["want"]) & o["offers"] & WORK
    if name == "pair.wishes_avoided":
        return p["never"] & o["offers"]
    if name == "pair.skills_missing":
        return o["skills_required"] & ~p["skills"]
    assert name == "pair.hours_spare"
    left = int(world.physicians.hours_left_min[i]) - int(world.posts.weekly_min[j])
    return left // 240 * 4


def _stored(world: Market, i: int, j: int, name: str) -> Any:
    side, column = name.split(".")
    if side == "pair":
        return _computed(world, i, j, name)
    rows, at = (world.physicians, i) if side == "physician" else (world.posts, j)
    return getattr(rows, column)[at].item()


@settings(max_examples=60, deadline=None)
@given(_worlds())
def test_the_facts_of_every_sentence_are_the_stored_ones(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    for story, i, j in _pairs(world):
        for said in _all_said(story):
            for name, value in said.facts.items():
                assert value == _stored(world, i, j, name), (said.text, name)


def _speakable(name: str, value: int) -> Iterator[int]:
    """The numbers in which a fact may be spoken."""
    yield value
    column = name.split(".")[1]
    if column.endswith("_yen"):
        yield from divmod(value, 10_000)
    elif column.endswith("_min") and column != "max_commute_min":
        yield from divmod(value, 60)
    elif column in ("starts_on", "available_from", "confirmed_on", "no_solicitation_until"):
        day = date(1970, 1, 1) + timedelta(days=value)
        yield from (day.year, day.month, day.day)
    elif column in ("slots", "slots_met"):
        yield sum(bool(value >> 2 * day & 3 or value >> 14 + day & 1) for day in range(7))


def _allowed(facts: dict[str, Any]) -> set[int]:
    numbers = {int(number) for name, value in facts.items() for number in _speakable(name, int(value))}
    pay = [(name, value) for name, value in facts.items() if name.endswith("_yen")]
    for (first, more), (_, less) in permutations(pay, 2):
        if more > less:
            numbers |= set(_speakable(first, more - less))
    return numbers


def _numbers(text: str) -> set[int]:
    """All but the unit of pay a day: 1日9万円, 1日の報酬."""
    return {int(found.replace(",", "")) for found in NUMBER.findall(re.sub(r"1日(?=\d|の報酬)", "", text))}


@settings(max_examples=100, deadline=None)
@given(_worlds())
def test_every_number_and_wish_in_a_sentence_comes_from_its_facts(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    for story, _, _ in _pairs(world):
        for said in _all_said(story):
            spoken = said.text + (said.question if isinstance(said, Unmet) else "")
            assert _numbers(spoken) <= _allowed(said.facts) | FIXED.get(said.key, set()), (spoken, said.facts)
            quoted = set(re.findall("「([^」]*)」", said.text)) - SKILL - {"知られたくない"}
            assert quoted <= _wishes_of(said.facts), (said.text, said.facts)


def _wishes_of(facts: dict[str, Any]) -> set[str]:
    """A wish that is missing on one side is named from the other."""
    named = ("must", "want", "never", "offers", "wishes_met", "wishes_avoided")
    columns = [value for name, value in facts.items() if name.split(".")[1] in named]
    return {WISHES[key] for key, bit in WISH_BITS.items() if any(value & bit for value in columns)}


@settings(max_examples=60, deadline=None)
@given(_worlds())
def test_an_institution_never_reads_home_locks_limits_or_exact_journeys(rows: tuple[list[Row], list[Row]]) -> None:
    for story, _, _ in _pairs(market(*rows)):
        for said in (*story.reasons_institution, *story.blocked_institution):
            assert not NEVER_TO_AN_INSTITUTION & set(said.facts)
        if {"shield", "no_solicitation"} & set(story.conditions):
            assert story.reasons_institution == ()
            assert [said.to_dict() for said in story.blocked_institution] == [
                {"key": "unavailable", "text": "いまはご紹介できる状況にありません。", "facts": {}}
            ]


@settings(max_examples=60, deadline=None)
@given(_worlds())
def test_an_institution_is_asked_without_a_number_of_the_physician(rows: tuple[list[Row], list[Row]]) -> None:
    for story, _, _ in _pairs(market(*rows)):
        for point in story.unmet:
            if point.ask == "institution":
                own = {name: value for name, value in point.facts.items() if name.startswith("opening.")}
                assert _numbers(point.question) <= _allowed(own), point.question


@settings(max_examples=100, deadline=None)
@given(_worlds())
def test_the_week_names_only_days_on_which_all_that_is_listed_can_be_worked(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    for story, i, j in _pairs(world):
        asked, free = int(world.posts.slots[j]), int(world.physicians.slots[i])
        for said in (*story.reasons_physician, *story.reasons_institution):
            if said.key == "week" and asked:
                days = "月火水木金" if "月曜から金曜" in said.text else re.findall("(.)曜", said.text)
                for day in ("月火水木金土日".index(name) for name in days):
                    here = asked & sum(1 << bit for bit in (2 * day, 2 * day + 1, 14 + day))
                    assert here
                    assert here & ~free == 0, said.text


def test_half_a_listed_day_is_not_a_day_of_work() -> None:
    who = physician(slots=slots("mon_am", "tue_am"), licence_verified=False, relocation=0, located=False, days_max=1)
    where = opening(slots=slots("mon_am", "mon_pm", "tue_am"), days=1, weekly_min=240)
    facts = next(facts_of(one_pair(who, where), np.array([0]), np.array([0])))
    for say, text in (
        (week_for_physician, "ご都合のよい火曜の、週1日の勤務です。"),
        (week_for_institution, "お困りの火曜に勤務できます。"),
    ):
        said = say(facts)
        assert said is not None
        assert said.text == text


def test_a_week_that_does_not_fit_is_no_reason() -> None:
    who = physician(days_min=1, days_max=2)
    facts = next(facts_of(one_pair(who, opening(slots=0, days=5)), np.array([0]), np.array([0])))
    assert week_for_physician(facts) is None
    assert week_for_institution(facts) is None


def test_an_institution_reads_of_a_physicians_wishes_what_meets_its_own_opening() -> None:
    def read(**who: Any) -> tuple[dict[str, Any], ...]:
        story = explain.pair(one_pair(physician(**who), opening(offers=wishes("outpatient"), days=2)), 0, 0)
        return tuple(said.to_dict() for said in story.blocked_institution)

    def eager(**who: Any) -> Sentence | None:
        world = one_pair(physician(**who), opening(offers=wishes("outpatient")))
        return wishes_for_institution(next(facts_of(world, np.array([0]), np.array([0]))))

    assert eager(want=wishes("outpatient")) == eager(must=wishes("outpatient", "wards"), want=wishes("mentoring"))
    assert read(must=wishes("housing")) == read(must=wishes("research_day", "no_weekend"))
    assert read(never=wishes("outpatient")) == read(never=wishes("outpatient", "wards"))
    (avoided,) = [said for said in read(never=wishes("outpatient")) if said["key"] == "never_wish"]
    assert avoided["facts"] == {"pair.wishes_avoided": wishes("outpatient")}


def test_who_lives_nearer_reads_the_same_to_an_institution() -> None:
    """Three hospitals that compare exact minutes would find the town; bands of half an hour do not tell."""

    def read(lat: float) -> list[str]:
        story = explain.pair(one_pair(physician(lat=lat), opening()), 0, 0)
        return [said.text for said in story.reasons_institution]

    assert read(39.70) == read(39.75)
    assert "お住まいから車で30分以内（目安）で、通い続けられる距離です。" in read(39.70)
    assert "お住まいから車で60分以内（目安）で、通い続けられる距離です。" in read(39.90)


def test_hours_left_are_told_in_half_days() -> None:
    def read(left: int) -> list[str]:
        who = physician(hours_left_min=left, relocation=0, licence_verified=False, located=False, days_max=2)
        story = explain.pair(one_pair(who, opening()), 0, 0)
        return [said.text for said in story.reasons_institution if said.key == "hours_room"]

    assert read(960 + 239) == []
    assert read(960 + 240) == read(960 + 479)


@settings(max_examples=30, deadline=None)
@given(_worlds(), st.randoms(use_true_random=False))
def test_many_pairs_at_once_read_like_one_by_one(rows: tuple[list[Row], list[Row]], chance: Any) -> None:
    world = market(*rows)
    i, j = (index.ravel() for index in np.indices((world.n_physicians, world.n_openings)))
    order = list(range(len(i)))
    chance.shuffle(order)
    together = list(explain.pairs(world, i[order], j[order]))
    assert together == [explain.pair(world, int(i[at]), int(j[at])) for at in order]


FILES = ("suggestions.csv", "proposals.csv", "why_not.csv")


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_who_somebody_is_changes_no_list_and_no_sentence(tmp_path_factory: pytest.TempPathFactory, chance: Any) -> None:
    """Sex, name and fee dealt out anew, and birth dates among those on the same side of 60 (the one lawful exception):
    the lists, proposals and reasons are the same to the byte."""

    def dealt(rows: list[dict[str, str]], columns: tuple[str, ...]) -> list[dict[str, str]]:
        groups: dict[bool, list[int]] = {}
        for at, row in enumerate(rows):
            groups.setdefault(row.get("birth_date", "") <= "1966-11-23", []).append(at)
        out = [dict(row) for row in rows]
        for group in groups.values():
            for column in columns:
                values = [rows[at][column] for at in group]
                chance.shuffle(values)
                for at, value in zip(group, values, strict=True):
                    out[at][column] = value
        return out

    folder = tmp_path_factory.mktemp("dealt")
    people = [row | {"name": f"医師{n}", "fee": str(n)} for n, row in enumerate(rows_of("physicians.csv"))]
    posts = [row | {"fee": str(100 * n)} for n, row in enumerate(rows_of("openings.csv"))]
    again = (dealt(people, ("sex", "birth_date", "name", "fee")), dealt(posts, ("fee",)))
    for out, (p, o) in {"a": (people, posts), "b": again}.items():
        paths = written(folder / "p.csv", p), written(folder / "o.csv", o)
        assert run(folder, physicians=paths[0], openings=paths[1], out=out) == 0
    for name in FILES:
        assert (folder / "a" / name).read_bytes() == (folder / "b" / name).read_bytes()
    first, second = (summary(folder, out) for out in ("a", "b"))
    assert first | {"seconds": 0} == second | {"seconds": 0}
