"""The door as the web server answers it before Django's chain: the same page, a token of each one's own, every visit counted once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.asgi import get_asgi_application
from django.core.cache import caches
from django.db import DatabaseError
from django.test import Client

from enishi.outreach.actions import add_society, open_campaign, open_doors
from enishi.outreach.models import VisitCount
from enishi.web.registration import doorstep
from enishi.web.registration.doorstep import Doorstep, visit_in

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


def asked(path="/s/jams_1", method="GET", query=b"", **headers):
    given = {"host": "testserver", "user_agent": AGENT, **headers}
    return {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query, "scheme": "http",
        "http_version": "1.1", "root_path": "", "client": ("127.0.0.1", 1), "server": ("testserver", 80),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items() if v is not None],
    }  # fmt: skip


async def answer_to(application, scope):
    """Status, headers and body."""
    sent, asks = [], iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        return next(asks, None) or await asyncio.Future()  # a visitor who stays

    async def send(message):
        sent.append(message)

    await application(scope, receive, send)
    body = b"".join(part.get("body", b"") for part in sent[1:])
    return sent[0]["status"], {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}, body.decode()


def all_of(*scopes, application=None):
    """The answers to these, asked at the same moment."""

    async def ask():
        door = application or Doorstep(get_asgi_application())
        return [await answer_to(door, scopes[0]), *await asyncio.gather(*(answer_to(door, s) for s in scopes[1:]))]

    with ThreadPoolExecutor(1) as outside:  # in this thread a browser of another test may keep a loop of its own
        return outside.submit(asyncio.run, ask()).result()


def visits():
    return sum(VisitCount.objects.values_list("count", flat=True))


@pytest.fixture
def campaign(real_world):
    caches["pages"].clear()
    society = add_society(name="見本循環器学会", by=real_world.ms_miura)
    return open_campaign(society=society, code="jams_1", occasion="会報", by=real_world.ms_miura)


def test_many_at_once_get_the_same_page_with_tokens_of_their_own_and_each_counts_once(campaign, monkeypatch):
    lots = []
    monkeypatch.setattr(doorstep, "open_doors", lambda openings: lots.append(openings) or open_doors(openings))
    answers = all_of(*[asked() for _ in range(12)], asked(user_agent="Googlebot/2.1"))
    assert {status for status, _, _ in answers} == {200}
    assert visits() == 12 and len(lots) < 6, "those that come while the database writes go together"
    bodies = [body for _, _, body in answers]
    tokens = [body.partition('name="csrfmiddlewaretoken" value="')[2][:64] for body in bodies]
    assert len(set(tokens)) == 13
    plain = {body.replace(token, "") for body, token in zip(bodies, tokens, strict=True)}
    (first, kept), same = (
        answers[:2],
        ("content-security-policy", "cache-control", "x-frame-options", "vary", "content-length"),
    )
    assert len(plain) == 1 and [first[1][name] for name in same] == [kept[1][name] for name in same]
    for token, (_, headers, _) in zip(tokens[:2], answers, strict=False):
        visitor = Client(enforce_csrf_checks=True)
        visitor.cookies["csrftoken"] = headers["set-cookie"].partition("=")[2].partition(";")[0]
        given = {"csrfmiddlewaretoken": token, "size": "large", "next": "/s/jams_1"}
        assert visitor.post("/settings/letters", given).status_code == 302


def test_the_kept_page_follows_the_database_and_a_host_that_is_not_ours_gets_none(campaign):
    assert "新しいことば" not in all_of(asked(), asked())[1][2]
    type(campaign).objects.update(message="新しいことば")
    page, other, unknown = all_of(asked(), asked(host="evil.example"), asked("/s/no_such_code"))
    assert "新しいことば" in page[2]
    assert (other[0], unknown[0]) == (400, 404) and "evil" not in page[2]


def test_a_database_that_is_away_answers_with_a_kind_page_and_counts_nothing(campaign, monkeypatch):
    def away(openings):
        raise DatabaseError("away")

    monkeypatch.setattr(doorstep, "open_doors", away)
    status, _, page = all_of(asked())[0]
    assert status == 500 and "お電話" in page
    monkeypatch.undo()
    assert visits() == 0


@pytest.mark.parametrize(
    "scope",
    [
        asked(cookie="sessionid=x"), asked(method="POST"), asked(method="HEAD"), asked(query=b"a=1"), asked("/s/JAMS_1"),
        asked("/s/jams_1/"), asked(x_forwarded_proto="made up"), asked("/register"), {"type": "websocket", "path": "/s/jams_1"},
    ],
)  # fmt: skip
def test_whoever_is_known_or_asks_otherwise_goes_through_the_whole_chain(scope):
    assert visit_in(scope) is None


def test_made_up_ports_do_not_fill_what_is_kept():
    assert visit_in(asked(host="Testserver:1")) == visit_in(asked(host="testserver:65535")) == visit_in(asked())


def test_programs_are_let_in_and_not_counted():
    assert visit_in(asked()).counted
    assert not visit_in(asked(user_agent="Googlebot/2.1")).counted
    assert not visit_in(asked(user_agent=None)).counted
    assert not visit_in(asked(sec_purpose="prefetch")).counted
