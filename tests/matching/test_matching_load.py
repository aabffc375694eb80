"""The nation by COPY: the same numbers as row by row, of one moment, and shields without every pair."""

import json
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.models import Designation
from enishi.common.clock import today
from enishi.common.encrypted import decrypt, decrypt_many, encrypt
from enishi.engine import MarketError
from enishi.matching.copying import copied, one_moment
from enishi.matching.load import load_columns
from enishi.matching.market import columns_of
from enishi.openings.models import Opening
from enishi.physicians.actions import add_shield, end_shield, save_wishes
from enishi.physicians.models import Physician
from enishi.physicians.names import NameIndex
from enishi.physicians.rules import names_touch
from factories.together import at_the_same_time


def by_rows(locks=()):
    """The same market by the ORM."""
    physicians = Physician.objects.matchable().prefetch_related("shield", "wish_sheets__municipality")
    return columns_of(physicians, Opening.objects.published().with_terms(), dict(locks))


def assert_same(ours, theirs):
    for side in ("physicians", "openings"):
        mine, other = getattr(ours, side), getattr(theirs, side)
        assert set(mine) == set(other)
        for name in other:
            assert mine[name].dtype == other[name].dtype, name
            assert mine[name].tolist() == other[name].tolist(), name
    assert ours.schema == theirs.schema and ours.digest == theirs.digest
    assert ours.physician_ids.tolist() == theirs.physician_ids.tolist()
    assert ours.opening_ids.tolist() == theirs.opening_ids.tolist()


@pytest.fixture
def crowd(world):
    """Odd wishes beside plain ones, every kind of shield, and people who are not in the market."""
    east = world.institution("青葉会 東病院", corporation="医療法人 青葉会", group="青葉グループ")
    cousin = world.institution(
        "つばめ病院", corporation="つばめ会", group="青葉グループ", place="盛岡市", affiliations=["見本大学外科"]
    )
    world.institution("せせらぎ病院", active=False)
    world.opening(east, skills_required=["内視鏡", "Echo"], slots=["mon_am", "mon_night"], days=2.5, headcount=3)
    world.opening(cousin, specialties=[], age_exception="3-i-ni", on_call="required", on_call_per_month=40)
    world.opening(specialties=["循環器内科"], annual_pay_min_yen=12_000_000, employment=["full_time"])
    world.opening(state="draft")
    world.opening(confirmed_days_ago=46)
    plain = world.physician(shields="青葉会", works_at="つばめ病院 附属診療所")
    odd = world.physician(birth_date="1999-01-01", shields=("病院", "会"), specialties=["循環器内科", "内科"])
    save_wishes(
        physician=odd,
        by=world.ms_miura,
        wishes={
            "skills": ['内"視\\鏡', "ECHO"], "municipality": None, "prefectures": ["03", "99"], "days_max": Decimal("2.5"),
            "days_min": Decimal("1.5"), "slots": ["tue_pm"], "max_on_call_per_month": 2, "weekly_hours_committed": Decimal("12.3"),
            "overtime_level": "C1", "available_from": date(1969, 12, 31), "wishes": {"dialysis": "never", "外": "want"},
            "relocation": "weekly", "night_duty": "yes", "max_commute_min": 45,
        },
    )  # fmt: skip
    ended = world.physician(shields="青葉会", licence=False, birth_date="1970-01-01")
    end_shield(entry=ended.shield.get(), by=world.ms_miura)
    add_shield(physician=ended, by=world.ms_miura, institution=cousin)
    add_shield(physician=ended, by=world.ms_miura, institution=east)
    kuji = east.municipality
    hiding = [world.physician() for _ in range(6)]
    every_kind = (
        {"kind": "area", "municipality": kuji},
        {"kind": "area", "prefecture": kuji.prefecture},
        {"kind": "area", "area": kuji.areas.first()},
        {"kind": "corporation", "corporation": cousin.corporation},
        {"kind": "group", "name": "青葉グループ"},
        {"kind": "department", "name": "見本大学 外科"},
    )
    for physician, whom in zip(hiding, every_kind, strict=True):
        add_shield(physician=physician, by=world.ms_miura, **whom)
    world.physician(specialties=["知らない科"])
    world.physician(state="paused", shields="青葉会")
    world.physician(state="interviewing")
    Designation.objects.create(
        kind="shortage_spot", municipality=east.municipality, since=today() - timedelta(days=9), source="見本"
    )
    return plain, odd, ended, *hiding


def test_the_nation_by_copy_and_row_by_row_are_the_same_to_the_last_byte(world, crowd):
    locks = {crowd[0].pk: today() + timedelta(days=100), 999_999: today()}
    ours = load_columns(locks)
    assert_same(ours, by_rows(locks.items()))
    assert ours.physicians["number"].tolist() == [p.number for p in crowd]
    assert ours.physicians["no_solicitation_until"].tolist()[0] > 0
    assert ours.physicians["max_on_call_per_month"].tolist()[:3] == [255, 2, 255]
    assert ours.physicians["is_60_or_over"].tolist()[:3] == [True, False, False]
    assert ours.physicians["days_max"].tolist()[1] == 3 and ours.physicians["available_from"].tolist()[1] == 0
    assert set(ours.openings["designation"].tolist()) >= {0, 4} or 4 in ours.openings["designation"].tolist()
    assert set(ours.physicians["shield_row"].tolist()) == set(range(len(crowd)))


