"""Whom each kind of shield hides from: the target, its family, and whoever comes to belong to it later."""

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.models import MedicalArea, Prefecture
from enishi.institutions.actions import change_family
from enishi.institutions.models import ListedFacility
from enishi.physicians.actions import add_shield, end_shield
from enishi.physicians.enums import ShieldKind
from enishi.physicians.families import Families, Member, covers, hidden, target
from enishi.physicians.models import ShieldEntry
from enishi.physicians.shield import hidden_institutions, hiding_from, is_hidden_from


@pytest.fixture
def town(world):
    """Two places of one corporation, a sister in the group, a stranger next door and one far away."""
    return {
        "east": world.institution("青葉会 東病院", corporation="医療法人 青葉会", group="青葉グループ"),
        "west": world.institution("にしやま診療所", corporation="医療法人 青葉会", place="盛岡市"),
        "sister": world.institution("きた川病院", corporation="医療法人 北会", group="青葉グループ", place="盛岡市"),
        "next": world.institution("となりの医院", corporation="となり会"),
        "far": world.institution(
            "みなみの海病院", corporation="南会", place="那覇市", affiliations=["見本大学第二内科"]
        ),
    }


def seen_by(physician, town):
    return {name for name, place in town.items() if not is_hidden_from(physician, place)}


@pytest.fixture
def hide(world):
    def act(**whom):
        physician = world.physician()
        add_shield(physician=physician, by=world.ms_miura, **whom)
        return physician

    return act


def test_an_institution_hides_its_corporation_and_group_with_it(town, hide):
    assert seen_by(hide(institution=town["west"]), town) == {"next", "far"}


def test_a_corporation_hides_whatever_belongs_to_it(town, hide):
    physician = hide(kind=ShieldKind.CORPORATION, corporation=town["sister"].corporation)
    assert seen_by(physician, town) == {"next", "far"}


def test_a_group_is_met_by_its_name_with_or_without_the_word_group(town, hide):
    assert seen_by(hide(kind=ShieldKind.GROUP, name="青葉グループ"), town) == {"next", "far"}


def test_a_department_hides_where_it_sends_physicians_and_the_hospital_of_its_university(world, town, hide):
    town["university"] = world.institution("学校法人見本大学病院", corporation="学校法人 見本大学")
    physician = hide(kind=ShieldKind.DEPARTMENT, name="見本大学　第二内科")
    assert seen_by(physician, town) == {"east", "west", "sister", "next"}


def test_an_area_hides_everything_in_it_and_the_families_of_those(town, hide):
    """久慈市 is a municipality, a medical area holds it, and 岩手県 holds both."""
    kuji = town["east"].municipality
    medical = MedicalArea.objects.holding(kuji.code).get()
    assert seen_by(hide(kind=ShieldKind.AREA, municipality=kuji), town) == {"far"}
    assert seen_by(hide(kind=ShieldKind.AREA, area=medical), town) == {"far"}
    assert seen_by(hide(kind=ShieldKind.AREA, prefecture=Prefecture.objects.get(code="47")), town) == set(town) - {
        "far"
    }


def test_a_ward_lies_in_its_city(world, hide):
    ward = world.institution(place="浜松市中央区")
    assert ward.municipality.city
    assert is_hidden_from(hide(kind=ShieldKind.AREA, municipality=ward.municipality.city), ward)


def test_a_hospital_of_the_national_list_is_hidden_when_it_joins_us(world, town, hide):
    facility = ListedFacility.objects.create(
        number="0311", name="こだま総合病院", corporation="医療法人こだま会", prefecture_id="03", municipality_id="03207",
        address="見本町1", edition="2025-06-01", source="見本",
    )  # fmt: skip
    physician = hide(kind=ShieldKind.INSTITUTION, listed=facility, name=facility.name)
    assert seen_by(physician, town) == set(town)
    by_link = world.institution("こだまホスピタル", corporation="", listed=facility)
    by_name = world.institution("こだま総合病院", corporation="別の会")
    by_corporation = world.institution("ひびき診療所", corporation="医療法人 こだま会")
    assert hidden_institutions(physician) == {by_link.pk, by_name.pk, by_corporation.pk}


