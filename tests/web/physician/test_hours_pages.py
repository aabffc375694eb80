"""働き方チェック and the pension estimate on the screen: kept for the physician alone, or not kept at all."""

import html
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enishi.physicians.hours import week_of
from enishi.physicians.models import WorkingWeek
from meta.tour import everything_logged

DAY = {"act": "add", "place": "本院", "kind": "work", "days": ["0", "1"], "start": "8:30", "end": "午後5時30分",
       "pause": "60", "times": "weekly", "level": "a"}  # fmt: skip


def test_a_physician_adds_days_sees_the_check_and_takes_one_back(world):
    physician = world.physician()
    client = world.signed_in(physician)
    assert client.post("/my/hours", DAY).status_code == 302
    page = client.get("/my/hours").content.decode()
    assert "目安です。" in page and "主たる勤務先での通算管理が必要です" in page
    assert "毎週の" in page and "16時間" in page and "月曜 午前8時30分〜午後5時30分" in page
    row = html.unescape(re.search(r'name="row" value="([^"]*)"', page)[1])
    client.post("/my/hours", {"act": "drop", "row": row})
    assert len(week_of(physician)) == 1
    client.post("/my/hours", {"act": "drop", "row": "nonsense"})
    client.post("/my/hours", {"act": "clear"})
    assert week_of(physician) == []


def test_what_cannot_be_read_is_asked_again_and_nothing_typed_is_lost(world):
    client = world.signed_in(world.physician())
    page = client.post("/my/hours", DAY | {"start": "朝いち", "pause": "900"}).content.decode()
    assert "時刻を読み取れませんでした" in page and 'value="朝いち"' in page and 'value="本院"' in page
    page = client.post("/my/hours", DAY | {"pause": "600"}).content.decode()
    assert "休憩は、勤務の長さより短く" in page


def test_nobody_else_reads_a_week(world):
    physician = world.physician()
    world.signed_in(physician).post("/my/hours", DAY | {"place": "ひみつ病院"})
    for who in (world.desk(), world.ms_miura, world.physician()):
        client = world.signed_in(who)
        assert "ひみつ病院" not in client.get("/my/hours").content.decode()
        assert "ひみつ病院" not in client.get(f"/desk/doctors/{physician.number}").content.decode()


def test_an_opening_is_compared_with_the_present_week(world):
    physician, opening = world.physician(), world.opening()
    hidden = world.opening(state="draft")
    client = world.signed_in(physician)
    client.post(f"/my/hours?opening={opening.number}", DAY)
    page = client.get(f"/my/hours?opening={opening.number}").content.decode()
    assert "この<wbr>募集を<wbr>加えると" in page and opening.current.title in page and "30時間" in page
    assert client.get(f"/my/hours?opening={hidden.number}").status_code == 404
    talk = world.candidacy("dialogue", physician=physician)
    assert f"/my/hours?opening={talk.opening.number}" in client.get(f"/my/proposals/{talk.number}").content.decode()


def test_the_guide_checks_a_week_and_keeps_nothing(world):
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        page = client.post("/guide/hours", DAY).content.decode()
    assert "16時間" in page
    carried = html.unescape(re.search(r'name="rows" value="([^"]*)"', page)[1])
    page = client.post("/guide/hours", DAY | {"rows": carried, "days": ["2"]}).content.decode()
    assert "24時間" in page
    assert client.post("/guide/hours", {"act": "drop", "rows": "[[[", "row": "x"}).status_code == 200
    assert not WorkingWeek.objects.exists()
    assert not [q for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]


def test_a_row_that_ends_when_it_begins_is_asked_again(db):
    page = Client().post("/guide/hours", DAY | {"start": "9:00", "end": "9:00"}).content.decode()
    assert "＊始まりと終わりが同じ時刻です" in page and "24時間" in page


def test_amounts_of_the_pension_estimate_reach_no_store_no_log_and_no_address(world):
    client, lines = Client(), []
    given = {"basic": "17.77", "daily": "8.88", "hours_a_day": "8", "bonus": ""}
    with everything_logged(lines), CaptureQueriesContext(connection) as asked:
        answer = client.post("/guide/pension", given)
    page = answer.content.decode()
    assert answer.status_code == 200 and "週5日" in page and "65万円" in page
    assert answer["Cache-Control"].count("no-store") == 1
    said = "\n".join([*lines, *(q["sql"] for q in asked.captured_queries)])
    assert "17.77" not in said and "177700" not in said
    assert not [q for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert "＊" in client.post("/guide/pension", {"basic": "たくさん"}).content.decode()


def test_the_physicians_room_has_the_same_estimate(world):
    client = world.signed_in(world.physician())
    page = client.post("/my/pension", {"basic": "20", "daily": "9"}).content.decode()
    assert "止まる" in page and "なし" in page and "厚生年金に入らない見込み" in page


def test_guides_link_to_a_physicians_own_pages_only_for_who_has_them_or_may_have(world):
    own = {"/guide/hours": "/my/hours", "/guide/insurance": "/my/start", "/guide/licence": "/my/scope"}
    for reader, led in (
        (Client(), True),
        (world.signed_in(world.physician()), True),
        (world.signed_in(world.coordinator()), False),
    ):
        for guide, page in own.items():
            assert (f'href="{page}"' in reader.get(guide).content.decode()) == led, guide
