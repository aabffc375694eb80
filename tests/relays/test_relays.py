"""分け合う席: asked by a hospital, planned at the desk, decided on, shown only as far as physicians consent."""

import uuid
from datetime import date

import pytest

from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.engine.relay.judge import faults
from enishi.engine.relay.plan import Plan, Stint
from enishi.physicians.actions import add_shield, save_wishes
from enishi.physicians.enums import ShieldKind
from enishi.relays.actions import adopt_plan, ask_relay, change_relay, close_relay, look_for_plan
from enishi.relays.finding import find_plan
from enishi.relays.models import RelayPlan, RelayPost
from enishi.relays.planning import gaps_of, meetings_of, member_row, task_of
from enishi.web.relays.shown import gap_words
from factories.relays import asked_relay, relay_terms
from factories.together import at_the_same_time

pytestmark = pytest.mark.django_db


def found(world, post, *physicians, first=0, most=None):
    chosen = dict.fromkeys(physicians, (first, most))
    plan = look_for_plan(post=post, chosen=chosen, by=world.ms_miura)
    find_plan(plan.pk)
    return RelayPlan.objects.get(pk=plan.pk)


def free(world, **wishes):
    """A physician who can come on any day of January of next year on."""
    physician = world.physician()
    given = {"days_min": 1, "days_max": 5, "slots": [], "available_from": None, "weekly_hours_committed": 0} | wishes
    save_wishes(physician=physician, by=world.actor(physician), wishes=given)
    return physician


def test_two_who_share_a_week_become_two_candidacies_and_their_drafts_say_which_days(world):
    post = asked_relay(world, slots=("mon_am", "tue_am", "thu_am"))
    one, other = free(world, days_max=1), free(world, days_max=2)
    plan = found(world, post, one, other)
    assert plan.is_whole
    adopt_plan(plan=plan, by=world.ms_miura)
    talks = Candidacy.objects.filter(opening=post.opening)
    assert {talk.physician_id for talk in talks} == {one.pk, other.pk}
    assert all(
        "リレー常勤" in talk.proposal.opening_words and "1月〜3月" in talk.proposal.opening_words for talk in talks
    )


def test_what_is_stored_passes_the_judge(world):
    post = asked_relay(world, slots=("mon_am", "mon_pm", "tue_am"), months=4)
    plan = found(world, post, free(world, days_max=1), free(world, days_max=2), most=2)
    members = list(plan.members.order_by("pk"))
    stints = tuple(Stint(at, first, tuple(patterns)) for at, m in enumerate(members) for first, patterns in m.stints)
    unmet = tuple((month, place) for month, place in plan.result["unmet"])
    stored = Plan(stints, tuple(meetings_of(plan)), tuple(gaps_of(plan)), unmet, plan.result["proved"])
    assert faults(task_of(plan, members), stored) == []


def test_what_nobody_can_take_is_said_in_words_and_a_post_for_all_together_waits(world):
    post = asked_relay(world, together=True)
    plan = found(world, post, free(world, slots=["mon_am"]))
    year = today().year + 1
    assert gap_words(plan) == [f"{year}年1月〜3月　火の午前（週1コマ）"]
    with pytest.raises(StepRefused) as refused:
        adopt_plan(plan=plan, by=world.ms_miura)
    assert refused.value.codes == {"gaps"}
    assert not Candidacy.objects.exists()


def test_whoever_is_hidden_from_the_hospital_stops_the_whole_plan(world):
    post = asked_relay(world)
    seen, hidden = free(world, days_max=1), free(world, days_max=1)
    plan = found(world, post, seen, hidden)
    add_shield(
        physician=hidden, by=world.actor(hidden), kind=ShieldKind.INSTITUTION, institution=post.opening.institution
    )
    with pytest.raises(StepRefused) as refused:
        adopt_plan(plan=plan, by=world.ms_miura)
    assert refused.value.codes == {"shield"}
    assert not Candidacy.objects.exists(), "nobody is taken without the others"


def test_a_physician_in_talks_already_keeps_that_talk(world):
    talk = world.candidacy("dialogue")
    post = asked_relay(world, opening=talk.opening)
    plan = found(world, post, talk.physician)
    if not plan.members.get().stints:
        pytest.fail("the physician of the story can come on no day of the post")
    adopt_plan(plan=plan, by=world.ms_miura)
    assert plan.members.get().candidacy == talk


def test_a_plan_for_terms_of_before_is_not_decided_on(world):
    post = asked_relay(world)
    plan = found(world, post, free(world))
    change_relay(post=post, terms=relay_terms(months=5), seen=0, by=world.actor(post.opening.institution))
    with pytest.raises(StepRefused) as refused:
        adopt_plan(plan=plan, by=world.ms_miura)
    assert refused.value.codes == {"changed"}


