"""What stands against each step, told in a sentence; and beside every refusal the same step when it is right."""

from dataclasses import fields
from datetime import timedelta

import pytest

from enishi.candidacies import actions, agreement, placement, track
from enishi.candidacies.facts import facts_of
from enishi.candidacies.models import Approval, Candidacy
from enishi.candidacies.rules import GUARDS, Facts, reasons_against
from enishi.common.actor import SYSTEM
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.openings.actions import close_opening, revise_opening
from enishi.openings.models import Opening
from enishi.physicians.actions import add_shield, verify_licence, withdraw_consent, withdraw_disclosure
from enishi.physicians.enums import ConsentKind, DisclosureLevel
from enishi.physicians.models import Physician
from factories.walking import BOTH_SAID_YES


def refused(act, **arguments):
    """The codes of the refusal; each comes with a sentence for a person."""
    with pytest.raises(StepRefused) as caught:
        act(**arguments)
    assert all(r.sentence.endswith("。") or r.sentence.endswith("事務長") for r in caught.value.refusals)
    return caught.value.codes


# -- T1, T3: a pair is opened ------------------------------------------------------------------------
def test_only_an_accepted_physician_is_suggested(world):
    waiting, accepted = world.physician(state="interviewing"), world.physician()
    opening = world.opening()
    assert refused(actions.suggest, physician=waiting, opening=opening, by=world.ms_miura) == {"physician_active"}
    assert actions.suggest(physician=accepted, opening=opening, by=world.ms_miura).state == "suggested"


def test_only_a_shown_opening_is_suggested(world):
    physician = world.physician()
    for opening in (world.opening(state="draft"), world.opening(state="closed"), world.opening(confirmed_days_ago=46)):
        assert refused(actions.suggest, physician=physician, opening=opening, by=world.ms_miura) == {"opening"}
    assert actions.suggest(physician=physician, opening=world.opening(confirmed_days_ago=44), by=world.ms_miura)


def test_nobody_is_suggested_without_consent_to_placement(world):
    physician, opening = world.physician(), world.opening()
    withdraw_consent(physician=physician, kind=ConsentKind.PLACEMENT, by=world.actor(physician))
    assert refused(actions.suggest, physician=physician, opening=opening, by=world.ms_miura) == {"placement_consent"}


def test_a_pair_in_talks_is_not_opened_again(world):
    candidacy = world.candidacy(state="dialogue")
    again = {"physician": candidacy.physician, "opening": candidacy.opening}
    assert refused(actions.suggest, **again, by=world.ms_miura) == {"already_open"}
    with_own_wish = {**again, "by": world.actor(candidacy.physician), "level": DisclosureLevel.L1}
    assert refused(actions.ask_to_talk, **with_own_wish) == {"already_open"}


def test_a_shielded_pair_is_refused_with_all_else_that_is_wrong(world):
    physician = world.physician(shields="青葉会", state="interviewing")
    opening = world.opening(world.institution("青葉会 東病院"))
    codes = refused(actions.suggest, physician=physician, opening=opening, by=world.ms_miura)
    assert codes == {"physician_active", "shield"}


def test_a_physician_may_ask_from_the_opening_page(world):
    physician, opening = world.physician(), world.opening()
    candidacy = actions.ask_to_talk(
        physician=physician, opening=opening, by=world.actor(physician), level=DisclosureLevel.L2
    )
    assert (candidacy.state, candidacy.by_own_wish, candidacy.version_seen) == ("physician_yes", True, opening.current)
    assert opening.current.first_seen_at


# -- T2: the proposal --------------------------------------------------------------------------------
def test_an_unverified_licence_is_suggested_but_not_proposed(world):
    candidacy = world.candidacy(state="suggested", physician=world.physician(licence=False))
    assert refused(actions.propose, candidacy=candidacy, by=world.ms_miura) == {"licence"}
    verify_licence(physician=candidacy.physician, by=world.ms_miura, on=today())
    assert actions.propose(candidacy=candidacy, by=world.ms_miura).state == "physician_asked"


def test_an_opening_confirmed_more_than_thirty_days_ago_is_not_proposed(world):
    fresh = world.candidacy(state="suggested", opening=world.opening(confirmed_days_ago=30))
    stale = world.candidacy(state="suggested", opening=world.opening(confirmed_days_ago=31))
    assert actions.propose(candidacy=fresh, by=world.ms_miura).state == "physician_asked"
    assert refused(actions.propose, candidacy=stale, by=world.ms_miura) == {"stale"}


