"""Surveys as people meet them: built by one, opened by another, answered on a telephone, typed from paper, read as figures."""

import re

from django.test import Client
from django.urls import reverse

from enishi.audit.models import Entry
from enishi.common.actor import SYSTEM
from enishi.physicians.actions import give_consent, withdraw_consent
from enishi.physicians.enums import ConsentKind
from enishi.surveys import actions, answering, inviting
from enishi.surveys.enums import Standing, Way
from enishi.surveys.models import Survey, SurveySeat
from factories.surveys import ANSWERS, seat_in, survey_in
from web.look.pages import words

FACTS = {
    "title": "働き方の調査", "purpose": "知るためです。", "ethics": "審査を受けました。", "kept_months": "12", "closes_on": "2099年3月31日", "way": "open",
}  # fmt: skip


def _text(answer):
    return answer.content.decode()


def test_a_researcher_builds_a_survey_and_somebody_else_reads_and_opens_it(world):
    researcher, office = world.signed_in(world.researcher()), world.signed_in(world.office())
    made = researcher.post("/research/surveys/new", FACTS)
    here = made.headers["Location"]
    survey = Survey.objects.get()
    asked = {
        "seen": "0",
        "kind": "single",
        "words": "いま診療をされていますか",
        "options": "はい｜Yes\nいいえ｜No",
        "code": "works",
        "required": "on",
    }
    assert researcher.post(f"{here}/questions/new", asked).status_code == 302
    wrong = {
        "seen": "1",
        "kind": "number",
        "words": "週に何日ですか",
        "low": "0",
        "high": "7",
        "if_works": "perhaps",
        "required": "on",
    }
    answer = researcher.post(f"{here}/questions/new", wrong)
    assert answer.status_code == 200 and "週に何日ですか" in _text(answer)
    builder = _text(researcher.get(f"{here}/questions/new"))
    assert "問1「いま診療をされていますか」に、こう答えた方にだけ" in builder and "o1" not in words(builder)
    assert researcher.post(f"{here}/questions/new", wrong | {"if_works": "o1"}).status_code == 302
    again = _text(researcher.get(f"{here}/questions/q1"))
    assert re.search(r'<input[^>]*name="if_works"[^>]*value="o1"[^>]*checked|<input[^>]*checked[^>]*value="o1"', again)
    stale = researcher.post(f"{here}/questions/works", asked | {"words": "古い画面から", "seen": "1"})
    assert "先に直されています" in _text(stale)
    assert "問1で「はい」とお答えの方へ" in _text(researcher.get(here))
    assert researcher.post(f"{here}/act/open", {"seen": "2"}).status_code == 404
    researcher.post(f"{here}/act/ask")
    assert "この内容で始める" in _text(office.get(here))
    office.post(f"{here}/act/open", {"seen": "2"})
    survey.refresh_from_db()
    assert survey.standing is Standing.OPEN
    assert researcher.get(f"{here}/questions/works").status_code == 404  # fixed
    researcher.post(f"{here}/act/version")
    researcher.post(f"{here}/questions/works/drop", {"seen": "0"})
    difference = _text(researcher.get(f"{here}/versions/2"))
    assert "なくなりました" in difference and "works" in difference


def test_a_condition_stays_in_words_when_its_choice_goes_and_no_page_breaks_over_it(world):
    """Else everybody would be asked what was meant for a few."""
    researcher = world.signed_in(world.researcher())
    here = researcher.post("/research/surveys/new", FACTS).headers["Location"]
    works = {
        "seen": "0",
        "kind": "single",
        "words": "いま診療をされていますか",
        "options": "はい\nいいえ\nわからない",
        "code": "works",
    }
    days = {"seen": "1", "kind": "text", "words": "どんなことに困りますか", "if_works": ["o2", "o3"]}
    researcher.post(f"{here}/questions/new", works)
    researcher.post(f"{here}/questions/new", days)
    researcher.post(f"{here}/questions/works", works | {"seen": "2", "options": "はい\nいいえ"})
    page = _text(researcher.get(f"{here}/questions/q1"))
    assert "いまはない選択肢（o3）" in page
    kept = researcher.post(f"{here}/questions/q1", days | {"seen": "3"})
    assert kept.status_code == 200 and "選択肢にないもの" in _text(kept)
    assert researcher.post(f"{here}/questions/q1", days | {"seen": "3", "if_works": ["o2"]}).status_code == 302
    researcher.post(f"{here}/questions/works/drop", {"seen": "4"})
    assert "なくなった問い" in _text(researcher.get(here))
    assert "前にない問い（works）" in _text(researcher.get(f"{here}/questions/q1"))


