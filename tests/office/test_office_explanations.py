"""Statutory explanations: versions of the words, who was told which when and how, and that it arrived."""

import io
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from enishi.common.clock import ago, today
from enishi.common.explanations import Audience, as_letter, explanation
from enishi.common.profile import load_profile
from enishi.common.workflow import StepRefused
from enishi.institutions.joining import APPLICANT, Applicant, apply_for_institution
from enishi.keeping.retention import EVIDENCE
from enishi.notices.models import Notice
from enishi.office import explanations as books
from enishi.office.explained_enums import ReceivedBy, ToldBy
from enishi.office.explanation_papers import explanation_paper
from enishi.office.models import Explained, ExplanationText
from enishi.physicians.actions import change_delivery, choose_delivery
from enishi.physicians.enums import Delivery
from enishi.physicians.registration import is_for_call


@pytest.fixture
def other_fees(monkeypatch):
    """The operator files another penalty rule and another contact for complaints."""

    def change():
        profile = replace(
            load_profile(settings.PROFILE), penalty_note="違約金は100万円です。", complaints_contact="新しい窓口"
        )
        monkeypatch.setattr(books, "load_profile", lambda _: profile)

    return change


def test_a_seeker_is_told_the_matters_of_the_ordinance_and_an_employer_of_penalties_too():
    profile, day = load_profile("sample"), today()
    seeker = [item.heading for item in explanation(profile, Audience.SEEKER, day)]
    assert seeker == [
        "事業者と許可", "取扱職種の範囲等", "手数料に関する事項", "苦情の処理に関する事項", "個人情報の取扱い", "返戻金制度に関する事項",
        "ご説明の受け取り方",
    ]  # fmt: skip
    employer = [item.heading for item in explanation(profile, Audience.EMPLOYER, day)]
    assert "違約金に関する事項" in employer and len(employer) == len(seeker) + 1
    assert "先生からは、手数料をいただきません" in as_letter(explanation(profile, Audience.SEEKER, day))


def test_a_free_placement_business_says_that_nobody_pays():
    profile = replace(load_profile("sample"), business_kind="free", refunds=(), refund_note="")
    for audience in Audience:
        words = as_letter(explanation(profile, audience, today()))
        assert "どなたからもいただきません" in words and "返戻金の制度はありません" in words


def test_the_mail_of_the_acceptance_carries_the_very_words_of_the_version_that_is_kept(world):
    physician = world.physician()
    told = Explained.objects.get(physician=physician, notice_key=f"E07:{physician.number}")
    body = Notice.objects.get(key=told.notice_key).body
    assert as_letter(told.text.items) in body.replace("\r\n", "\n")
    assert told.way == (ToldBy.MAIL if physician.delivery.method == Delivery.MAIL else ToldBy.LETTER)


def test_the_register_says_when_the_mail_left_and_not_before(world):
    physician = world.physician()
    [line] = [t for t in books.told_to(physician) if t.row.notice_key]
    assert line.sent == "お送りする途中です" and not line.receipt
    Notice.objects.filter(key=line.row.notice_key).update(sent_at=line.row.at)
    [line] = [t for t in books.told_to(physician) if t.row.notice_key]
    assert line.sent.endswith("に送信")


def test_who_applies_for_an_institution_has_read_the_words_for_employers_and_whom_the_desk_enters_has_not(world):
    by_desk = world.institution()
    facts = {"name": "見本診療所", "kind": by_desk.kind, "municipality": by_desk.municipality, "address": "見本1-1"}
    made = apply_for_institution(
        key=uuid.uuid4(), applicant=Applicant("見本", "事務長", "0194-00-0000"), by=APPLICANT, **facts
    )
    told = Explained.objects.get(institution=made.institution)
    assert (told.way, told.text.audience, told.by) == (ToldBy.SCREEN, Audience.EMPLOYER, None)
    assert not Explained.objects.filter(institution=by_desk).exists()
    assert by_desk in books.not_yet_told(Audience.EMPLOYER)


def test_the_same_words_are_one_version_and_other_words_the_next(world, other_fees):
    first = books.version_now(Audience.EMPLOYER)
    assert books.version_now(Audience.EMPLOYER) == first
    house = world.institution()
    books.tell_by_hand(of=house, by=world.office(), key=uuid.uuid4(), way=ToldBy.PAPER, on=today())
    assert books.knows_the_newest(house)
    other_fees()
    assert not books.knows_the_newest(house) and house in books.not_yet_told(Audience.EMPLOYER)
    assert not next(v for v in books.versions() if v.text == first).is_now
    second = books.version_now(Audience.EMPLOYER)
    assert second.version == first.version + 1 and "100万円" in second.words and "100万円" not in first.words
    ended = next(v for v in books.versions() if v.text == first)
    assert ended.until is not None and ended.told == 1