def test_three_proposals_at_once_and_not_a_fourth(world):
    physician = world.physician()
    for _ in range(3):
        waiting = world.candidacy(state="physician_asked", physician=physician)
    fourth = world.candidacy(state="suggested", physician=physician)
    assert refused(actions.propose, candidacy=fourth, by=world.ms_miura) == {"proposals", "weekly"}
    actions.decline(candidacy=waiting, by=world.actor(physician), step_id="T6")
    assert refused(actions.propose, candidacy=fourth, by=world.ms_miura) == {"weekly"}
    with ago(timedelta(days=-8)):
        assert actions.propose(candidacy=fourth, by=world.ms_miura).state == "physician_asked"


def test_an_opening_with_gaps_is_not_proposed(world):
    opening = world.opening()
    candidacy = world.candidacy(state="suggested", opening=opening)
    with pytest.raises(StepRefused):
        revise_opening(opening=opening, by=world.ms_miura, terms={"conditions": {"duties": "外来"}})
    opening.current.conditions = {"duties": "外来"}
    version = opening.current
    version.pk, version.no, version.first_seen_at = None, 2, None
    version.save()
    Opening.objects.filter(pk=opening.pk).update(current=version)
    assert refused(actions.propose, candidacy=candidacy, by=world.ms_miura) == {"gaps"}


def test_a_proposal_without_a_reason_is_not_sent_until_a_sentence_stands_for_both_sides(world):
    chosen = {"physician": world.physician(), "opening": world.opening(), "by": world.ms_miura}
    candidacy = actions.suggest(**chosen, by_hand="院長先生からのご紹介です。")
    actions.edit_proposal(candidacy=candidacy, by=world.ms_miura, reasons_physician=[{"text": " 　"}])
    with pytest.raises(StepRefused) as caught:
        actions.propose(candidacy=candidacy, by=world.ms_miura)
    (refusal,) = caught.value.refusals
    assert refusal.code == "reasons" and "なぜ先生に合うか" in refusal.sentence
    assert "なぜ医療機関に合うか" in refusal.sentence and "ことばを直す" in refusal.sentence
    actions.edit_proposal(candidacy=candidacy, by=world.ms_miura, reasons_physician=[{"text": "週2日の外来です。"}])
    with pytest.raises(StepRefused, match="「なぜ医療機関に合うか」がまだ") as half:
        actions.propose(candidacy=candidacy, by=world.ms_miura)
    assert "なぜ先生に合うか" not in str(half.value)
    actions.edit_proposal(candidacy=candidacy, by=world.ms_miura, reasons_institution=[{"text": "内科の先生です。"}])
    assert actions.propose(candidacy=candidacy, by=world.ms_miura).state == "physician_asked"


def test_a_sent_proposal_is_never_altered(world):
    candidacy = world.candidacy(state="suggested")
    assert actions.edit_proposal(candidacy=candidacy, by=world.ms_miura, opening_words="はじめまして").pk
    actions.propose(candidacy=candidacy, by=world.ms_miura)
    edit = {"candidacy": candidacy, "by": world.ms_miura, "opening_words": "べつのことば"}
    assert refused(actions.edit_proposal, **edit) == {"frozen"}
    candidacy.refresh_from_db()
    assert candidacy.proposal.opening_words == "はじめまして"


# -- T5 to T9 ----------------------------------------------------------------------------------------
def test_the_desk_passes_on_a_yes_only_with_the_way_it_was_told(world):
    candidacy = world.candidacy(state="physician_asked")
    yes = {"candidacy": candidacy, "level": DisclosureLevel.L1}
    assert refused(actions.accept_proposal, **yes, by=world.ms_miura) == {"channel"}
    assert actions.accept_proposal(**yes, by=world.by_phone()).state == "physician_yes"
    assert candidacy.transitions.get(step="T5").channel == Channel.PHONE


def test_a_shield_raised_after_the_proposal_stops_it_at_once(world):
    candidacy = world.candidacy(state="physician_yes")
    add_shield(
        physician=candidacy.physician, institution=candidacy.opening.institution, by=world.actor(candidacy.physician)
    )
    assert refused(actions.pass_on, candidacy=candidacy, by=world.ms_miura) == {"shield", "consent"}