def test_a_visitor_answers_page_by_page_goes_away_comes_back_and_gets_a_receipt(world):
    survey, visitor = survey_in(world, "open", title_english="On work"), Client()
    common = _text(visitor.get(f"/survey/open/{survey.number}"))
    assert "この調査に進む" in common and "お答えを始める" not in common
    start = visitor.post(f"/survey/open/{survey.number}").headers["Location"]
    own = _text(visitor.get(start))
    assert "お答えを始める" in own and "まで続きを書けます" in own and "ご紹介に違いは" not in own
    assert visitor.post(f"/survey/open/{survey.number}").headers["Location"] == start  # the same browser, the same seat
    assert "Read in English" in _text(visitor.get(start))
    first = visitor.post(start, {"lang": "ja"}).headers["Location"]
    assert first == f"{start}/1"
    assert "近いものを1つお選びください" in _text(visitor.post(first, {}))
    assert visitor.post(first, {"later": "1"}).headers["Location"] == f"{start}?saved=1"
    assert visitor.post(first, {"works": "no"}).headers["Location"] == f"{start}/2"
    page = _text(visitor.get(f"{start}/2"))
    assert "大切にされること" in page and "週に何日" not in page  # the branch is not asked
    visitor.post(f"{start}/2", {"matters": ["time", "pay"], "content": "2"})
    other_browser = Client()
    check = _text(other_browser.get(f"{start}/check"))
    assert "時間、報酬" in check and "この内容で送る" in check
    assert other_browser.post(f"{start}/check").headers["Location"] == f"{start}/done"
    receipt = _text(visitor.get(f"{start}/done"))
    assert "お答えの" in receipt and "時間、報酬" in receipt
    assert visitor.get(first).headers["Location"] == start
    seat = SurveySeat.objects.get()
    assert answering.answers_of(seat) == {"works": "no", "matters": ["time", "pay"], "content": "2"}
    assert seat.physician is None


def test_what_is_missing_is_told_before_sending_and_nothing_is_lost(world):
    seat, visitor = seat_in(survey_in(world, "open"), {"works": "yes"}, sent=False), Client()
    here = f"/survey/{seat.token}"
    assert "まだお答えのない必須の問いが3つ" in _text(visitor.get(f"{here}/check"))
    visitor.post(f"{here}/check")
    seat.refresh_from_db()
    assert not seat.is_sent and answering.answers_of(seat) == {"works": "yes"}
    assert visitor.get("/survey/not-a-token").status_code == 404
    assert visitor.get(f"{here}/99").status_code == 404


def test_an_invited_physician_finds_the_survey_on_the_own_page_and_ends_it_with_one_press(world):
    people = [world.physician() for _ in range(5)]
    for physician in people:
        give_consent(physician=physician, kind=ConsentKind.RESEARCH, by=world.actor(physician))
    survey = survey_in(world, "open", way=Way.INVITED)
    inviting.invite(survey=survey, by=world.researcher())
    seat = survey.seats.get(physician=people[0])
    assert "ご紹介に違いはありません" in _text(Client().get(f"/survey/{seat.token}"))
    mine = _text(world.signed_in(people[0]).get("/my/surveys"))
    assert f"/survey/{seat.token}" in mine
    assert not any(other.token in mine for other in survey.seats.exclude(pk=seat.pk))
    assert "お願いしている調査はありません" in _text(world.signed_in(world.physician()).get("/my/surveys"))
    visitor = Client()
    assert "止める" in _text(visitor.get(f"/survey/{seat.token}/stop"))
    seat.refresh_from_db()
    assert seat.stopped_at is None  # opening the page changes nothing
    visitor.post(f"/survey/{seat.token}/stop")
    seat.refresh_from_db()
    assert seat.stopped_at is not None
    page = _text(world.signed_in(world.researcher()).get(f"/research/surveys/{survey.number}"))
    assert not any(p.number in page for p in people)
    desk = world.signed_in(world.desk())
    found = desk.get("/desk/surveys", {"code": people[1].number}).headers["Location"]
    assert found == f"/desk/surveys/{survey.seats.get(physician=people[1]).paper_code}"


