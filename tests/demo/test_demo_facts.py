"""What the demo says of one place agrees with itself, and what it calls designated is told to be fictional."""

from itertools import product

from enishi.areas.lookups import designations_on
from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.demo.designations import SOURCE, designate
from enishi.demo.houses import REALITY
from enishi.demo.load import load_demo
from enishi.demo.offers import KINDS, Offer
from enishi.demo.people import employ_staff, is_loaded
from enishi.demo.places import HONEST, PINNED_PLACE, SOUTH, Place, honest_of
from enishi.demo.portraits import portrait_of
from enishi.institutions.models import Institution
from enishi.matching.market import designation_bits

WINTERS = {
    "雪は12月から3月。積もる日は年に20日ほど": "20日",
    "雪はほとんど降りません": "2日",
    "根雪は12月から4月。除雪は町がします": "75日",
}


def place(number: int, honest: str, prefecture: str) -> Place:
    return Place(Institution(number=f"I-2026-{number:04d}", honest_note=honest), SYSTEM, SYSTEM, "clinic", prefecture)


def test_snow_and_records_of_a_place_agree_with_each_other_and_with_what_the_place_says_of_itself():
    told = set()
    for number, honest, prefecture in product(range(60), HONEST, ("01", "47")):
        if prefecture >= SOUTH and "雪が深く" in honest:
            continue  # no place of the south says so
        here = place(number, honest, prefecture)
        portraits = [portrait_of(Offer(here, kind, 30, 3)) for kind in KINDS]
        winters = {one["winter"] for one in portraits if "winter" in one}
        snow = {one["snow_days"] for one in portraits if "snow_days" in one}
        assert len(winters) <= 1 and len(snow) <= 1
        if winters and snow:
            assert WINTERS[next(iter(winters))] == next(iter(snow))
        if "雪が深く" in honest:
            assert snow <= {"75日"}
        if "電子カルテの更新" in honest:
            assert all(one.get("records", "導入済み").startswith("導入済み") for one in portraits)
        told |= winters
    assert told == set(WINTERS)


def test_the_pinned_place_has_the_same_records_beside_its_opening_as_in_it():
    here = Place(Institution(number="I-2026-0001", name=PINNED_PLACE), SYSTEM, SYSTEM, "hospital", "03")
    told = {portrait_of(Offer(here, kind, 30, 3)).get("records", "") for kind in KINDS}
    assert REALITY["records"] == "electronic" and any(told)
    assert all(words.startswith("導入済み") for words in filter(None, told))


def test_no_place_of_the_south_tells_of_deep_snow_and_the_others_each_say_the_next():
    assert [honest_of(n, "47") for n in range(7) if "雪が深く" in honest_of(n, "47")] == []
    assert [honest_of(n, "01") for n in range(7)] == list(HONEST)


def test_the_demo_names_places_short_of_physicians_so_that_the_dial_works_and_says_that_it_is_fiction(world):
    own = world.institution()
    assert not designation_bits(today())
    designate([Place(own, SYSTEM, SYSTEM, "clinic", "03")] * 6)
    assert designation_bits(today())[own.municipality_id]
    named = list(designations_on(today()))
    assert named and {one.source for one in named} == {SOURCE} and "架空" in SOURCE


def test_a_demo_whose_physician_left_still_counts_as_loaded(world):
    """Whoever tries out leaving erases the pinned physician; the next start must not load everything over it."""
    assert not is_loaded()
    employ_staff()
    assert is_loaded() and load_demo() == ""
