"""N6: nobody is described by words that fewer than twenty physicians share, unless he or she wished exactly that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.enums import Region
from enishi.areas.headcounts import HeadCounts, in_words
from enishi.areas.lookups import forget_head_counts, head_counts
from enishi.areas.models import PhysicianCount
from enishi.candidacies.actions import accept_proposal, pass_on
from enishi.candidacies.anonymity import FAMILIES, K, basic_area, narrowest, shared
from enishi.candidacies.summary import (
    is_narrow_by_wish,
    narrow_wording_of,
    outline_of,
    outline_of_physician,
    wording_of,
)
from enishi.common.workflow import StepRefused
from enishi.engine import specialties
from enishi.physicians.actions import save_wishes
from enishi.physicians.anonymity import end_narrow_wording, keep_narrow_wording
from enishi.physicians.enums import DisclosureLevel

TODAY = date(2026, 11, 25)
BIRTHS = st.none() | st.dates(date(1936, 1, 1), date(2001, 12, 31))
FIELDS = st.lists(st.sampled_from([*specialties.NAMES, "知らない科"]), max_size=3)
REGIONS = st.sampled_from(["", *Region])


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return head_counts()


@given(BIRTHS, FIELDS, REGIONS)
def test_whatever_is_said_of_a_physician_twenty_share_it(counts, birth, names, region):
    wording = shared(birth, names, region, counts, TODAY)
    assert wording.look_alikes >= K
    narrow = narrowest(birth, names, region, counts, TODAY)
    assert wording == narrow or not narrow.is_shared, "words are widened only where they must be"


@given(BIRTHS, FIELDS, REGIONS, st.integers(0, 400))
def test_in_a_small_country_as_well_down_to_saying_nothing_at_all(birth, names, region, size):
    """With few physicians everywhere the words widen to nothing, and what is said is shared or nothing is said."""
    small = HeadCounts(
        {"03": size, "13": size // 2}, {"dermatology": size // 9, "surgery": size // 3}, {(60, 69): size // 4},
        {"tohoku": frozenset({"03"}), "kanto": frozenset({"13"})},
    )  # fmt: skip
    wording = shared(birth, names, region, small, TODAY)
    assert wording.is_shared or wording.words == ""


@pytest.mark.parametrize(
    ("birth", "field", "region", "expected"),
    [
        (date(1964, 4, 5), "内科", "tohoku", "60代・内科・東北"),
        (date(1964, 4, 5), "循環器内科", "tohoku", "60代・内科・東北"),
        (date(1954, 4, 5), "心臓血管外科", "tohoku", "70歳以上・外科・東北"),
        (date(1944, 4, 5), "皮膚科", "shikoku", "60歳以上・皮膚科・四国"),
        (date(1954, 4, 5), "救急科", "tohoku", "60歳以上・救急科・東北"),
        (date(1954, 4, 5), "臨床検査", "shikoku", "70歳以上・検査・病理系・西日本"),
        (None, "知らない科", "", ""),
    ],
)
def test_what_widens_first(counts, birth, field, region, expected):
    assert shared(birth, [field], region, counts, TODAY).words == expected


def test_every_basic_area_belongs_to_one_family():
    basic = [specialties.SPECIALTIES[i].key for i in range(specialties.N_BASIC)]
    assert sorted(key for keys in FAMILIES.values() for key in keys) == sorted(basic)
    assert basic_area(["知らない科", "循環器内科"]) == "internal_medicine"


@pytest.mark.parametrize(
    ("physicians", "words"),
    [(0, "20人より少ない"), (19, "20人より少ない"), (20, "約20人"), (68, "約60人"), (345, "約300人"), (1_234, "約1,200人"),
     (12_345, "約1万2千人"), (347_772, "約34万人")],
)  # fmt: skip
def test_a_count_is_told_without_pseudo_precision(physicians, words):
    assert in_words(physicians) == words


@pytest.fixture
def rare(world):
    """An eighty-year-old dermatologist of a small block."""
    return world.physician(
        specialties=["皮膚科"], birth_date="1944-04-05", municipality=world.municipality("高知市"), prefectures=["39"]
    )


def test_who_is_rare_is_described_more_widely_and_may_wish_otherwise(world, rare):
    assert outline_of_physician(rare).startswith("60歳以上・皮膚科の医師。四国にお住まい。")
    narrow = narrow_wording_of(rare)
    assert narrow.look_alikes < K
    keep_narrow_wording(physician=rare, words=narrow.words, look_alikes=narrow.look_alikes, by=world.actor(rare))
    assert outline_of_physician(rare).startswith("70歳以上・皮膚科の医師。四国にお住まい。")
    end_narrow_wording(physician=rare, by=world.actor(rare))
    assert outline_of_physician(rare).startswith("60歳以上")


def test_a_wish_for_narrow_words_is_for_these_words_alone(world, rare):
    narrow = narrow_wording_of(rare)
    for _ in range(2):  # sent twice
        keep_narrow_wording(physician=rare, words=narrow.words, look_alikes=narrow.look_alikes, by=world.actor(rare))
    assert rare.narrow_wordings.count() == 1 and is_narrow_by_wish(rare)
    save_wishes(physician=rare, by=world.ms_miura, wishes={"specialties": ["形成外科"]})
    assert not is_narrow_by_wish(rare) and wording_of(rare).is_shared


def test_what_few_share_never_reaches_an_institution(world):
    """Without public counts nothing can be said to be shared, so nothing is passed on."""
    talk = world.candidacy("physician_yes")
    PhysicianCount.objects.all().delete()
    forget_head_counts()
    try:
        with pytest.raises(StepRefused) as refused:
            pass_on(candidacy=talk, by=world.ms_miura)
        assert refused.value.codes == {"outline"}
        assert not world.messages(world.actor(talk.opening.institution))
    finally:
        forget_head_counts()


def test_what_the_physician_wished_is_passed_on_word_for_word(world, rare):
    talk = world.candidacy("physician_asked", physician=rare, opening=world.opening(specialties=["皮膚科"]))
    accept_proposal(candidacy=talk, by=world.actor(rare), level=DisclosureLevel.L2)
    narrow = narrow_wording_of(rare)
    keep_narrow_wording(physician=rare, words=narrow.words, look_alikes=narrow.look_alikes, by=world.actor(rare))
    pass_on(candidacy=talk, by=world.ms_miura)
    assert outline_of(talk).startswith(f"{narrow.age}・{narrow.field}の医師。")
    shown = world.signed_in(talk.opening.institution).get(f"/inst/talks/{talk.number}").content.decode()
    assert outline_of(talk) in shown
