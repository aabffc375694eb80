"""What stands around a talk: letters, held words, notes, papers, common answers, whose turn it is, the daily mail."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from pypdf import PdfReader, PdfWriter

from enishi.candidacies import (
    actions,
    attachments,
    common_answers,
    dialogue,
    introduction,
    letters,
    news,
    private_notes,
)
from enishi.candidacies.frozen import words_hash
from enishi.candidacies.models import Candidacy, Introduction, Message, Proposal, TalkNews
from enishi.common.uploads import CleanFile, UploadProblem, clean_file, without_metadata
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.physicians.enums import DisclosureLevel
from web.physician.story import Story

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def story(world):
    return Story(world)


def write(story, candidacy, by, text="お待ちしています。", **more):
    return letters.write_letter(candidacy=candidacy, by=by, text=text, key=uuid.uuid4(), **more)


def pdf(**info):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata(info)
    made = BytesIO()
    writer.write(made)
    return clean_file(made.getvalue())


# -- letters ----------------------------------------------------------------------------------------
def test_the_same_letter_sent_twice_stands_once_and_the_desk_writes_for_a_side_or_to_both(story):
    candidacy, key = story.talking(), uuid.uuid4()
    for _ in range(2):
        letters.write_letter(candidacy=candidacy, by=story.clerk, text="ようこそ。", key=key)
    write(story, candidacy, story.coordinator.by(Channel.PHONE), speaks_for=Party.PHYSICIAN)
    write(story, candidacy, story.coordinator)
    assert list(candidacy.letters.values_list("side", "channel")) == [
        ("institution", "web"), ("physician", "phone"), ("coordinator", "web"),
    ]  # fmt: skip
    told = list(TalkNews.objects.filter(candidacy=candidacy).values_list("to", flat=True))
    assert told == ["physician", "institution", "physician", "institution"]


def test_a_key_that_stands_in_another_talk_leads_nobody_to_the_words_written_there(story, world):
    here, there, key = world.candidacy("dialogue"), story.talking(), uuid.uuid4()
    letters.write_letter(candidacy=there, by=story.clerk, text="こちらだけのことば。", key=key)
    dialogue.ask(candidacy=there, by=story.doctor, text="雪は。", key=key)
    with pytest.raises(StepRefused, match="開き直して"):
        letters.write_letter(candidacy=here, by=story.clerk, text="ようこそ。", key=key)
    with pytest.raises(StepRefused, match="開き直して"):
        dialogue.ask(candidacy=here, by=story.doctor, text="道は。", key=key)
    assert not here.letters.exists() and not here.questions.exists()


def test_a_letter_that_stands_is_never_changed(story):
    letter = write(story, story.talking(), story.doctor)
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(text="別のことば")


def test_nothing_is_written_before_the_talk_or_after_it(story):
    asked = story.asked()
    with pytest.raises(StepRefused):
        write(story, asked, story.doctor)


# -- names before their time ------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["北川です。", "０９０-1234-5678へ", "a@example.jp"])
def test_words_that_give_the_name_away_are_refused_and_only_a_coordinator_lets_them_pass(story, text):
    candidacy = story.talking(DisclosureLevel.L2)
    for by in (story.doctor, story.coordinator.by(Channel.PHONE)):
        with pytest.raises(StepRefused) as refused:
            write(story, candidacy, by, text, speaks_for=Party.PHYSICIAN)
        assert refused.value.codes == {"giveaway"}
    with pytest.raises(StepRefused):
        write(story, candidacy, story.doctor, text, let_pass=True)
    write(story, candidacy, story.coordinator.by(Channel.PHONE), text, speaks_for=Party.PHYSICIAN, let_pass=True)
    with pytest.raises(StepRefused):
        dialogue.ask(candidacy=candidacy, by=story.doctor, text=text, key=uuid.uuid4())


def test_held_words_reach_nobody_until_the_coordinator_lets_them_pass_once(story):
    candidacy, key = story.talking(DisclosureLevel.L2), uuid.uuid4()
    held = letters.hold_for_coordinator(
        candidacy=candidacy, by=story.doctor, kind="question", text="北川町の道は雪で止まりますか。", key=key
    )
    assert not candidacy.questions.exists()
    letters.decide_held(held=held, by=story.coordinator, passes=True)
    question = candidacy.questions.get()
    assert (question.key, question.side, question.author_id) == (key, "physician", story.doctor.user_id)
    candidacy.refresh_from_db()
    assert candidacy.waiting_for == Party.INSTITUTION
    with pytest.raises(StepRefused) as refused:
        letters.decide_held(held=held, by=story.coordinator, passes=False)
    assert refused.value.codes == {"decided"}


def test_words_given_back_stand_nowhere(story):
    candidacy = story.talking(DisclosureLevel.L2)
    held = letters.hold_for_coordinator(
        candidacy=candidacy, by=story.doctor, kind="letter", text="北川です", key=uuid.uuid4()
    )
    letters.decide_held(held=held, by=story.coordinator, passes=False)
    assert not candidacy.letters.exists()


# -- notes ------------------------------------------------------------------------------------------
def test_nobody_reads_the_notes_of_another_side(story):
    candidacy = story.talking()
    people = {"先生": story.doctor, "病院": story.clerk, "担当": story.coordinator}
    for text, by in people.items():
        private_notes.write_note(candidacy=candidacy, by=by, text=text, key=uuid.uuid4())
    for text, by in people.items():
        assert [n.text for n in private_notes.notes_of(candidacy, by)] == [text]
    clerk, theirs = story.world.signed_in(story.clerk), private_notes.notes_of(candidacy, story.doctor).get()
    assert clerk.post(f"/inst/talks/{candidacy.number}/notes/{theirs.pk}/drop").status_code == 404
    assert "先生" in [n.text for n in private_notes.notes_of(candidacy, story.doctor)]


# -- papers -----------------------------------------------------------------------------------------
def test_a_paper_loses_its_author_is_handed_over_once_and_can_be_taken_back(story):
    candidacy, key = story.talking(), uuid.uuid4()
    file = without_metadata(pdf(**{"/Author": "秘書 花子"}))
    assert PdfReader(BytesIO(file.data)).metadata in (None, {})
    for _ in range(2):
        paper = attachments.attach(candidacy=candidacy, by=story.clerk, title="勤務表", file=file, key=key)
    assert candidacy.attachments.count() == 1
    assert attachments.open_attachment(paper, by=story.doctor) == file.data
    with pytest.raises(StepRefused):
        attachments.take_back(attachment=paper, by=story.doctor)
    attachments.take_back(attachment=paper, by=story.clerk)
    with pytest.raises(Http404):
        attachments.attachment_in(candidacy, paper.pk)
    assert not candidacy.attachments.get().body


def test_a_locked_or_broken_pdf_is_told_in_a_sentence(story):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    made = BytesIO()
    writer.write(made)
    for data in (made.getvalue(), b"%PDF-1.4 nothing startxref 0 %%EOF"):
        with pytest.raises(UploadProblem):
            without_metadata(CleanFile("application/pdf", data))


def test_a_physician_hands_papers_over_only_where_the_name_is_known(story):
    hidden = story.talking(DisclosureLevel.L2)
    with pytest.raises(StepRefused) as refused:
        attachments.attach(candidacy=hidden, by=story.doctor, title="履歴書", file=pdf(), key=uuid.uuid4())
    assert refused.value.codes == {"name"}


# -- common answers ---------------------------------------------------------------------------------
def test_a_common_answer_serves_the_house_and_names_nobody(story, world):
    candidacy = story.answered()
    origin = candidacy.questions.get().answers.get()
    given = {"institution": story.institution, "by": story.clerk, "topic": "nights"}
    with pytest.raises(StepRefused) as refused:
        common_answers.choose_common_answer(
            **given, question="佐藤先生の夜は", answer="ありません。", key=uuid.uuid4(), origin=origin
        )
    assert refused.value.codes == {"giveaway"}
    row = common_answers.choose_common_answer(
        **given, question="夜間の電話はありますか。", answer="ありません。", key=uuid.uuid4(), origin=origin
    )
    assert list(common_answers.common_answers(story.institution)) == [row]
    other = world.institution()
    with pytest.raises(StepRefused):
        common_answers.choose_common_answer(
            institution=other, by=world.actor(other), question="夜は", answer="なし", key=uuid.uuid4(), origin=origin
        )
    common_answers.end_common_answer(common=row, by=story.clerk)
    assert not common_answers.common_answers(story.institution)


# -- whose turn, and the daily mail -----------------------------------------------------------------
def test_the_side_whose_answer_is_due_first_has_the_turn(story):
    candidacy = story.talking()
    first = dialogue.ask(candidacy=candidacy, by=story.doctor, text="雪は。", key=uuid.uuid4())
    second = dialogue.ask(candidacy=candidacy, by=story.clerk, text="お車で。", key=uuid.uuid4())
    assert (candidacy.waiting_for, candidacy.due_on) == (Party.INSTITUTION, first.due_on)
    dialogue.answer(question=first, by=story.clerk, text="降ります。", key=uuid.uuid4())
    candidacy.refresh_from_db()
    assert (candidacy.waiting_for, candidacy.due_on) == (Party.PHYSICIAN, second.due_on)
    dialogue.answer(question=second, by=story.doctor, text="はい。", key=uuid.uuid4())
    candidacy.refresh_from_db()
    assert candidacy.waiting_for == Party.COORDINATOR


def test_one_mail_a_day_counts_and_tells_no_word(story, world, monkeypatch):
    candidacy = story.talking()
    TalkNews.objects.update(told_at=MONDAY)
    for text in ("雪は多いですか。", "駐車場は。"):
        dialogue.ask(candidacy=candidacy, by=story.doctor, text=text, key=uuid.uuid4())
    TalkNews.objects.filter(told_at=None).update(at=MONDAY - timedelta(hours=12))
    monkeypatch.setattr(news, "now", lambda: MONDAY)
    assert news.send_digests() == 2  # the clerk and the director
    assert news.send_digests() == 0
    (mail,) = [m for m in world.messages(story.clerk) if m.kind == "E43i"]
    assert "2件" in mail.body
    assert f"/inst/talks/{candidacy.number}" in mail.body
    assert "雪" not in mail.body + mail.subject
    sunday = MONDAY - timedelta(days=1)
    monkeypatch.setattr(news, "now", lambda: sunday)
    TalkNews.objects.update(told_at=None, at=sunday - timedelta(days=1))
    assert news.send_digests() == 0


# -- what was sent ----------------------------------------------------------------------------------
def test_a_proposal_that_was_sent_carries_its_hash_and_the_database_refuses_to_change_it(story):
    candidacy = story.proposed()
    proposal = Proposal.objects.get(candidacy=candidacy)
    assert proposal.content_hash == words_hash(proposal)
    for change in ({"opening_words": "別のことば"}, {"unmet": []}, {"sent_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(**change)


def test_the_institution_reads_only_what_its_level_allows_and_it_is_frozen_when_passed_on(story):
    reasons = {
        "physician": [{"text": "夜間の呼び出しがありません。", "key": "on_call", "facts": {}}],
        "institution": [
            {"text": "火曜に勤務できます。", "key": "week", "facts": {"pair.slots_met": 3, "opening.slots": 3}},
            {"text": "転居もお考えです。", "key": "nearness", "facts": {"physician.relocation": 2}},
        ],
        "unmet": [
            {
                "text": "報酬がご希望に届きません。", "question": "手当は別にありますか。", "ask": "institution",
                "facts": {"physician.min_daily_pay_yen": 100_000},
            }
        ],
        "smallest_change": "報酬が1日10万円になれば、そろいます。",
    }  # fmt: skip
    candidacy = actions.suggest(physician=story.physician, opening=story.opening, by=story.coordinator, reasons=reasons)
    actions.propose(candidacy=candidacy, by=story.coordinator)
    candidacy = story.world.walk(candidacy, "physician_yes")
    with pytest.raises(StepRefused) as refused:
        introduction.edit_introduction(
            candidacy=candidacy, by=story.coordinator, reasons=["北川先生です。"], questions=[], smallest_change=""
        )
    assert refused.value.codes == {"giveaway"}
    actions.pass_on(candidacy=candidacy, by=story.coordinator)
    row = Introduction.objects.get(candidacy=candidacy)
    assert [r["text"] for r in row.reasons] == ["火曜に勤務できます。"]
    assert (row.questions, row.smallest_change) == ([], "")
    with pytest.raises(DatabaseError), transaction.atomic():
        Introduction.objects.filter(pk=row.pk).update(reasons=[])
    assert Candidacy.objects.get(pk=candidacy.pk).state == "institution_asked"
