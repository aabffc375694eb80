"""保存期間: what falls due goes, what is held stays, a killed night goes on, and nothing is found afterwards."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from enishi.accounts.models import Organisation, Session
from enishi.accounts.roles import Role
from enishi.audit.verify import verify
from enishi.candidacies import dialogue
from enishi.candidacies.models import Message, Question
from enishi.common.clock import ago, now, today
from enishi.common.encrypted import encrypt
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Channel, StepRefused
from enishi.keeping import retention
from enishi.keeping.enums import Outcome, Scope
from enishi.keeping.erasure import erase_at_wish
from enishi.keeping.models import ErasureProof, RetentionLine, RetentionRun
from enishi.keeping.needles import Sieve, known_of
from enishi.keeping.proofs import look_through, tables
from enishi.physicians import holds
from enishi.physicians.documents import store_document
from enishi.physicians.enums import DocumentKind
from enishi.physicians.models import Consent, Document, Identity, Leaving, LegalHold
from factories.remembering import remembered

NAME = {
    "family_name": "白鳥",
    "given_name": "惣一郎",
    "mail": "soichiro@mail.example.jp",
    "phone": "09098761234",
    "address": "秋田県仙北市角館町9-8-7",
}
POST = {"since": "1990-04", "until": "", "place": "かもめ病院", "position": "staff", "duties": "内科"}


@pytest.fixture
@remembered
def shiratori(world):
    return world.physician(**NAME)


def left(world, physician, **how):
    record, _ = erase_at_wish(physician=physician, by=world.actor(physician), **how)
    return record


def proof_of(record):
    return look_through(ErasureProof.objects.filter(leaving=record).latest("pk").pk)


def office(world):
    return world.staff(Role.COMPLIANCE)


# -- erasure at a wish and its proof --------------------------------------------------------------------
def test_after_leaving_nothing_is_found_but_what_the_ledger_keeps(world, shiratori):
    talk = world.candidacy("dialogue", physician=shiratori)
    proof = proof_of(left(world, shiratori))
    assert proof.is_clean, proof.found
    assert proof.scope == Scope.LEDGER and "physicians_identity" in proof.kept
    assert set(proof.seen) == set(tables()) and proof.rows > 100
    assert (proof.needles == "" and proof.chain_head == verify().head[: len(proof.chain_head)]) or proof.chain_position
    assert talk.physician_id == shiratori.pk


def test_who_was_never_accepted_leaves_nothing_at_all(world):
    newcomer = world.physician(state="registered", **NAME)
    proof = proof_of(left(world, newcomer))
    assert (proof.scope, proof.is_clean, set(proof.kept)) == (Scope.ALL, True, {"notices_notice"})  # the last letter


def test_a_word_that_stayed_anywhere_is_found_with_its_place(world, shiratori):
    """Each way in which something may be stored: in the clear, in JSON, in bytes, encrypted, encrypted twice, packed."""
    twice, other = world.physician(), world.physician()
    world.institution("すずかけ病院")
    record = left(world, shiratori)
    Organisation.objects.update(name="soichiro@MAIL.example.jp")
    RetentionRun.objects.create(day=today()).lines.create(kind="x", number="x", outcome="erased")
    Leaving.objects.update(counts={"x": ["白鳥　惣一郎"]})
    packed = SessionStore().encode({"n": "090-9876-1234"})
    Session.objects.create(session_key="k" * 32, expire_date=now(), session_data=packed)
    store_document(
        physician=other, by=world.actor(other), kind=DocumentKind.OTHER,
        file=CleanFile("application/pdf", "%PDF 白鳥惣一郎".encode()),
    )  # fmt: skip
    Identity.objects.filter(physician=twice).update(career=encrypt("白鳥惣一郎"))
    proof = proof_of(record)
    assert set(proof.found) == {
        "accounts_organisation", "physicians_leaving", "accounts_session", "physicians_document", "physicians_identity",
    }  # fmt: skip
    assert proof.found["physicians_identity"]["keys"] == [str(twice.identity.pk)]


def test_the_look_that_was_killed_goes_on_and_reads_no_table_twice(world, shiratori, monkeypatch):
    record = left(world, shiratori)
    proof = ErasureProof.objects.get(leaving=record)
    assert "soichiro" in proof.needles
    proof.seen = dict.fromkeys(list(tables())[:40], 7)
    proof.save()
    done = proof_of(record)
    assert done.is_clean and [done.seen[t] for t in list(tables())[:40]] == [7] * 40
    assert look_through(done.pk).finished_at == done.finished_at


def test_the_words_looked_for_never_enter_a_statement(world, shiratori, django_assert_max_num_queries):
    from django.test.utils import CaptureQueriesContext

    record = left(world, shiratori)
    pk = ErasureProof.objects.get(leaving=record).pk
    with CaptureQueriesContext(connection) as queries:
        look_through(pk)
    said = "".join(q["sql"] for q in queries.captured_queries)
    assert "惣一郎" not in said and "09098761234" not in said


def test_a_number_counts_only_where_no_digit_touches_it():
    sieve = Sieve({"number": ["123456"], "name": ["白鳥惣一郎"]})
    assert sieve.hits(["登録123456号"]) and not sieve.hits(["9123456", "1234567"])
    assert sieve.hits(['{"a": "\\u767d\\u9ce5\\u60e3\\u4e00\\u90ce"}'])


def test_a_family_name_or_a_day_of_birth_alone_is_nobodys(world, shiratori):
    known = known_of(shiratori)
    assert "白鳥" not in known["name"] and "白鳥惣一郎" in known["name"]
    assert shiratori.identity.birth_index not in known["digest"]


# -- holds ----------------------------------------------------------------------------------------------
def test_a_hold_stops_the_erasure_at_a_wish_and_the_night_after_its_lifting_makes_up_for_it(world, shiratori):
    one, other = office(world), world.supervisor()
    hold = holds.place_hold(physician=shiratori, by=one, reason="返戻をめぐる調停のため")
    record = left(world, shiratori)
    assert record.waits and Identity.objects.get(physician=shiratori).mail == NAME["mail"]
    assert not shiratori.user.is_active
    run = retention.run_retention()
    assert run.lines.get(kind="waiting").outcome == Outcome.HELD
    holds.ask_to_lift(hold=hold, by=one, why="調停が成立した")
    holds.lift_hold(hold=hold, by=other)
    retention.run_retention(again=True)
    assert run.lines.get(kind="waiting").outcome == Outcome.ERASED
    record.refresh_from_db()
    assert not record.waits and Identity.objects.get(physician=shiratori).mail == ""
    assert proof_of(record).is_clean


def test_lifting_a_hold_needs_two_people_and_the_second_may_say_no(world, shiratori):
    one, other = office(world), world.supervisor()
    hold = holds.place_hold(physician=shiratori, by=one, reason="お調べのため")
    assert holds.place_hold(physician=shiratori, by=other, reason="また").pk == hold.pk
    with pytest.raises(StepRefused, match="asked"):
        holds.lift_hold(hold=hold, by=other)
    holds.ask_to_lift(hold=hold, by=one, why="終わった")
    with pytest.raises(StepRefused, match="second"):
        holds.lift_hold(hold=hold, by=one)
    holds.keep_hold(hold=hold, by=other)
    assert LegalHold.objects.get(pk=hold.pk).asked_at is None
    holds.ask_to_lift(hold=hold, by=other, why="終わった")
    holds.lift_hold(hold=hold, by=one)
    with pytest.raises(StepRefused, match="gone"):
        holds.ask_to_lift(hold=hold, by=one, why="もう一度")
    with pytest.raises(StepRefused, match="role"):
        holds.place_hold(physician=shiratori, by=world.actor(shiratori), reason="自分で")


# -- the night --------------------------------------------------------------------------------------------
def test_each_kind_goes_on_its_day_and_not_a_day_before(world, shiratori):
    with ago(timedelta(days=31)):
        store_document(physician=shiratori, by=world.actor(shiratori), kind=DocumentKind.LICENCE,
                       file=CleanFile("application/pdf", b"%PDF"))  # fmt: skip
    for days, due in ((30, 0), (31, 1)):
        shiratori.licence_verified_on = today() - timedelta(days=days)
        shiratori.save()
        assert _due("licence") == due
    run = retention.run_retention()
    assert run.is_over and run.lines.get(kind="licence").outcome == Outcome.ERASED
    assert not Document.objects.filter(physician=shiratori).exists()


def test_words_of_a_talk_go_two_years_after_it_ended_and_never_those_of_an_employment(world):
    talk, placed = world.candidacy("dialogue"), world.candidacy("working")
    import uuid

    dialogue.ask(candidacy=talk, by=world.actor(talk.physician), text="夜は無理です", key=uuid.uuid4())
    world.walk(talk, "physician_declined")
    for days, due in ((730, 0), (732, 1)):
        type(talk).objects.filter(pk__in=(talk.pk, placed.pk)).update(state_since=now() - timedelta(days=days))
        assert _due("dialogue") == due
    retention.run_retention()
    assert "夜は" not in Question.objects.get(candidacy=talk).text
    assert Message.objects.filter(candidacy=talk).count() >= 0 and _due("dialogue") == 0


def test_consents_go_five_years_after_leaving_and_the_ledger_after_its_last_day(world, shiratori):
    record = left(world, shiratori)
    Leaving.objects.update(left_at=now() - timedelta(days=5 * 366), keep_until=today() - timedelta(days=1))
    ErasureProof.objects.all().delete()
    run = retention.run_retention()
    assert {line.kind: line.outcome for line in run.lines.all()} == {"ledger": "erased", "evidence": "erased"}
    assert not Consent.objects.filter(physician=shiratori).exists()
    proof = proof_of(record)
    assert (proof.scope, proof.is_clean, proof.kept) == (Scope.ALL, True, {}), proof.found
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # link the log as a commit would
    assert verify().fault == ""


def test_one_that_fails_holds_up_no_other_and_is_tried_again(world, monkeypatch):
    gone = [world.physician() for _ in range(3)]
    for physician in gone:
        left(world, physician)
    Leaving.objects.update(keep_until=today() - timedelta(days=1))
    kind = retention.BY_CODE["ledger"]
    good = kind.erase

    def bad(due):
        if due.number == gone[1].number:
            raise RuntimeError("白鳥")
        return good(due)

    monkeypatch.setattr(
        retention, "KINDS", (retention.Kind(kind.code, kind.title, kind.what, kind.parameter, kind.due, bad),)
    )
    run = retention.run_retention()
    assert sorted(run.lines.values_list("outcome", "fault")) == [("erased", "")] * 2 + [("failed", "RuntimeError")]
    monkeypatch.undo()
    retention.run_retention(again=True)
    assert set(run.lines.values_list("outcome", flat=True)) == {"erased"}


def test_a_night_that_was_broken_off_goes_on_and_one_that_is_over_is_not_begun_again(world, shiratori, monkeypatch):
    left(world, shiratori)
    Leaving.objects.update(keep_until=today() - timedelta(days=1))
    run = RetentionRun.objects.create(day=today())
    assert retention.run_retention().pk == run.pk
    assert RetentionLine.objects.filter(run=run).count() == 1
    finished = RetentionRun.objects.get(pk=run.pk).finished_at
    assert retention.run_retention().finished_at == finished


def test_the_dry_run_asks_the_same_questions_and_touches_nothing(world, shiratori):
    left(world, shiratori)
    Leaving.objects.update(keep_until=today() - timedelta(days=1))
    for _ in range(2):
        found = {f.kind.code: (len(f.due), len(f.held)) for f in retention.forecast()}
        assert found["ledger"] == (1, 0)
    assert retention._before("dialogue_retention_years", date(2028, 2, 29)) == date(2026, 2, 28)


def _due(code):
    return len(list(retention.BY_CODE[code].due(today())))


def test_a_wish_by_telephone_is_recorded_as_one(world, shiratori):
    by = world.coordinator().by(Channel.PHONE) if hasattr(world, "coordinator") else world.ms_miura.by(Channel.PHONE)
    record, _ = erase_at_wish(physician=shiratori, by=by, asked_on=today() - timedelta(days=2))
    assert (record.channel, record.asked_on) == ("phone", today() - timedelta(days=2))
