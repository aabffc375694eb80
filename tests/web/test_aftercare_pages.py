"""Pages after the contract: each side answers its own, nobody reads the other's, and the public reads only safe numbers."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from enishi.aftercare import actions
from enishi.aftercare.models import CareTask, CheckIn, Keeping, StartTick
from enishi.aftercare.rules import INSTITUTION_QUESTIONS, LOOKED_AFTER, PHYSICIAN_QUESTIONS
from enishi.candidacies import dialogue
from enishi.candidacies.models import Placement
from enishi.common.clock import ago, now, today
from enishi.common.workflow import Channel
from enishi.desk.models import PaperSheet
from enishi.outreach.paper_codes import shown

WORDS = "当直が月に四回に増えて困っています"


def employed(world, days=40, **how):
    """At work for so many days, with one clause both agreed to."""
    with ago(timedelta(days=days)):
        talk = world.candidacy("dialogue", **how)
        by = world.actor(talk.opening.institution)
        clause = dialogue.propose_clause(candidacy=talk, by=by, text="夜間の呼び出しは行わない")
        dialogue.accept_clause(clause=clause, by=world.actor(talk.physician))
        return world.walk(talk, "working")


def row(talk, side, kind="m1"):
    return CheckIn.objects.get(placement__candidacy=talk, side=side, kind=kind)


@pytest.fixture
def talk(world):
    return employed(world)


def test_the_physician_finds_the_questions_and_a_red_answer_stays_with_the_coordinator(world, talk):
    my, inst = world.signed_in(talk.physician), world.signed_in(world.actor(talk.opening.institution))
    mine = row(talk, "physician")
    assert f"/my/checkins/{row(talk, 'physician', 'd3').pk}" in my.get("/my").content.decode()
    assert f"/my/checkins/{mine.pk}" in my.get("/my/checkins").content.decode()
    page = my.get(f"/my/checkins/{mine.pk}").content.decode()
    assert "夜間の呼び出しは行わない" in page and "守られている" in page
    answers = dict.fromkeys(PHYSICIAN_QUESTIONS, "yes") | {"nights": "no", "words": WORDS}
    assert "＊約束1のようすを" in my.post(f"/my/checkins/{mine.pk}", answers).content.decode()  # typed words stay
    my.post(f"/my/checkins/{mine.pk}", answers | {"clause1": "not_yet"})
    assert "2営業日" in my.get(f"/my/checkins/{mine.pk}").content.decode()
    desk = world.signed_in(world.ms_miura)
    assert "困りごとをうかがう" in desk.get("/desk?all").content.decode()
    assert WORDS in desk.get(f"/desk/checkins/{mine.pk}").content.decode()
    for path in (f"/inst/checkins/{mine.pk}", f"/my/checkins/{row(talk, 'institution').pk}"):
        assert (inst if path.startswith("/inst") else my).get(path).status_code == 404
    theirs = "".join(inst.get(p).content.decode() for p in ("/inst", "/inst/placements", f"/inst/talks/{talk.number}"))
    assert WORDS not in theirs and "まだ</" not in theirs
    desk.post(f"/desk/checkins/tasks/{CareTask.objects.get().pk}", {"note": "お電話した"})
    assert CareTask.objects.get().done_at


def test_the_desk_writes_down_what_it_heard_on_the_telephone(world, talk):
    desk, theirs = world.signed_in(world.ms_miura), row(talk, "institution")
    answers = dict.fromkeys(INSTITUTION_QUESTIONS, "yes") | {"clause1": "kept", "words": ""}
    assert "＊" in desk.post(f"/desk/checkins/{theirs.pk}", answers).content.decode()
    desk.post(f"/desk/checkins/{theirs.pk}", answers | {"channel": "phone"})
    theirs.refresh_from_db()
    assert (theirs.light, theirs.channel) == ("green", Channel.PHONE)


def test_a_sheet_goes_out_with_a_code_is_typed_twice_and_a_red_mark_on_it_calls_the_coordinator(world, talk):
    desk, mine = world.signed_in(world.ms_miura), row(talk, "physician")
    desk.post("/desk/intake/paper/new", {"kind": "checkin", "checkin": mine.pk})
    sheet = PaperSheet.objects.get()
    here = f"/desk/intake/paper/{sheet.code}"
    printed = PdfReader(io.BytesIO(desk.get(f"{here}/sheet.pdf").content))
    text = "".join("".join(p.extract_text() for p in printed.pages).split())
    assert "夜間の呼び出しは行わない" in text and shown(sheet.code) in text and "守られている" in text
    inst = world.signed_in(world.actor(talk.opening.institution))
    assert inst.get(f"/inst/paper/{sheet.code}/sheet.pdf").status_code == 404  # the other side's questions and answers
    assert sheet.code not in inst.get("/inst/paper").content.decode()
    desk.post(here, {"act": "receive", "channel": "fax"})
    marks = dict.fromkeys(PHYSICIAN_QUESTIONS, "yes") | {"clause1": "kept"}
    desk.post(here, {"act": "type", "time": "1", "words": WORDS, **marks, "nights": "no"})
    desk.post(here, {"act": "type", "time": "2", **marks})
    assert [name for name, *_ in desk.get(here).context["differing"]] == ["nights"]
    desk.post(here, {"act": "settle", "choice:nights": "1"})
    desk.post(here, {"act": "finish"})
    mine.refresh_from_db()
    assert (mine.light, mine.channel, mine.words) == ("red", Channel.FAX, WORDS)
    assert CareTask.objects.get().checkin == mine
    assert "2営業日" in PaperSheet.objects.get().outcome
    assert desk.post("/desk/intake/paper/new", {"kind": "checkin", "checkin": "x"}).status_code == 404


def test_the_first_day_is_one_list_for_both(world):
    talk = world.candidacy("contracted")
    my, inst = world.signed_in(talk.physician), world.signed_in(world.actor(talk.opening.institution))
    day = str(today())
    shown = inst.post(f"/inst/talks/{talk.number}/ready", {"item": "licence", "done_on": day, "who": ""})
    assert "役職をご記入ください" in shown.content.decode()
    inst.post(f"/inst/talks/{talk.number}/ready", {"item": "licence", "done_on": day, "who": "事務長"})
    assert "事務長" in my.get(f"/my/talks/{talk.number}/ready").content.decode()
    assert Placement.objects.get().licence_original_seen_on == today()
    my.post(f"/my/talks/{talk.number}/ready", {"item": "health", "done_on": day})
    my.post(f"/my/talks/{talk.number}/ready", {"item": "housing", "done_on": "いつか"})
    assert StartTick.objects.count() == 2
    assert "届け出の" in inst.get(f"/inst/talks/{talk.number}").content.decode()


def test_the_coordinator_looks_after_somebody_at_work_by_the_day_of_the_next_question(world, talk):
    first = row(talk, "physician", "d3")
    talk.refresh_from_db()
    assert talk.due_on == first.due_on + LOOKED_AFTER
    for checkin in CheckIn.objects.filter(kind__in=("d3", "m1")):
        actions.close_unanswered(checkin=checkin, by=world.ms_miura, note="お留守")
    talk.refresh_from_db()
    assert talk.due_on == row(talk, "physician", "m3").due_on + LOOKED_AFTER


def test_a_leaving_is_told_by_the_physician_with_its_cause(world, talk):
    my = world.signed_in(talk.physician)
    given = {"left_on": str(today()), "cause": "nights", "how": "own", "reason": WORDS}
    assert my.post(f"/my/talks/{talk.number}/left", given).status_code == 302
    talk.refresh_from_db()
    assert (talk.state, talk.placement.leave_event.cause) == ("left", "nights")
    inst = world.signed_in(world.actor(talk.opening.institution))
    assert WORDS not in inst.get("/inst/placements").content.decode()
    asked = inst.get(f"/inst/checkins/{row(talk, 'institution', 'exit').pk}").content.decode()
    assert "今後の" in asked and "続けていただきたいと" not in asked  # who has left is not asked about staying


def test_the_public_page_shows_a_rate_with_the_institutions_word(world):
    house = world.institution()
    for n in range(3):
        talk = employed(world, days=100, opening=world.opening(house))
        for kind in ("m1",):
            mine = row(talk, "physician", kind)
            with ago(timedelta(days=60)):
                answers = dict.fromkeys(PHYSICIAN_QUESTIONS, "yes")
                actions.answer(
                    checkin=mine, by=world.actor(talk.physician), answers=answers,
                    standings={"1": ("kept" if n else "partly", "")},
                )  # fmt: skip
    public = world.signed_in(world.physician())
    Keeping.objects.create(
        institution=house, told_at=now() - timedelta(days=30), reply="努めています", replied_at=now()
    )
    assert "約束の" not in public.get(f"/institutions/{house.number}").content.decode()  # three clauses are too few
    from enishi.aftercare.models import ClauseAudit

    for audit in list(ClauseAudit.objects.all()):
        for key in ("2", "3", "4"):
            ClauseAudit.objects.create(checkin=audit.checkin, key=key, text="約束", standing="kept")
    shown = public.get(f"/institutions/{house.number}").content.decode()
    assert "<b>12件</b>のうち<b>11件</b>" in shown and "努めています" in shown
    own = world.signed_in(world.actor(house)).get("/inst/placements").content.decode()
    assert "公開しています" in own


def test_the_researcher_reads_no_curve_of_few(world, talk):
    page = world.signed_in(world.researcher()).get("/research/retention")
    assert "就業が10件になるまで" in page.content.decode()
