"""The quality sample: drawn again alike, the same number of each coordinator, looked at by somebody else, findings as tasks."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.desk import quality
from enishi.desk.models import QualityItem, QualitySample
from enishi.desk.quality_rules import Piece, Work, draw
from enishi.desk.today import todays_list
from enishi.physicians import contact
from meta.acts_team import look_at, sampled
from web.look.pages import words

PIECES = st.lists(
    st.builds(Piece, st.integers(1, 4), st.sampled_from([str(w) for w in Work]), st.integers(1, 30)), max_size=60
)


@given(PIECES, st.integers(1, 5), st.randoms())
def test_a_sample_is_the_same_however_the_pieces_come_and_takes_of_each_what_it_may(pieces, size, chance):
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    drawn = draw(pieces, seed="s", per_coordinator=size)
    assert drawn == draw(shuffled, seed="s", per_coordinator=size)
    for owner in {p.owner for p in pieces}:
        own = {p for p in pieces if p.owner == owner}
        assert sum(p.owner == owner for p in drawn) == min(size, len(own))
    assert len(set(drawn)) == len(drawn) and set(drawn) <= set(pieces)


@given(PIECES, PIECES)
def test_what_is_drawn_of_one_does_not_depend_on_the_others(pieces, others):
    own = [p for p in pieces if p.owner == 1]
    mixed = draw([*own, *(p for p in others if p.owner != 1)], seed="s", per_coordinator=2)
    assert [p for p in mixed if p.owner == 1] == draw(own, seed="s", per_coordinator=2)


def test_a_finding_becomes_a_task_of_whose_work_it_is_until_it_is_mended(world):
    item = sampled(world, checked=True)
    (task,) = [t for t in todays_list(world.ms_miura, today()) if t.kind == "quality"]
    assert task.href == f"/desk/quality/{item.pk}" and "用件を書き足してください" in task.reason
    client = world.signed_in(world.ms_miura)
    assert "用件を書き足してください" in words(client.get("/desk/quality").content.decode())
    assert client.post(f"/desk/quality/{item.pk}/mended", {"word": " "}).status_code == 200
    assert client.post(f"/desk/quality/{item.pk}/mended", {"word": "書き足しました"}).status_code == 302
    assert [t for t in todays_list(world.ms_miura, today()) if t.kind == "quality"] == []


def test_nobody_looks_at_the_own_work_and_nobody_sees_it_before_it_was_looked_at(world):
    item = sampled(world)
    with pytest.raises(StepRefused) as told:
        look_at(item, world.ms_miura)
    assert "own" in told.value.codes
    assert world.signed_in(world.ms_miura).get(f"/desk/quality/{item.pk}").status_code == 404
    other = world.coordinator("安藤 恵")
    assert list(quality.queue(other)) == [item]
    look_at(item, other)
    with pytest.raises(StepRefused) as told:
        look_at(item, world.supervisor())
    assert "done" in told.value.codes


def test_every_question_is_answered_and_what_is_not_so_says_what_to_mend(world):
    item, chief = sampled(world), world.supervisor()
    for answers, finding, code in (
        ({"promise": "yes", "about": "yes"}, "", "open"),
        ({"promise": "no", "about": "yes", "next": "yes"}, " ", "finding"),
    ):
        with pytest.raises(StepRefused) as told:
            quality.check_item(item=item, answers=answers, finding=finding, by=chief)
        assert code in told.value.codes
    client = world.signed_in(chief)
    given = {"promise": "yes", "about": "yes", "next": "none", "finding": ""}
    assert client.post(f"/desk/quality/{item.pk}", given).status_code == 302
    assert QualityItem.objects.get().due_on is None


def test_a_month_is_drawn_once_by_the_supervisor_when_it_is_over(world):
    item = sampled(world)
    sample, chief = item.sample, world.supervisor()
    assert quality.is_unchanged(sample)
    again = quality.draw_sample(month=sample.month, per_coordinator=9, by=chief)
    assert again == sample and QualitySample.objects.count() == 1
    for by, month, code in ((world.ms_miura, sample.month, "role"), (chief, today(), "month")):
        with pytest.raises(StepRefused) as told:
            quality.draw_sample(month=month, per_coordinator=4, by=by)
        assert code in told.value.codes
    with ago(timedelta(days=32)):
        contact.start_call(physician=world.physician(), by=world.ms_miura, about="後から", override="お急ぎの件")
    assert not quality.is_unchanged(sample)