def test_the_institution_is_told_nothing_once_consent_is_taken_back(world):
    candidacy = world.candidacy(state="physician_yes")
    physician, institution = candidacy.physician, candidacy.opening.institution
    withdraw_disclosure(physician=physician, institution=institution, by=world.actor(physician))
    assert refused(actions.pass_on, candidacy=candidacy, by=world.ms_miura) == {"consent"}
    actions.raise_disclosure(candidacy=candidacy, by=world.actor(physician), level=DisclosureLevel.L1)
    assert actions.pass_on(candidacy=candidacy, by=world.ms_miura).state == "institution_asked"


def test_a_closed_opening_is_not_passed_on(world):
    candidacy = world.candidacy(state="physician_yes")
    close_opening(opening=candidacy.opening, by=world.ms_miura, close_reason="filled")
    assert refused(actions.pass_on, candidacy=candidacy, by=world.ms_miura) == {"opening"}


def test_a_welcome_needs_consent_that_is_still_alive(world):
    candidacy = world.candidacy(state="institution_asked")
    by = world.actor(candidacy.opening.institution)
    withdraw_disclosure(physician=candidacy.physician, institution=candidacy.opening.institution, by=by)
    assert refused(actions.welcome, candidacy=candidacy, by=by) == {"consent"}


def test_an_institution_says_why_and_a_physician_need_not(world):
    asked = world.candidacy(state="institution_asked")
    no = {"candidacy": asked, "by": world.actor(asked.opening.institution), "step_id": "T9"}
    assert refused(actions.decline, **no) == {"reason"}
    assert actions.decline(**no, reason="体制が変わりました").state == "institution_declined"
    talking = world.candidacy(state="dialogue")
    gone = actions.decline(candidacy=talking, by=world.actor(talking.physician), step_id="T25")
    assert gone.state == "physician_declined"


# -- terms, offer, agreement -------------------------------------------------------------------------
def test_terms_are_not_spoken_of_with_an_anonymous_physician(world):
    candidacy = world.candidacy(state="dialogue", level=DisclosureLevel.L2)
    assert refused(agreement.begin_terms, candidacy=candidacy, by=world.ms_miura) == {"name", "ready"}
    actions.raise_disclosure(candidacy=candidacy, by=world.actor(candidacy.physician), level=DisclosureLevel.L3)
    assert agreement.begin_terms(candidacy=candidacy, by=world.ms_miura, heard=BOTH_SAID_YES).no == 1


def test_a_trial_needs_the_name_and_a_verified_licence(world):
    candidacy = world.candidacy(state="dialogue", level=DisclosureLevel.L2)
    Physician.objects.update(licence_verified_on=None)
    trial = {"candidacy": candidacy, "step_id": "T14", "by": world.ms_miura}
    assert refused(actions.take_step, **trial) == {"name", "licence", "trial"}
    verify_licence(physician=candidacy.physician, by=world.ms_miura, on=today())
    actions.raise_disclosure(candidacy=candidacy, by=world.actor(candidacy.physician), level=DisclosureLevel.L3)
    assert refused(actions.take_step, **trial) == {"trial"}  # its own checks: tests/visits
    assert world.walk(candidacy, "trial").state == "trial"


def test_only_an_approver_offers(world):
    candidacy = world.candidacy(state="terms")
    offer = {"candidacy": candidacy, "seen_hash": world.seen_hash(candidacy)}
    world.through_track(candidacy)
    assert refused(agreement.offer, **offer, by=world.actor(candidacy.opening.institution)) == {"approver", "track"}
    assert agreement.offer(**offer, by=world.approver(candidacy.opening.institution)).state == "offered"


def test_an_approval_older_than_thirty_days_counts_no_more(world):
    with ago(timedelta(days=31)):
        candidacy = world.candidacy(state="terms")
        world.through_track(candidacy)
        given = {"seen_hash": world.seen_hash(candidacy), "valid_until": today() + timedelta(days=30)}
        agreement.offer(candidacy=candidacy, by=world.approver(candidacy.opening.institution), **given)
    agree = {
        "candidacy": candidacy,
        "by": world.actor(candidacy.physician),
        "seen_hash": world.seen_hash(candidacy),
        "hours_seen": True,
    }
    assert refused(agreement.agree, **agree) == {"approval_old", "valid_until"}
    assert not Approval.objects.filter(side=Party.PHYSICIAN).exists()
    with ago(timedelta(days=1)):
        assert agreement.agree(**agree).state == "agreed"