def test_who_took_the_consent_back_reads_why_nothing_is_asked_and_the_desk_stops_requests_on_the_telephone(world):
    people = [world.physician() for _ in range(5)]
    for physician in people:
        give_consent(physician=physician, kind=ConsentKind.RESEARCH, by=world.actor(physician))
    survey = survey_in(world, "open", way=Way.INVITED)
    page = f"/research/surveys/{survey.number}"
    tried = _text(world.signed_in(world.researcher()).get(f"{page}/preview"))
    assert "お答えを始める" in tried and "お取り消し" not in tried
    assert "まだお送りしていません" in _text(world.signed_in(world.researcher()).get(page))
    inviting.invite(survey=survey, by=world.researcher())
    assert "まだお送りしていません" not in _text(world.signed_in(world.researcher()).get(page))
    left, called = (survey.seats.get(physician=person) for person in people[:2])
    withdraw_consent(physician=people[0], kind=ConsentKind.RESEARCH, by=world.actor(people[0]))
    visitor, desk = Client(), world.signed_in(world.desk())
    assert "ご同意をお取り消しになっている" in _text(visitor.get(f"/survey/{left.token}"))
    assert visitor.get(f"/survey/{left.token}/1").headers["Location"] == f"/survey/{left.token}"
    assert "お願いしている調査はありません" in _text(world.signed_in(people[0]).get("/my/surveys"))
    assert "用紙は破棄してください" in _text(desk.get(f"/desk/surveys/{left.paper_code}"))
    here = f"/desk/surveys/{called.paper_code}"
    asked = _text(desk.get(here))
    assert "問2　週に何日、診療されていますか" in asked and "問1で「はい」とお答えの方へ" in asked
    desk.post(here, {"stop": "1"})
    called.refresh_from_db()
    assert called.stopped_at is not None and "止めてあります" in _text(desk.get(here))


def test_the_desk_prints_a_blank_paper_and_types_it_twice(world):
    survey, desk = survey_in(world, "open"), world.signed_in(world.desk())
    here = desk.post(f"/desk/surveys/{survey.number}/blank").headers["Location"]
    assert desk.get(f"{here}/paper.pdf").content[:5] == b"%PDF-"
    desk.post(here, {"works": "yes", "days": "３日"})
    seat = survey.seats.get()
    assert desk.get(here).context["form"].initial == {} and not seat.is_sent  # the first typing is not shown
    assert "前の" in _text(desk.post(here, {"works": "yes", "days": "5"}))
    assert desk.post(here, {"works": "yes", "days": "5"}).headers["Location"] == "/desk/surveys"
    seat.refresh_from_db()
    assert answering.answers_of(seat) == {"works": "yes", "days": 5}
    assert world.signed_in(world.researcher()).get(here).status_code in (403, 404)


def test_results_cross_tables_and_files_come_after_the_closing_and_taking_answers_out_is_logged(world):
    survey = survey_in(world, "open")
    for at in range(20):
        seat_in(
            survey,
            ANSWERS | {"works": "yes" if at % 2 else "no", "words": "当直の負担が心配です。"},
            age="60s" if at < 10 else "70s",
        )
    researcher = world.signed_in(world.researcher())
    here = f"/research/surveys/{survey.number}"
    assert "終わってから出ます" in _text(researcher.get(f"{here}/results"))
    assert researcher.get(f"{here}/answers.csv").status_code == 404
    actions.close_survey(survey=survey, by=SYSTEM)
    page = _text(researcher.get(f"{here}/results"))
    assert (
        "当直の負担が心配です。" in page
        and "まったく同じお答えが20件" in page
        and "60代" not in page.split("かけ合わせて")[1].split("行にする")[0]
    )
    # By the common link nobody has a class of people: such a column is not offered, though an old table with one stands.
    assert 'value="works"' in page and 'value="age"' not in page
    for column in ("age", "nothing", "works"):
        researcher.post(f"{here}/cross", {"row": "works", "column": column})
    survey.refresh_from_db()
    assert survey.crossed == [["works", "age"]]
    assert "60代" in _text(world.signed_in(world.supervisor()).get(f"{here}/results")).split("かけ合わせて")[1]
    assert world.signed_in(world.supervisor()).post(
        f"{here}/cross", {"row": "works", "column": "post"}
    ).status_code in (403, 404)
    before = Entry.objects.filter(action="export:survey_answers").count()
    file = researcher.post(f"{here}/answers.csv", {"why": "research"}).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 21 and "心配" not in file
    assert Entry.objects.filter(action="export:survey_answers").count() == before + 1
    assert world.signed_in(world.office()).get(f"{here}/answers.csv").status_code in (403, 404)
    assert researcher.get(f"{here}/codebook.pdf").content[:5] == b"%PDF-"
    assert researcher.get(reverse("survey_waves_codebook")).content.decode("utf-8-sig").count("physician.stay") == 1
