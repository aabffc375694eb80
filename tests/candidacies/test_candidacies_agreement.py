"""条件合意書: both sides approve one and the same version, and nothing else counts."""

import uuid

import pytest

from enishi.candidacies import agreement, dialogue
from enishi.candidacies.agreement import content_hash, latest_version
from enishi.candidacies.models import Approval, Candidacy
from enishi.common.workflow import Party, StepRefused
from factories.walking import BOTH_SAID_YES


def refused(act, **arguments):
    with pytest.raises(StepRefused) as caught:
        act(**arguments)
    return caught.value.codes


def test_the_first_version_holds_the_advertised_terms_and_the_agreed_clauses(world):
    candidacy = world.candidacy(state="dialogue")
    physician, institution = world.actor(candidacy.physician), world.actor(candidacy.opening.institution)
    question = dialogue.ask(candidacy=candidacy, by=physician, text="夜間の電話はありますか", key=uuid.uuid4())
    agreed = dialogue.propose_clause(
        candidacy=candidacy, by=institution, text="夜間の電話は行わない", question=question
    )
    dialogue.accept_clause(clause=agreed, by=physician)
    dialogue.propose_clause(candidacy=candidacy, by=institution, text="まだ承諾のない文")
    version = agreement.begin_terms(candidacy=candidacy, by=world.ms_miura, heard=BOTH_SAID_YES)
    assert [c["text"] for c in version.content["clauses"]] == ["夜間の電話は行わない"]
    assert all(row["text"] == row["advertised"] for row in version.content["terms"])
    assert "1日9万円（税込）" in [row["text"] for row in version.content["terms"]]


def test_a_change_stays_visible_beside_what_was_advertised(world):
    candidacy = world.candidacy(state="terms")
    version = agreement.revise_terms(candidacy=candidacy, by=world.ms_miura, changes={"pay": "1日8万円（税込）"})
    pay = next(row for row in version.content["terms"] if row["key"] == "pay")
    assert (pay["text"], pay["advertised"]) == ("1日8万円（税込）", "1日9万円（税込）")


def test_an_offer_waits_until_every_clause_is_agreed_or_dropped(world):
    candidacy = world.candidacy(state="terms")
    institution, approver = (
        world.actor(candidacy.opening.institution),
        world.approver(candidacy.opening.institution),
    )
    clause = dialogue.propose_clause(candidacy=candidacy, by=institution, text="送迎を行う")
    offer = {"candidacy": candidacy, "by": approver}
    world.through_track(candidacy)
    assert refused(agreement.offer, **offer, seen_hash=world.seen_hash(candidacy)) == {"clauses"}
    dialogue.accept_clause(clause=clause, by=world.actor(candidacy.physician))
    assert refused(agreement.offer, **offer, seen_hash=world.seen_hash(candidacy)) == {"behind"}
    version = agreement.revise_terms(candidacy=candidacy, by=world.ms_miura)
    world.through_track(candidacy)
    assert agreement.offer(**offer, seen_hash=version.content_hash).state == "offered"


def test_an_agreement_that_says_what_the_law_forbids_is_not_offered_and_is_once_it_is_mended(world):
    candidacy = world.candidacy(state="terms")
    approver = world.approver(candidacy.opening.institution)
    agreement.revise_terms(candidacy=candidacy, by=world.ms_miura, changes={"duties": "外来。1年以内の退職には違約金"})
    world.through_track(candidacy)
    assert refused(agreement.offer, candidacy=candidacy, by=approver, seen_hash=world.seen_hash(candidacy)) == {
        "wording"
    }
    agreement.revise_terms(candidacy=candidacy, by=world.ms_miura, changes={"duties": "外来"})
    world.through_track(candidacy)
    assert agreement.offer(candidacy=candidacy, by=approver, seen_hash=world.seen_hash(candidacy)).state == "offered"


@pytest.mark.parametrize("changes", [{"pay": "1日10万円（税込）"}, {"holidays": "日曜"}, {"duties": "外来だけ"}])
def test_any_edit_makes_a_version_that_nobody_approved(world, changes):
    candidacy = world.candidacy(state="offered")
    old = world.seen_hash(candidacy)
    agreement.reopen_terms(candidacy=candidacy, by=world.actor(candidacy.physician), step_id="T18")
    version = agreement.revise_terms(candidacy=candidacy, by=world.ms_miura, changes=changes)
    assert version.content_hash != old
    assert not Approval.objects.filter(version=version).exists()
    approver = world.approver(candidacy.opening.institution)
    assert refused(agreement.offer, candidacy=candidacy, by=approver, seen_hash=old) == {"version"}
    world.through_track(candidacy)
    agreement.offer(candidacy=candidacy, by=approver, seen_hash=version.content_hash)
    physician = world.actor(candidacy.physician)
    assert refused(agreement.agree, candidacy=candidacy, by=physician, seen_hash=old, hours_seen=True) == {"version"}
    assert (
        agreement.agree(candidacy=candidacy, by=physician, seen_hash=version.content_hash, hours_seen=True).state
        == "agreed"
    )


def test_an_unchanged_text_makes_no_new_version(world):
    candidacy = world.candidacy(state="terms")
    first = latest_version(candidacy)
    assert agreement.revise_terms(candidacy=candidacy, by=world.ms_miura) == first
    assert agreement.revise_terms(candidacy=candidacy, by=world.ms_miura, changes={"pay": "1日9万円（税込）"}) == first


def test_an_offer_taken_back_as_it_was_must_be_approved_anew(world):
    candidacy = world.candidacy(state="offered")
    first = latest_version(candidacy)
    version = agreement.reopen_terms(candidacy=candidacy, by=world.actor(candidacy.physician), step_id="T18")
    assert (version.no, version.content_hash) == (2, first.content_hash)
    agreement.offer(
        candidacy=candidacy,
        by=world.approver(candidacy.opening.institution),
        seen_hash=version.content_hash,
    )
    assert set(Approval.objects.filter(version=version).values_list("side", flat=True)) == {Party.INSTITUTION}


def test_reopening_an_agreement_takes_both_approvals_away(world):
    candidacy = world.candidacy(state="agreed")
    reopen = {"candidacy": candidacy, "by": world.actor(candidacy.physician), "step_id": "T20"}
    assert refused(agreement.reopen_terms, **reopen) == {"reason"}
    agreement.reopen_terms(**reopen, reason="曜日を変えたい")
    candidacy.refresh_from_db()
    assert (candidacy.state, candidacy.agreed_hash) == ("terms", "")
    assert not Approval.objects.filter(version=latest_version(candidacy)).exists()


def test_a_hash_is_of_the_content_and_of_nothing_else(world):
    candidacy = world.candidacy(state="agreed")
    version = latest_version(candidacy)
    assert content_hash(version.content) == version.content_hash == candidacy.agreed_hash
    shuffled = dict(reversed(version.content.items()))
    assert content_hash(shuffled) == version.content_hash
    changed = {**version.content, "clauses": [{"no": 1, "text": "知らないうちに増えた文"}]}
    assert content_hash(changed) != version.content_hash


def test_the_physician_agrees_to_nothing_that_was_not_offered(world):
    candidacy = world.candidacy(state="terms")
    agree = {
        "candidacy": candidacy,
        "by": world.actor(candidacy.physician),
        "seen_hash": world.seen_hash(candidacy),
        "hours_seen": True,
    }
    assert refused(agreement.agree, **agree) == {"state"}
    assert not Approval.objects.exists()
    assert Candidacy.objects.get(pk=candidacy.pk).agreed_hash == ""