def test_a_market_without_anybody_loads_as_empty_columns(db):
    assert_same(load_columns({}), by_rows())


def test_a_physician_alone_and_an_opening_alone_are_markets_too(world):
    world.physician()
    assert_same(load_columns({}), by_rows())
    Physician.objects.update(state="paused")
    world.opening()
    assert_same(load_columns({}), by_rows())


def test_birth_dates_are_read_only_where_an_exception_could_fit(world, django_assert_num_queries):
    """Neither another prefecture nor another specialty lets us look."""
    world.opening(age_exception="3-i-ni")
    near = world.physician()
    world.physician(prefectures=["27"])
    world.physician(specialties=["眼科"])
    asked = []

    def watch(execute, sql, params, many, context):
        if "birth_date" in sql:
            asked.append(params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        found = load_columns({})
    assert [params[0] for params in asked] == [near.pk] and len(asked) == 1
    assert found.physicians["is_60_or_over"].tolist() == [True, False, False]


def test_what_others_write_meanwhile_belongs_to_the_next_moment(real_world):
    """Openings are read before physicians; who comes in between is in neither."""
    real_world.physician()
    opening = real_world.opening()
    with one_moment():
        before = load_columns({})
        at_the_same_time(
            lambda: real_world.physician(), lambda: Opening.objects.filter(pk=opening.pk).update(state="closed")
        )
        again = load_columns({})
    assert again.digest == before.digest
    after = load_columns({})
    assert len(after.physician_ids) == 2 and len(after.opening_ids) == 0


def test_a_number_that_is_missing_is_named_with_its_column_and_row(db):
    columns = {"first": "n", "second": "CASE WHEN n < 3 THEN n END"}
    with pytest.raises(MarketError) as refused:
        copied(columns, {}, "FROM generate_series(1, 5) n")
    assert (refused.value.column, refused.value.row) == ("second", 2)


def test_words_come_through_copy_as_they_are(db):
    odd = ["", 'a"b', "内科\t外科", "行\n行", "back\\slash"]
    found = copied({"n": "n"}, {"t": "to_json(t)"}, "FROM unnest(%s::text[]) WITH ORDINALITY x(t, n) ORDER BY n", [odd])
    assert [json.loads(word) for word in found.words["t"]] == odd
    assert found.numbers["n"].tolist() == [1, 2, 3, 4, 5]
    nothing = copied({"a": "1"}, {"b": "2"}, "WHERE false")
    assert nothing.words == {"b": []} and len(nothing) == 0


def test_a_query_that_fails_leaves_the_connection_fit_for_the_next(transactional_db):
    with pytest.raises(DatabaseError, match="division by zero"):
        copied({"a": "1 / (n - 3)"}, {}, "FROM generate_series(1, 5) n")
    assert copied({"a": "n"}, {}, "FROM generate_series(1, 2) n").numbers["a"].tolist() == [1, 2]


LETTERS = st.text("青葉会東病院みどり 　法人医療", max_size=9)


@given(st.lists(LETTERS, max_size=12), LETTERS)
def test_names_touch_in_the_index_exactly_when_they_touch_one_by_one(names, shield):
    assert NameIndex(names).touching(shield) == {name for name in names if names_touch(shield, name)}


@given(st.lists(st.text(min_size=1, max_size=60), max_size=8))
def test_many_secrets_are_read_as_one_by_one(texts):
    tokens = [encrypt(text) for text in texts]
    assert decrypt_many(tokens) == [decrypt(token) for token in tokens] == texts


def test_a_secret_that_was_tampered_with_is_refused_among_many(settings):
    from cryptography.fernet import Fernet, InvalidToken

    token = encrypt("青葉会")
    other = "B" if token[20] == "A" else "A"
    for wrong in (token[:-6] + "AAAA==", token[:40], "", "@@@@", token[:20] + other + token[21:]):
        with pytest.raises(InvalidToken):
            decrypt_many([token, wrong])
    settings.DATA_KEYS = [Fernet.generate_key().decode(), *settings.DATA_KEYS]
    assert decrypt_many([token, encrypt("新しい鍵")]) == ["青葉会", "新しい鍵"]
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    with pytest.raises(InvalidToken):
        decrypt_many([token])


def test_the_hidden_keys_are_those_of_the_corporations_and_of_whoever_stands_alone(world, crowd):
    found = load_columns({})
    keys = found.physicians["shield_key"]
    rows = found.physicians["shield_row"]
    assert (np.diff(rows) >= 0).all() and len(set(zip(rows.tolist(), keys.tolist(), strict=True))) == len(keys)
    assert (keys > 1 << 40).all()  # every institution here has a corporation
