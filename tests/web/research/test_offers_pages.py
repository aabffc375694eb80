"""Better offers, asked for and played: from the wish to the sentence, stopped on the way, refused, safe with few."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.workflow import StepRefused
from enishi.engine.bands import FEWEST
from enishi.engine.simulate.raised import spread_of
from enishi.matching.models import SlateState
from enishi.research.models import Scenario
from enishi.research.offers import LOST_AFTER, MOST_CHANGES, ask_offers, cancel_offers, is_lost, rows_of
from enishi.research.offers_work import work_out
from enishi.research.scenarios import MADE, REGISTERED
from enishi.web.research.offers_words import gain, sentence, spread
from web.look.pages import words

ASKED = {"area": "03", "changes": ["pay_20", "night_duty"], "seeds": "10", "who": "registered"}
BY_SEED = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=30)


def found_of(inside, elsewhere, **more):
    return {"inside": inside, "elsewhere": elsewhere, "openings": 9, "changed": 9, "seats": 12, **more}


def asked_by(world, **more):
    return ask_offers(**{"key": uuid.uuid4(), "area": "03", "changes": ["pay_20"], "seeds": 10, "who": "registered", **more}, by=world.researcher())  # fmt: skip


def test_it_is_asked_once_played_in_a_job_and_tells_the_snapshot(world):
    world.candidacy("suggested", opening=world.opening())
    client = world.signed_in(world.researcher())
    form = {**ASKED, "key": str(uuid.uuid4())}
    there = client.post("/research/what-if/offers", form)["Location"]
    assert client.post("/research/what-if/offers", form)["Location"] == there
    made = Scenario.objects.get()
    assert made.title == "岩手県：当直を必須にしない ほか1つ" and made.state == SlateState.WAITING
    assert "順番を待っています" in client.get(there).content.decode()
    work_out(made.pk)
    made.refresh_from_db()
    assert made.state == SlateState.DONE and made.share == 100 and made.snapshot[-8:] == made.found["digest"][:8]
    assert len(made.found["inside"]) == 10
    text = words(client.get(there).content.decode())
    assert made.snapshot in text and "報酬を2割上げる" in text and "5人未満" in text
    assert made.snapshot in words(client.get("/research/what-if").content.decode())
    before = made.found
    work_out(made.pk)
    made.refresh_from_db()
    assert made.found == before


def test_the_same_moment_is_played_the_same(world):
    for _ in range(3):
        world.candidacy("suggested", opening=world.opening())
    first, second = asked_by(world), asked_by(world)
    for one in (first, second):
        work_out(one.pk)
        one.refresh_from_db()
    assert first.pk != second.pk and first.found == second.found and first.snapshot == second.snapshot


def test_what_was_asked_wrongly_is_told_and_nothing_typed_is_lost(world):
    client = world.signed_in(world.researcher())
    wrong = {
        "area": "03",
        "changes": ["pay_10", "pay_20", "night_duty", "on_call"],
        "seeds": "10",
        "who": "made",
        "key": uuid.uuid4(),
    }
    page = client.post("/research/what-if/offers", wrong).content.decode()
    assert f"{MOST_CHANGES}つまでお選びください（いま4つ）" in page and 'value="pay_20"' in page
    assert "地域をお選びください。" in client.post("/research/what-if/offers", {**ASKED, "area": "", "key": uuid.uuid4()}).content.decode()  # fmt: skip
    assert not Scenario.objects.exists()
    with pytest.raises(StepRefused) as refused:
        asked_by(world, area="99", changes=["fee"], seeds=1000, who="all")
    assert refused.value.codes == {"area", "changes", "seeds", "who"}


def test_one_that_is_taken_back_stops_and_shows_nothing(world):
    scenario, by = asked_by(world), world.researcher()
    client = world.signed_in(by)
    assert client.post(f"/research/what-if/{scenario.pk}/cancel").status_code == 302
    cancel_offers(scenario=scenario, by=by)
    work_out(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.state == SlateState.CANCELLED and scenario.found is None
    assert "取りやめました" in client.get(f"/research/what-if/{scenario.pk}").content.decode()


def test_one_whose_worker_died_is_known_and_begins_anew(world):
    scenario = asked_by(world)
    Scenario.objects.filter(pk=scenario.pk).update(
        state=SlateState.RUNNING, share=40, touched_at=scenario.touched_at - 2 * LOST_AFTER
    )
    scenario.refresh_from_db()
    assert is_lost(scenario)
    work_out(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.state == SlateState.DONE and not is_lost(scenario)


def test_one_that_fails_says_so_without_the_words_of_the_fault(world):
    scenario = asked_by(world)
    Scenario.objects.filter(pk=scenario.pk).update(asked=scenario.asked | {"seeds": 0})
    with pytest.raises(ValueError, match="at least one is needed"):
        work_out(scenario.pk)
    page = world.signed_in(world.researcher()).get(f"/research/what-if/{scenario.pk}").content.decode()
    assert "終わりませんでした" in page and "ValueError" in page and "at least one" not in page


def test_a_scenario_of_another_kind_cannot_be_cancelled(world):
    other = Scenario.objects.create(key=uuid.uuid4(), kind="area", title="釜石", snapshot="2024-01", asked={})
    assert world.signed_in(world.researcher()).post(f"/research/what-if/{other.pk}/cancel").status_code == 404


@given(BY_SEED)
def test_no_number_of_people_below_five_is_ever_told(inside):
    for row in rows_of(found_of(inside, inside), REGISTERED):
        for told in (row.before, row.after):
            shown = spread(told, FEWEST)
            assert all(int(part) >= FEWEST for part in shown.replace("人未満", "").replace("人", "").replace("（", "〜").replace("）", "").split("〜"))  # fmt: skip
        if row.before is None or row.after is None:
            assert row.gain is None and gain(row.gain) == "—"
        else:
            assert row.gain == spread_of([b - a for a, b in inside])


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ([(10, 14)] * 10, "決まる先生の数の差は、中央値で＋4人です。差は、くり返しの9割で4人以上増えるほうです。"),
        ([(10, 10 + n - 1) for n in range(10)], "中央値で＋3人です。差の幅は0をまたぐため、増えるとは言い切れません。"),
        # The medians of before and after are 8 and 5, and yet the usual difference is none.
        ([(8, 5)] * 4 + [(8, 8)] * 2 + [(5, 5)] * 4, "決まる先生の数は、変わりません（差の中央値0人）。差"),
        ([(10, 8)] * 10, "中央値で−2人です。差は、くり返しの9割で減るほうです。"),
        ([(2, 8)] * 10, "5人未満で、差をお示しできる大きさになりませんでした。"),
    ],
)
def test_the_sentence_says_no_more_than_the_interval(inside, says):
    found = found_of(inside, inside)
    assert says in sentence(rows_of(found, REGISTERED)[0], {"area": "岩手県"}, found)
    nothing = found | {"changed": 0}
    assert "よくなるところがありませんでした" in sentence(rows_of(found, REGISTERED)[0], {"area": "岩手県"}, nothing)
    empty = found | {"openings": 0}
    assert "公開中の募集がありませんでした" in sentence(rows_of(found, REGISTERED)[0], {"area": "岩手県"}, empty)


def test_made_up_physicians_answer_in_a_class_of_areas_and_every_number_is_told(world):
    for _ in range(2):
        world.opening()
    scenario = asked_by(world, area="class_few", who=MADE)
    work_out(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.found["openings"] == 2 and scenario.found["people"] == 3000
    text = words(world.signed_in(world.researcher()).get(f"/research/what-if/{scenario.pk}").content.decode())
    assert "架空の先生方3000人" in text and "人未満" not in text and "医師少数の圏域" in text


@pytest.mark.parametrize(
    ("place", "n"), [("all", 1), ("class_few", 1), ("class_many", 0), ("03", 1), ("13", 0), ("spot", 0)]
)
def test_each_place_holds_the_openings_that_lie_in_it(world, place, n):
    world.opening()
    world.opening(state="draft")
    scenario = asked_by(world, area=place)
    work_out(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.found["openings"] == n