def test_a_version_and_a_telling_are_never_changed_past_the_acts(world):
    told = Explained.objects.filter(physician=world.physician()).first()
    for wrong in (
        lambda: ExplanationText.objects.filter(pk=told.text_id).update(words="[]"),
        lambda: ExplanationText.objects.filter(pk=told.text_id).delete(),
        lambda: Explained.objects.filter(pk=told.pk).update(way=ToldBy.ALOUD),
        lambda: Explained.objects.filter(pk=told.pk).update(received_on=today(), received_by=""),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_reading_aloud_is_recorded_once_with_who_did_it_and_a_receipt_once(world):
    physician, desk, key = world.physician(), world.desk(), uuid.uuid4()
    how = {"of": physician, "by": desk, "key": key, "way": ToldBy.ALOUD, "on": today()}
    told = books.tell_by_hand(**how)
    assert books.tell_by_hand(**how) == told and told.by_id == desk.user_id and told.received_on is None
    books.confirm_received(told=told, by=desk, how=ReceivedBy.PHONE)
    books.confirm_received(told=told, by=desk, how=ReceivedBy.PAPER)
    told.refresh_from_db()
    assert told.received_by == ReceivedBy.PHONE, "the first word stands"


@pytest.mark.parametrize(
    ("way", "days"), [(ToldBy.MAIL, 0), (ToldBy.SCREEN, 0), (ToldBy.PAPER, 1), (ToldBy.PAPER, -4000)]
)
def test_nobody_records_a_way_that_is_not_a_persons_nor_a_day_without_words(world, way, days):
    with pytest.raises(StepRefused):
        books.tell_by_hand(
            of=world.physician(), by=world.office(), key=uuid.uuid4(), way=way, on=today() + timedelta(days=days)
        )


def test_what_was_handed_over_on_an_earlier_day_is_the_version_of_that_day(world, other_fees):
    with ago(timedelta(days=3)):
        first = books.version_now(Audience.SEEKER)
    other_fees()
    how = {"of": world.physician(), "by": world.desk(), "way": ToldBy.PAPER}
    before = books.tell_by_hand(**how, key=uuid.uuid4(), on=today() - timedelta(days=1))
    after = books.tell_by_hand(**how, key=uuid.uuid4(), on=today())
    assert before.text == first and after.text.version == first.version + 1
    assert books.version_on(Audience.SEEKER, first.valid_from - timedelta(days=1)) is None


def test_a_physician_who_presses_twice_has_read_once_and_stale_words_are_shown_again(world, other_fees):
    physician = world.physician()
    by, digest = world.actor(physician), books.version_now(Audience.SEEKER).digest
    one = books.read_now(of=physician, by=by, digest=digest)
    assert books.read_now(of=physician, by=by, digest=digest) == one and one.received_by == ReceivedBy.SCREEN
    other_fees()
    with pytest.raises(StepRefused, match="新しく"):
        books.read_now(of=physician, by=by, digest=digest)


def test_who_wishes_paper_is_told_by_letter(world):
    physician = world.caller()
    choose_delivery(physician=physician, method=Delivery.PAPER)
    physician.refresh_from_db()
    step = type("Step", (), {"id": "P3"})()
    books.told_at_acceptance(physician, step, None, {})
    assert Explained.objects.get(physician=physician).way == ToldBy.LETTER


def test_the_paper_holds_the_words_and_a_receipt_and_no_name(world):
    physician = world.physician()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(explanation_paper(physician))).pages)
    assert "受領書" in text and physician.number in text and "返戻金制度に関する事項" in text
    assert physician.identity.family_name not in text


def test_what_was_explained_goes_with_the_evidence_when_its_years_are_over():
    assert Explained in EVIDENCE


def test_who_is_to_be_called_chooses_no_way_before_and_stays_on_the_list_of_calls(world):
    caller = world.caller()
    assert is_for_call(caller)
    with pytest.raises(StepRefused):
        change_delivery(
            physician=caller, method=Delivery.PAPER, by=world.actor(caller) if caller.user else world.desk()
        )
    assert is_for_call(caller)
