"""手取りのめやす on the screen: a range, kind about what is missing, and kept nowhere."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meta.tour import everything_logged

TWO_JOBS = {
    "age": "66",
    "yearly1": "777.77",
    "insured1": "yes",
    "daily2": "8",
    "days2": "100",
    "insured2": "no",
    "others": "",
}


def test_two_jobs_become_a_range_that_is_kept_nowhere(db):
    client, lines = Client(), []
    with everything_logged(lines), CaptureQueriesContext(connection) as asked:
        answer = client.post("/guide/net-pay", TWO_JOBS)
    page = answer.content.decode()
    assert answer.status_code == 200 and "1,577万7,700円" in page and "2026年分" in page
    assert "市区町村へ納めます" in page and answer["Cache-Control"].count("no-store") == 1
    said = "\n".join([*lines, *(q["sql"] for q in asked.captured_queries)])
    assert "777" not in said
    assert not [q for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(db):
    client = Client()
    for given, word in (
        ({"age": "66"}, "年収か、日額と1年の日数を"),
        ({"age": "66", "yearly1": "たくさん"}, "たくさん"),
        ({"age": "66", "daily1": "8"}, "1年の日数も"),
        ({"age": "66", "days1": "50"}, "日額をご入力"),
        ({"age": "66", "yearly1": "900", "daily1": "8", "days1": "50"}, "どちらか一方"),
        ({"age": "5", "yearly1": "900"}, "25以上"),
        ({"age": "66", "yearly1": "900", "yearly2": "99999999"}, "3億円まで"),
    ):
        page = client.post("/guide/net-pay", given).content.decode()
        assert "＊" in page and word in page and 'id="result"' not in page
        assert f'value="{given["age"]}"' in page


def test_the_physicians_room_has_the_same_estimate(world):
    client = world.signed_in(world.physician())
    assert "/my/net-pay" in client.get("/my").content.decode()
    page = client.post(
        "/my/net-pay", {"age": "76", "daily1": "9", "days1": "100", "spouse": "on", "others": "1", "insured1": "no"}
    ).content.decode()
    assert 'id="result"' in page and "後期高齢者医療" in page and "/my/pension" in page