def test_of_two_who_edit_the_terms_the_second_is_told(world):
    post = asked_relay(world)
    by = world.actor(post.opening.institution)
    change_relay(post=post, terms=relay_terms(months=5), seen=0, by=by)
    with pytest.raises(StepRefused) as refused:
        change_relay(post=post, terms=relay_terms(months=6), seen=0, by=by)
    assert refused.value.codes == {"stale"}
    assert RelayPost.objects.get().months == 5


def test_the_same_form_sent_twice_is_one_post(world):
    opening, key = world.opening(), uuid.uuid4()
    by = world.actor(opening.institution)
    numbers = {ask_relay(opening=opening, terms=relay_terms(), key=key, by=by).number for _ in range(2)}
    assert len(numbers) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"slots": ()}, "slots"), ({"starts_on": date(2026, 1, 1)}, "starts_on"), ({"stay": 4}, "stay")],
)
def test_terms_that_cannot_be_are_refused_with_a_sentence(world, changed, code):
    with pytest.raises(StepRefused) as refused:
        asked_relay(world, **changed)
    assert refused.value.codes == {code}


def test_nothing_is_planned_for_a_post_taken_back(world):
    post = asked_relay(world)
    close_relay(post=post, by=world.actor(post.opening.institution))
    with pytest.raises(StepRefused) as refused:
        found(world, post, free(world))
    assert refused.value.codes == {"closed"}


def test_a_plan_needs_somebody(world):
    with pytest.raises(StepRefused) as refused:
        look_for_plan(post=asked_relay(world), chosen={}, by=world.ms_miura)
    assert refused.value.codes == {"members"}


def test_nights_only_for_those_who_take_them_and_days_only_as_written(world):
    post = asked_relay(world, slots=("mon_am", "mon_night", "tue_am"))
    day, night = free(world, slots=["mon_am"]), free(world, night_duty="yes")
    assert member_row(post, day, 0, None).pattern == 1
    assert member_row(post, night, 0, None).pattern == 0b1101


def test_whoever_comes_later_is_planned_from_that_month_on(world):
    post = asked_relay(world)
    late = free(world, available_from=date(today().year + 1, 2, 10))
    page = world.signed_in(world.ms_miura).get(f"/desk/relays/{post.number}")
    assert page.status_code == 200
    assert member_row(post, late, 2, None).months == 0b100


def test_the_hospital_sees_of_a_plan_only_whose_talk_has_reached_it(world):
    post = asked_relay(world)
    plan = found(world, post, free(world, days_max=1), free(world, days_max=1))
    adopt_plan(plan=plan, by=world.ms_miura)
    client = world.signed_in(world.actor(post.opening.institution))
    first, second = (member.candidacy for member in plan.members.order_by("pk"))
    page = client.get(f"/inst/relay/{post.number}").content.decode()
    assert first.number not in page and "同意をいただいてから" in page
    world.walk(first, "dialogue")
    page = client.get(f"/inst/relay/{post.number}").content.decode()
    assert first.number in page and second.number not in page


def test_from_the_hospitals_form_to_the_plan_on_the_desks_page(world, django_capture_on_commit_callbacks):
    opening = world.opening()
    hospital = world.signed_in(world.actor(opening.institution))
    form = hospital.get("/inst/relay").context["form"]
    typed = {
        "key": str(form.initial["key"]),
        "seen": "0",
        "opening": opening.number,
        "slots": ["mon_am", "tue_am"],
        "starts_on": f"{today().year + 1}年1月",
        "months": "3",
        "stay": "1",
        "note": "",
    }
    wrong = hospital.post("/inst/relay", {**typed, "slots": [], "months": "99"})
    assert wrong.status_code == 200 and f"{today().year + 1}年1月" in wrong.content.decode()
    assert hospital.post("/inst/relay", typed).status_code == 302
    post = RelayPost.objects.get()
    talk = world.candidacy("suggested", physician=free(world), opening=opening)
    desk = world.signed_in(world.ms_miura)
    number = talk.physician.number
    page = desk.post(
        f"/desk/relays/{post.number}", {f"{number}-chosen": "on", f"{number}-first": "0", f"{number}-most": ""}
    )
    assert page.status_code == 302
    find_plan(post.plans.get().pk)
    shown = desk.get(f"/desk/relays/{post.number}").content.decode()
    assert "すべて埋まります" in shown
    assert desk.post(f"/desk/relays/{post.number}/plans/1/adopt").status_code == 302
    assert "この案で進めています" in desk.get(f"/desk/relays/{post.number}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_make_each_candidacy_once(world):
    post = asked_relay(world)
    plan = found(world, post, free(world))

    def decide():
        return adopt_plan(plan=plan, by=world.ms_miura)

    at_the_same_time(decide, decide)
    assert Candidacy.objects.filter(opening=post.opening).count() == 1
