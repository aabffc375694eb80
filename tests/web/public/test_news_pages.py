"""News: written by the office, read by everybody from its day on, taken back for good."""

import uuid
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.outreach.models import NewsItem
from enishi.outreach.news import edit_news, publish_news, withdraw_news
from web.institution.clinic import text_of


def sent(**facts):
    return {
        "title": "見学会",
        "body": "12月に開きます。",
        "day": today().isoformat(),
        "key": str(uuid.uuid4()),
        **facts,
    }


def test_the_office_writes_reads_again_and_publishes_and_everybody_reads_it(world, client):
    office = world.signed_in(world.outreach())
    answer = office.post("/ops/news", sent(), follow=True)
    item = NewsItem.objects.get()
    assert "下書き" in text_of(answer) and client.get(f"/news/{item.number}").status_code == 404
    assert "いまお知らせはありません" in text_of(client.get("/news"))
    office.post(f"/ops/news/{item.number}/publish", {"seen": "0"})
    assert client.get(f"/news/{item.number}").status_code == 404, "not by who wrote it"
    second = world.signed_in(world.supervisor())
    assert "公開する" in text_of(second.get(f"/ops/news/{item.number}"))
    second.post(f"/ops/news/{item.number}/publish", {"seen": "0"})
    assert "12月に開きます。" in text_of(client.get(f"/news/{item.number}"))
    for page in ("/news", "/"):
        assert f'href="/news/{item.number}"' in client.get(page).content.decode()
    feed = ElementTree.fromstring(client.get("/feeds/news.xml").content)
    assert [found.text for found in feed.iter("title")][1:] == ["見学会"]
    acts = Entry.objects.filter(object_type="news").order_by("id").values_list("action", flat=True)
    assert list(acts) == ["write_news", "publish_news"]


def test_drafts_tomorrows_news_and_what_was_taken_back_are_nowhere(world, client):
    hidden = [
        world.news("まだ下書き", state="draft"),
        world.news("あしたから", day=today() + timedelta(days=1)),
        world.news("取り下げたもの", state="withdrawn"),
    ]
    for path in ("/news", "/", "/feeds/news.xml"):
        shown = client.get(path).content.decode()
        assert not [item.title for item in hidden if item.title in shown or item.number in shown], path
    assert {client.get(f"/news/{item.number}").status_code for item in hidden} == {404}
    assert world.signed_in(world.physician()).get(f"/news/{hidden[0].number}").status_code == 404


def test_only_the_office_writes(world, client):
    item = world.news(state="draft")
    for who in (world.physician(), world.opening().institution, world.coordinator()):
        browser = world.signed_in(who)
        assert browser.get("/ops/news").status_code == 403
        assert browser.post(f"/ops/news/{item.number}/publish").status_code == 403
    assert client.post("/ops/news", sent())["Location"].startswith("/login")
    assert NewsItem.objects.get().published_at is None


def test_a_form_sent_twice_is_one_item_and_an_empty_one_says_what_is_missing(world):
    office, form = world.signed_in(world.outreach()), sent()
    for _ in range(2):
        office.post("/ops/news", form)
    assert NewsItem.objects.count() == 1
    words = text_of(office.post("/ops/news", sent(title="", body="書きかけの本文")))
    assert "＊" in words and "書きかけの本文" in words


def test_of_two_who_correct_it_at_once_the_second_is_told_and_loses_nothing(world):
    item = world.news()
    office = world.signed_in(world.outreach())
    edit_news(news=item, title="先に直した見出し", body=item.body, day=item.day, seen=0, by=world.outreach())
    answer = office.post(f"/ops/news/{item.number}", sent(title="あとの見出し", seen="0"))
    assert "ほかの方が先に直しています" in text_of(answer) and "あとの見出し" in answer.content.decode()
    assert NewsItem.objects.get().words[0] == "先に直した見出し"
    office.post(f"/ops/news/{item.number}", sent(title="あとの見出し", seen="1"))
    assert NewsItem.objects.get().words[0] == "あとの見出し"


def test_a_correction_of_what_is_public_waits_for_a_second_person_who_read_these_very_words(world, client):
    item, by, second = world.news("古い見出し"), world.outreach(), world.supervisor()
    edit_news(news=item, title="新しい見出し", body=item.body, day=item.day, seen=0, by=by)
    assert "古い見出し" in text_of(client.get(f"/news/{item.number}"))
    with pytest.raises(StepRefused, match="別の方"):
        publish_news(news=item, seen=1, by=by)
    with pytest.raises(StepRefused, match="先に直して"):
        publish_news(news=item, seen=0, by=second)
    page = text_of(world.signed_in(second).get(f"/ops/news/{item.number}"))
    assert "新しい見出し" in page and "直した文面を公開する" in page
    publish_news(news=item, seen=1, by=second)
    shown = text_of(client.get(f"/news/{item.number}"))
    assert "新しい見出し" in shown and "古い見出し" not in shown
    before = Entry.objects.count()
    publish_news(news=item, seen=1, by=second)
    assert Entry.objects.count() == before, "once is enough"


def test_a_correction_taken_back_leaves_nothing_that_waits(world):
    item, by = world.news(), world.outreach()
    title = item.title
    row = edit_news(news=item, title="別の見出し", body=item.body, day=item.day, seen=0, by=by)
    row = edit_news(news=row, title=title, body=item.body, day=item.day, seen=1, by=by)
    assert not row.waits and row.coming is None


def test_what_was_taken_back_stays_back(world):
    item, by = world.news(state="withdrawn"), world.outreach()
    with pytest.raises(StepRefused):
        publish_news(news=item, seen=item.changes, by=world.supervisor())
    with pytest.raises(StepRefused):
        edit_news(news=item, title="また", body=item.body, day=item.day, seen=item.changes, by=by)
    before = Entry.objects.count()
    withdraw_news(news=item, by=by)
    assert Entry.objects.count() == before
    with pytest.raises(StepRefused):
        withdraw_news(news=world.news(state="draft"), by=by)
    page = world.signed_in(by).post(f"/ops/news/{item.number}/publish", follow=True)
    assert "もう公開できません" in text_of(page)


def test_words_of_news_are_text_and_never_markup(world, client):
    item = world.news("<b>太字</b>", body="<script>alert(1)</script>\n\n二つ目の段落")
    html = client.get(f"/news/{item.number}").content.decode()
    assert "<script>alert" not in html and "<b>太字" not in html and "<p>二つ目の段落</p>" in html