def test_who_joins_the_family_later_is_hidden_from_that_moment(world, town, hide):
    physician = hide(institution=town["next"])
    assert "far" in seen_by(physician, town)
    change_family(institution=town["far"], by=world.ms_miura, name="みなみの海病院", corporation="となり会")
    town["far"].refresh_from_db()
    assert "far" not in seen_by(physician, town)
    change_family(institution=town["far"], by=world.ms_miura, name="みなみの海病院", corporation="南会")
    town["far"].refresh_from_db()
    assert "far" in seen_by(physician, town)


def test_a_renamed_institution_is_met_by_its_new_name(world, town, hide):
    physician = hide(name="つばめ会")
    change_family(institution=town["far"], by=world.ms_miura, name="つばめ会記念病院", corporation="南会")
    town["far"].refresh_from_db()
    assert is_hidden_from(physician, town["far"])


def test_a_second_sending_adds_nothing_and_an_ended_entry_can_be_added_anew(world, town):
    physician = world.physician()
    entries = [add_shield(physician=physician, by=world.ms_miura, institution=town["next"]) for _ in range(2)]
    assert entries[0] == entries[1] and physician.shield.count() == 1
    end_shield(entry=entries[0], by=world.ms_miura)
    end_shield(entry=entries[0], by=world.ms_miura)
    assert not is_hidden_from(physician, town["next"])
    add_shield(physician=physician, by=world.ms_miura, institution=town["next"])
    assert is_hidden_from(physician, town["next"])


def test_a_shield_against_nobody_is_refused_by_act_and_database(world):
    physician = world.physician()
    with pytest.raises(ValueError, match="needs"):
        add_shield(physician=physician, by=world.ms_miura, name="　")
    with pytest.raises(IntegrityError, match="shield_names"):
        ShieldEntry.objects.create(physician=physician, kind=ShieldKind.AREA)


def test_many_are_asked_with_as_many_queries_as_one(world, town, hide, django_assert_num_queries):
    hiding = [hide(institution=town["next"]), hide(name="となりの医院"), hide(kind=ShieldKind.GROUP, name="となり会")]
    open_one = world.physician()
    with django_assert_num_queries(2):
        assert hiding_from([town["next"].pk], [p.pk for p in (*hiding, open_one)]) == {p.pk for p in hiding}
    with django_assert_num_queries(2):
        assert hiding_from([town["far"].pk], [open_one.pk]) == set()


NAMES = ("青葉会", "青葉会 東病院", "見本大学 第二内科", "見本大学", "となり会", "つばめグループ", "つばめ", "病院")
IDS = st.none() | st.integers(1, 3)
MEMBERS = st.lists(
    st.builds(
        Member,
        institution=st.integers(1, 9),
        name=st.sampled_from(NAMES),
        corporation=IDS,
        corporation_name=st.sampled_from(NAMES),
        group=st.sampled_from(("", "青葉グループ", "つばめグループ")),
        listed=IDS,
        affiliations=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        places=st.frozensets(st.sampled_from(("p03", "m03207", "a1")), max_size=2),
    ),
    unique_by=lambda m: m.institution,
    max_size=7,
)
TARGETS = st.builds(
    target,
    kind=st.sampled_from(ShieldKind),
    name=st.sampled_from(NAMES),
    institution=st.none() | st.integers(1, 9),
    listed=st.none() | st.tuples(st.integers(1, 3), st.sampled_from(NAMES), st.sampled_from(("", *NAMES))),
    corporation=IDS,
    place=st.sampled_from(("p03", "m03207", "a1", "")),
)


@given(MEMBERS, TARGETS)
def test_the_quick_way_for_a_nation_and_the_plain_way_for_one_hide_the_same(members, against):
    members = _of_one_group_each(members)
    plain = hidden([against], members)
    keys = Families(members, lambda pk, corporation: 100 + corporation if corporation else pk).keys_of(against)
    assert plain == {
        m.institution for m in members if (100 + m.corporation if m.corporation else m.institution) in keys
    }
    assert {m.institution for m in members if covers(against, m)} <= plain


def _of_one_group_each(members):
    """A corporation has one group: that of its first institution."""
    groups = {}
    return [
        m if m.corporation is None else Member(**{
            **{name: getattr(m, name) for name in Member.__slots__}, "group": groups.setdefault(m.corporation, m.group),
        })
        for m in members
    ]  # fmt: skip
