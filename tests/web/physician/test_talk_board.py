"""The talk's board: whose turn it is, what may be done, and what is never shown."""

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.candidacies import agreement, dialogue
from enishi.candidacies.giveaways import giveaways_for
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.physicians.enums import DisclosureLevel
from enishi.web.talk.agreement import agreement_of, marked, short_code
from enishi.web.talk.board import Faulty, Place, board_of, topics
from enishi.web.talk.forms import ClauseForm
from enishi.web.talk.topics import Writer


def test_after_the_answer_both_sides_may_put_a_clause_forward_and_only_the_other_may_accept_it(story):
    candidacy = story.answered()
    topic = topics(candidacy, story.doctor)[0]
    assert topic.turn is None
    assert topic.clause_form is not None
    assert topic.answers[0].note == "事務長"

    dialogue.propose_clause(
        candidacy=candidacy, by=story.clerk, text="夜間の呼び出しは行わない。", question=candidacy.questions.get()
    )
    mine = topics(candidacy, story.doctor)[0]
    theirs = topics(candidacy, story.clerk)[0]
    assert mine.my_turn
    assert mine.clauses[0].may_accept
    assert not theirs.clauses[0].may_accept
    assert not theirs.my_turn


def test_a_question_waits_for_the_other_side_until_its_day(story):
    candidacy = story.talking()
    dialogue.ask(candidacy=candidacy, by=story.clerk, text="透析のご経験は。", key=uuid.uuid4())
    topic = topics(candidacy, story.doctor)[0]
    assert topic.turn is Party.PHYSICIAN
    assert topic.due_on > today()
    assert topic.answer_form is not None
    assert topics(candidacy, story.clerk)[0].answer_form is None


@pytest.mark.parametrize("level, shown", [(DisclosureLevel.L2, "先生"), (DisclosureLevel.L3, "北川先生")])
def test_the_institution_reads_the_name_only_from_level_three(story, level, shown):
    candidacy = story.answered(level)
    assert topics(candidacy, story.clerk)[0].question.who == shown
    assert topics(candidacy, story.doctor)[0].question.who == "北川先生"


def test_a_name_in_the_text_is_noticed_only_while_it_may_not_be_shown(story):
    hidden = story.talking(DisclosureLevel.L2)
    assert [g.words for g in giveaways_for(hidden, "北川 です。よろしくお願いします。", by=story.doctor)] == ["北川"]
    assert not giveaways_for(hidden, "よろしくお願いします。", by=story.doctor)


def test_a_known_name_may_stand_in_the_text(story):
    assert not giveaways_for(story.talking(DisclosureLevel.L3), "北川です。", by=story.doctor)


def test_a_warning_never_tells_an_institution_whether_it_guessed_the_name(story):
    """Its words are looked at without knowing the name: a right guess and a wrong one are answered alike."""
    hidden = story.talking(DisclosureLevel.L2)
    for guess in ("北川", "佐久間"):
        assert [g.words for g in giveaways_for(hidden, f"{guess}先生でしょうか", by=story.clerk)] == [guess]
    assert not giveaways_for(hidden, "誠さんという方でしょうか", by=story.clerk)


def test_a_supervisor_reads_and_writes_nothing(story):
    candidacy = story.answered()
    reader = replace(story.coordinator, party=Party.SUPERVISOR, role="supervisor")
    board = board_of(Writer(candidacy, reader), base="/desk/candidacies/x")
    assert board.topics
    assert board.question_form is None
    assert board.topics[0].answer_form is None


def test_the_desk_says_for_whom_and_by_which_way_it_was_told(story):
    candidacy = story.answered()
    board = board_of(Writer(candidacy, story.coordinator), base="/desk/candidacies/x")
    assert {"side", "channel"} <= set(board.question_form.fields)
    assert "channel" in board.topics[0].answer_form.fields
    dialogue.ask(
        candidacy=candidacy,
        by=story.coordinator.by(Channel.PHONE),
        text="駐車場はありますか。",
        key=uuid.uuid4(),
        speaks_for=Party.PHYSICIAN,
    )
    assert topics(candidacy, story.doctor)[1].question.note == "お電話でうかがい、担当者が代筆"


def test_the_same_clause_sent_twice_stands_once(story):
    candidacy = story.answered()
    first = dialogue.propose_clause(candidacy=candidacy, by=story.doctor, text="当直はしない。")
    again = dialogue.propose_clause(candidacy=candidacy, by=story.doctor, text="当直はしない。 ")
    assert first == again
    assert candidacy.clauses.count() == 1


def test_what_both_agreed_neither_drops_alone(story):
    candidacy = story.answered()
    clause = dialogue.propose_clause(candidacy=candidacy, by=story.doctor, text="当直はしない。")
    dialogue.accept_clause(clause=clause, by=story.clerk)
    with pytest.raises(StepRefused) as refused:
        dialogue.withdraw_clause(clause=clause, by=story.clerk)
    assert refused.value.codes == {"agreed"}
    dialogue.withdraw_clause(clause=clause, by=story.coordinator)
    assert not topics(candidacy, story.doctor)[0].clauses


