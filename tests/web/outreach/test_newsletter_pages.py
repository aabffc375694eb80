"""The pages of the newsletter: asked for, confirmed, read again, ended with one press."""

import re

from django.test import Client

from enishi.notices.models import Notice
from enishi.outreach.models import NewsletterIssue, Subscriber
from factories.newsletter import issue_in, reader_in
from web.institution.clinic import text_of


def test_asked_for_confirmed_and_ended_by_pages_that_act_only_on_a_press(world, client):
    answer = client.post("/newsletter", {"address": "ｔａｒｏ@example.jp"}, follow=True)
    assert "お便りを受け取る" in text_of(answer)
    link = re.search(r"/newsletter/entry/\S+", Notice.objects.get().body)[0]
    client.get(link)
    assert not Subscriber.objects.reading().exists()
    assert "お届けします" in text_of(client.post(link, follow=True))
    stop = link.replace("entry", "stop")
    client.get(stop)
    assert Subscriber.objects.reading().exists()
    assert "止めました" in text_of(client.post(stop)) and not Subscriber.objects.reading().exists()
    assert Subscriber.objects.get().stop_how == "page"
    assert "止められています" in text_of(client.get(link))


def test_a_mail_program_ends_it_by_its_own_post_without_cookie_token_or_redirect(world):
    reader = reader_in(world)
    program = Client(enforce_csrf_checks=True)
    answer = program.post(f"/newsletter/stop/{reader.token}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    reader.refresh_from_db()
    assert reader.stop_how == "one_click"
    assert program.post("/newsletter/stop/unknown", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_a_known_address_and_a_new_one_see_the_same_page(world, client):
    reader_in(world)
    pages = [
        text_of(client.post("/newsletter", {"address": address}, follow=True))
        for address in ("reader@example.jp", "new@example.jp")
    ]
    assert pages[0] == pages[1]
    assert Notice.objects.filter(kind="E79k").count() == 1


def test_the_archive_holds_what_was_sent_without_anybodys_link(world, client):
    reader = reader_in(world)
    draft, issue = issue_in(world, title="まだ下書き"), issue_in(world, "sent")
    page = text_of(client.get(f"/newsletter/{issue.number}"))
    assert "見学の日が決まりました" in page and "配信停止のリンク" not in page and reader.token not in page
    assert client.get(f"/newsletter/{draft.number}").status_code == 404
    assert "冬のお便り" in text_of(client.get("/newsletter"))


def test_the_office_writes_previews_prepares_and_ends_for_somebody(world, client):
    reader_in(world)
    office = world.signed_in(world.outreach())
    page = office.post("/ops/newsletter/new", {"title": "春のお便り", "body": "花の頃です。"})["Location"]
    shown = text_of(office.get(page))
    assert "花の頃です" in shown and "お一人ずつ違うアドレス" in shown and "1人にお送りする準備" in shown
    sending = office.post(f"{page}/prepare")["Location"]
    assert "承認をお願いする" in text_of(office.get(sending))
    assert NewsletterIssue.objects.get().sending is not None
    office.post("/ops/newsletter/stop", {"address": "reader@example.jp"})
    assert Subscriber.objects.get().stop_how == "office"
    assert "お届けしていません" in text_of(
        office.post("/ops/newsletter/stop", {"address": "reader@example.jp"}, follow=True)
    )


def test_only_the_team_writes_and_the_general_page_does_not_offer_its_readers(world, client):
    issue = issue_in(world)
    for who in (world.physician(), world.coordinator()):
        assert world.signed_in(who).get(f"/ops/newsletter/{issue.number}").status_code == 403
    assert client.get("/ops/newsletter")["Location"].startswith("/login")
    assert "お便りの読者" not in text_of(world.signed_in(world.outreach()).get("/ops/mailings/new"))


def test_where_the_senders_address_is_not_set_whoever_writes_is_told_what_the_law_asks(world, settings):
    office = world.signed_in(world.outreach())
    page = office.post("/ops/newsletter/new", {"title": "春のお便り", "body": "花の頃です。"})["Location"]
    assert "住所が未設定" not in text_of(office.get(page))
    settings.PROFILE = "md2"
    assert "住所が未設定" in text_of(office.get(page))