def test_an_offer_is_answered_until_its_day_and_given_anew_after_it(world):
    candidacy = world.candidacy(state="offered")
    agree = {"candidacy": candidacy, "by": world.actor(candidacy.physician), "hours_seen": True}
    with ago(timedelta(days=-15)):
        assert refused(agreement.agree, **agree, seen_hash=world.seen_hash(candidacy)) == {"valid_until"}
        approver = world.approver(candidacy.opening.institution)
        agreement.reopen_terms(candidacy=candidacy, by=approver, step_id="T18")
        assert (
            track.open_steps(agreement.latest_version(candidacy)) == []
        )  # the same words: nobody inside is asked again
        agreement.offer(candidacy=candidacy, by=approver, seen_hash=world.seen_hash(candidacy))
        assert agreement.agree(**agree, seen_hash=world.seen_hash(candidacy)).state == "agreed"


# -- contract and work -------------------------------------------------------------------------------
def test_a_contract_is_confirmed_only_once_it_is_recorded(world):
    candidacy = world.candidacy(state="agreed")
    assert refused(placement.confirm_contract, candidacy=candidacy, by=world.actor(candidacy.physician)) == {"contract"}


def test_a_contract_is_recorded_only_after_the_agreement(world):
    candidacy = world.candidacy(state="offered")
    contract = {"contract_kind": "fixed", "starts_on": today(), "ends_on": today(), "half_days_per_week": 4}
    by = world.actor(candidacy.opening.institution)
    assert refused(placement.record_contract, candidacy=candidacy, by=by, **contract) == {"state"}


def test_work_begins_on_its_day_and_with_the_licence_seen(world):
    early = world.candidacy(state="contracted", starts_on=today() + timedelta(days=1))
    by = world.actor(early.opening.institution)
    start = {"candidacy": early, "by": by}
    assert refused(placement.start_work, **start, licence_original_seen_on=None) == {"start", "original"}
    assert refused(placement.start_work, **start, licence_original_seen_on=today()) == {"start"}
    with ago(timedelta(days=-1)):
        assert placement.start_work(**start, licence_original_seen_on=today()).state == "working"


@pytest.mark.parametrize(("days", "ok"), [(None, False), (0, False), (1, True), (184, True), (185, False)])
def test_a_rest_has_an_end_within_six_months(world, days, ok):
    candidacy = world.candidacy(state="dialogue")
    resume_on = None if days is None else today() + timedelta(days=days)
    rest = {"candidacy": candidacy, "step_id": "T27", "by": world.actor(candidacy.physician), "resume_on": resume_on}
    if ok:
        assert actions.take_step(**rest).due_on == resume_on
    else:
        assert refused(actions.take_step, **rest) == {"resume"}


def test_a_step_with_an_act_of_its_own_is_not_taken_without_it(world):
    candidacy = world.candidacy(state="terms")
    with pytest.raises(ValueError, match="act of its own"):
        actions.take_step(candidacy=candidacy, step_id="T17", by=world.approver(candidacy.opening.institution))
    with pytest.raises(ValueError, match="declining"):
        actions.decline(candidacy=candidacy, step_id="T17", by=SYSTEM)
    assert Candidacy.objects.get(pk=candidacy.pk).state == "terms"


def test_every_guarded_step_has_a_story_above_and_passes_when_all_is_well():
    day = today()
    good = Facts(
        today=day, physician_approved_on=day, institution_approved_on=day, starts_on=day, resume_on=day + timedelta(1)
    )
    for step_id in GUARDS:
        assert reasons_against(step_id, good) == []


@pytest.mark.parametrize("state", ["suggested", "offered", "contracted"])
def test_every_fact_a_rule_may_ask_for_is_read_from_the_database(world, state):
    candidacy = world.candidacy(state=state)
    found = facts_of(candidacy, world.ms_miura, {})
    read = {f.name: getattr(found, f.name) for f in fields(Facts)}
    expected = Facts(today=today(), may_approve=False)
    same = {"today", "physician_active", "placement_consent", "licence_verified", "shielded", "opening_shown"}
    assert {k: read[k] for k in same} == {k: getattr(expected, k) for k in same}
    assert (read["disclosed"], read["agreement_exists"]) == (state != "suggested", state != "suggested")
    assert read["contract_confirmed"] == (state == "contracted")
