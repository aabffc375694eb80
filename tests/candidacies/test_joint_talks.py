"""N10: couples and teams agree together or not at all; each is asked apart, and nothing of one talk is told in another."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.candidacies import agreement, joint, placement
from enishi.candidacies.actions import decline, take_step
from enishi.candidacies.models import Candidacy, JointSeat
from enishi.candidacies.rules import COMMUTING_ZONE_MINUTES, STARTS_WITHIN_MONTHS, Facts, reasons_against
from enishi.candidacies.rules import reasons_against_joining as against
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.web.talk.agreement import agreement_of
from factories.together import at_the_same_time
from meta.acts_joint import linked


def codes(act, **arguments):
    with pytest.raises(StepRefused) as refused:
        act(**arguments)
    return refused.value.codes


def approve(world, talk):
    return joint.approve_together(
        candidacy=Candidacy.objects.get(pk=talk.pk),
        by=world.actor(talk.physician),
        seen_hash=world.seen_hash(talk),
        hours_seen=True,
    )


def states(talks):
    return [Candidacy.objects.get(pk=t.pk).state for t in talks]


def kinds(world, talk):
    return [n.kind for n in world.messages(talk.physician) if n.kind.startswith("EJ")]


def test_the_first_approval_waits_and_the_last_concludes_both_at_once(world):
    one, other = talks = linked(world, "offered")
    assert approve(world, one).state == "offered"
    assert states(talks) == ["offered", "offered"]
    assert approve(world, other).state == "agreed"
    assert states(talks) == ["agreed", "agreed"]
    parties = [t.transitions.get(step="T19").party for t in talks]
    assert parties == ["system", "physician"]
    assert one.transitions.get(step="T19").actor is None, "the log of one talk never names the other physician"


def test_nothing_becomes_final_by_the_ordinary_way_while_partners_are_not_ready(world):
    one, _ = linked(world, "offered")
    plain = {"candidacy": one, "by": world.actor(one.physician), "seen_hash": world.seen_hash(one), "hours_seen": True}
    assert codes(agreement.agree, **plain) == {"partners"}


def test_the_institution_does_not_see_an_approval_that_waits_for_others(world):
    one, _ = linked(world, "offered")
    approve(world, one)
    one.refresh_from_db()
    mine, theirs = (agreement_of(one, world.actor(x)).approvals[0].at for x in (one.physician, one.opening.institution))
    assert mine is not None
    assert theirs is None


def test_one_decline_asks_the_other_and_holds_everything_until_the_answer(world):
    one, other = linked(world, "offered")
    decline(candidacy=one, by=world.actor(one.physician), step_id="T25")
    assert kinds(world, other) == ["EJ1", "EJ2"]
    assert kinds(world, one) == ["EJ1"]
    words = next(n for n in world.messages(other.physician) if n.kind == "EJ2")
    assert one.number not in words.body
    assert one.opening.institution.name not in words.body
    assert codes(
        joint.approve_together,
        candidacy=other,
        by=world.actor(other.physician),
        seen_hash=world.seen_hash(other),
        hours_seen=True,
    ) == {"joint"}
    joint.go_alone(candidacy=other, by=world.actor(other.physician))
    assert approve(world, other).state == "agreed"


def test_after_an_agreement_one_cancellation_holds_the_contract_of_the_other(world):
    one, other = linked(world, "offered")
    approve(world, one)
    approve(world, other)
    one.refresh_from_db()
    take_step(candidacy=one, step_id="T30", by=world.actor(one.physician), reason="家族の病気")
    other.refresh_from_db()
    end = today() + timedelta(days=300)
    world.record_contract(other, contract_kind="fixed", starts_on=today(), ends_on=end, half_days_per_week=4)
    assert codes(placement.confirm_contract, candidacy=other, by=world.actor(other.physician)) == {"joint"}
    joint.go_alone(candidacy=other, by=world.by_phone(), confirmer="self")
    assert placement.confirm_contract(candidacy=other, by=world.actor(other.physician)).state == "contracted"


def test_one_who_goes_alone_leaves_the_other_a_choice_too(world):
    one, other = linked(world)
    joint.go_alone(candidacy=one, by=world.actor(one.physician))
    joint.go_alone(candidacy=one, by=world.actor(one.physician))
    assert joint.live_seats(one) == []
    assert kinds(world, other) == ["EJ1", "EJ2"]


def test_an_approval_of_long_ago_no_longer_waits(world):
    one, other = linked(world, "offered")
    with ago(timedelta(days=31)):
        approve(world, one)
    assert approve(world, other).state == "offered"
    assert states([one, other]) == ["offered", "offered"]


def test_naming_somebody_tells_nothing_until_both_did(world):
    one, other = world.physician(), world.physician()
    joint.wish_companion(physician=one, number=other.number, by=world.actor(one))
    joint.wish_companion(physician=one, number="P-2026-9999", by=world.actor(one))
    assert not Notice.objects.filter(kind__startswith="EJ").exists()
    assert joint.companions_of(one) == joint.companions_of(other) == []
    joint.wish_companion(physician=other, number=one.number.lower(), by=world.actor(other))
    assert joint.companions_of(one) == [other]
    assert {n.person for n in Notice.objects.filter(kind="EJ0")} == {one.number, other.number}
    talks = [world.candidacy("dialogue", physician=p) for p in (one, other)]
    assert joint.linkable_with(talks[0]) == [talks[1]]
    assert joint.link_talks(candidacies=talks, by=world.ms_miura).seats.count() == 2


def test_talks_are_linked_only_by_the_wish_of_each_physician(world):
    talks = [world.candidacy("dialogue") for _ in range(2)]
    assert codes(joint.link_talks, candidacies=talks, by=world.ms_miura) == {"wished"}
    assert codes(joint.link_talks, candidacies=talks[:1] * 2, by=world.by_phone()) == {"members"}
    joint.link_talks(candidacies=talks, by=world.by_phone())
    assert "already_joined" in codes(joint.link_talks, candidacies=talks, by=world.by_phone())


def test_of_two_who_approve_at_the_same_moment_one_concludes_for_both(real_world):
    talks = linked(real_world, "offered")
    at_the_same_time(*(lambda t=t: approve(real_world, t) for t in talks))
    assert states(talks) == ["agreed", "agreed"]


def test_an_approval_and_a_decline_at_the_same_moment_never_leave_one_agreed_alone(real_world):
    one, other = talks = linked(real_world, "offered")
    approve(real_world, one)

    def pass_this_time():
        by = real_world.actor(one.physician)
        return decline(candidacy=Candidacy.objects.get(pk=one.pk), by=by, step_id="T25")

    at_the_same_time(lambda: approve(real_world, other), pass_this_time)
    assert states(talks) in (["agreed", "agreed"], ["physician_declined", "offered"])
    assert JointSeat.objects.filter(candidacy=other, released_at=None).exists()


@given(
    physicians=st.lists(st.integers(1, 9), max_size=8),
    minutes=st.one_of(st.none(), st.integers(0, 300)),
    months=st.one_of(st.none(), st.floats(0, 24)),
    joined=st.booleans(),
    wished=st.booleans(),
)
def test_a_link_needs_different_physicians_near_each_other_at_about_one_time(
    physicians, minutes, months, joined, wished
):
    found = {
        r.code
        for r in against(
            physicians=physicians, open_before_agreed=[True], already_joined=joined, wished=wished,
            apart=[(minutes, months)],
        )
    }  # fmt: skip
    right = 2 <= len(physicians) <= 6 and len(set(physicians)) == len(physicians)
    assert ("members" in found) == (not right)
    assert ("far" in found) == (minutes is not None and minutes > COMMUTING_ZONE_MINUTES)
    assert ("starts" in found) == (months is not None and months > STARTS_WITHIN_MONTHS)
    assert (("already_joined" in found), ("wished" in found)) == (joined, not wished)


@settings(max_examples=60)
@given(broken=st.booleans(), ready=st.booleans(), agreed=st.booleans())
def test_no_single_agreement_is_final_while_the_others_are_not(broken, ready, agreed):
    day = today()
    facts = Facts(
        today=day, physician_approved_on=day, institution_approved_on=day,
        joint_broken=broken, partners_ready=ready, partners_agreed=agreed,
    )  # fmt: skip
    assert (not reasons_against("T19", facts)) == (ready and not broken)
    assert (not reasons_against("T21", facts)) == (agreed and not broken)