def test_a_better_sentence_takes_the_place_of_a_draft(story):
    candidacy = story.answered()
    draft = dialogue.propose_clause(candidacy=candidacy, by=story.clerk, text="呼び出しは月1回まで。")
    better = dialogue.replace_clause(clause=draft, by=story.doctor, text="呼び出しは行わない。")
    draft.refresh_from_db()
    assert draft.withdrawn_at is not None
    assert better.accepted_by_physician_at is not None
    with pytest.raises(StepRefused) as refused:
        dialogue.accept_clause(clause=draft, by=story.doctor)
    assert refused.value.codes == {"withdrawn"}


def test_clauses_rest_while_an_offer_stands(story):
    candidacy = story.offered()
    board = board_of(Writer(candidacy, story.doctor), base="/x")
    assert board.is_open
    assert board.clause_form is None
    with pytest.raises(StepRefused) as refused:
        dialogue.propose_clause(candidacy=candidacy, by=story.doctor, text="もう一つお願いがあります。")
    assert refused.value.codes == {"offered"}


def test_the_agreement_shows_every_change_beside_the_advertisement(story):
    candidacy = story.offered()
    sheet = agreement_of(candidacy, story.doctor)
    line = next(row for row in sheet.lines if row.key == "breaks")
    assert (line.advertised, line.previous) == ("正午から60分", "正午から60分")
    assert line.changed
    assert line.differs_from_advertised
    assert "".join(p.text for p in line.pieces if p.kind != "del") == "正午から75分"
    clause = next(row for row in sheet.lines if row.key == "clause1")
    assert clause.advertised == "記載なし"
    unchanged = next(row for row in sheet.lines if row.key == "smoking")
    assert not unchanged.changed
    assert [(a.side, a.at is not None) for a in sheet.approvals] == [
        (Party.PHYSICIAN, False),
        (Party.INSTITUTION, True),
    ]
    assert sheet.code == short_code(agreement.latest_version(candidacy).content_hash)


def test_marks_keep_the_whole_new_text_and_the_whole_old_one():
    pieces = marked("1日9万円", "1日10万円（税込）")
    assert "".join(p.text for p in pieces if p.kind != "del") == "1日10万円（税込）"
    assert "".join(p.text for p in pieces if p.kind != "ins") == "1日9万円"


def ask(candidacy, by, many):
    return [dialogue.ask(candidacy=candidacy, by=by, text=f"質問その{n}です。", key=uuid.uuid4()) for n in range(many)]


def opened(board):
    return [topic.id for topic in board.topics if topic.is_open]


def test_of_many_questions_those_that_wait_for_the_reader_stand_open_and_the_others_are_a_line_each(story):
    candidacy = story.answered()
    mine, theirs = ask(candidacy, story.clerk, 3), ask(candidacy, story.doctor, 2)
    board = board_of(Writer(candidacy, story.doctor), base="/x")
    assert opened(board) == [q.pk for q in mine[:2]]
    assert all(topic.answer_form is not None for topic in board.topics if topic.is_open)
    folded = {topic.id: topic for topic in board.topics if not topic.is_open}
    assert folded[mine[2].pk].my_turn and not folded[theirs[0].pk].my_turn
    assert {topic.turn_words for topic in folded.values()} >= {"北川先生の回答待ち", "回答済み"}
    assert opened(board_of(Writer(candidacy, story.clerk), base="/x")) == [q.pk for q in theirs]


def test_an_address_opens_one_question_or_all_of_them_for_reading(story):
    candidacy = story.answered()
    asked = ask(candidacy, story.clerk, 4)
    wanted = board_of(Writer(candidacy, story.doctor), base="/x", at=Place(topic=asked[3].pk))
    assert opened(wanted) == [asked[3].pk]
    every = board_of(Writer(candidacy, story.doctor), base="/x", at=Place(every=True))
    assert len(opened(every)) == 5 and not every.has_folded
    assert all(topic.may_write and topic.answer_form is None for topic in every.topics if topic.my_turn)


def test_a_few_questions_stand_open_every_one(story):
    candidacy = story.answered()
    ask(candidacy, story.clerk, 2)
    assert not board_of(Writer(candidacy, story.doctor), base="/x").has_folded


@pytest.mark.parametrize("place", ["answer", "revise"])
def test_a_form_that_was_refused_opens_its_question(story, place):
    candidacy = story.answered()
    first = candidacy.questions.get()
    clause = dialogue.propose_clause(candidacy=candidacy, by=story.clerk, text="当直はしない。", question=first)
    ask(candidacy, story.clerk, 9)
    form = ClauseForm({"text": ""}, candidacy=candidacy, actor=story.doctor)
    faulty = Faulty(place, clause.no if place == "revise" else first.pk, form)
    assert opened(board_of(Writer(candidacy, story.doctor, faulty), base="/x")) == [first.pk]


@pytest.mark.parametrize(
    "reader, page, most",
    [("doctor", "/my/talks/{}", 30), ("clerk", "/inst/talks/{}", 36), ("coordinator", "/desk/candidacies/{}", 40)],
)
def test_a_page_of_a_long_talk_asks_the_database_no_more_than_one_of_a_short_talk(story, world, reader, page, most):
    candidacy = story.answered()
    client, path = world.signed_in(getattr(story, reader)), page.format(candidacy.number)

    def queries():
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    short = queries()
    ask(candidacy, story.clerk, 12)
    assert queries() <= short + 1 <= most + 1
