"""着任の準備 on the screen and on paper: the physician's alone, made from a contract or from a day of one's own."""

import re
from datetime import date

from enishi.candidacies.models import Placement
from enishi.common.clock import today
from enishi.physicians.models import Preparation
from enishi.physicians.preparation import noted_in, preparation_of
from enishi.physicians.retirement import set_last_day

SPRING = date(today().year + 1, 4, 1)
TOLD = {
    "act": "set", "starts_on": f"{SPRING.year}/4/1", "living": "move", "moves_on": f"{SPRING.year}/3/20",
    "leaves_on": f"{SPRING.year}/2/28", "traits": ["car", "snow"], "own_cover": "none",
}  # fmt: skip


def test_a_list_is_made_ticked_changed_printed_and_forgotten_and_nobody_else_reads_it(world):
    physician = world.physician()
    client = world.signed_in(physician)
    assert client.get("/my/start/paper").status_code == 404
    client.post("/my/start", {"act": "tick", "code": "home"})  # a stale tab, before there is a list
    assert client.post("/my/start", TOLD).status_code == 302
    page = client.get("/my/start").content.decode()
    assert f"{SPRING.year}年4月3日（" in page and "住民基本台帳法22条" in page and "冬支度をする" in page
    assert re.sub("<wbr>", "", page).count("切れ目があります") and f"{SPRING.year}年3月1日から" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and 'href="#cover-notes"' in page
    client.post("/my/start", {"act": "tick", "code": "home"})
    client.post("/my/start", {"act": "tick", "code": "no_such_step"})
    client.post("/my/start", TOLD | {"living": "commute"})
    kept = preparation_of(physician)
    assert kept.done == ["home"] and noted_in(kept).facts.moves_on is None
    paper = client.get("/my/start/paper")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert "着任の準備" not in world.signed_in(world.ms_miura).get(f"/desk/doctors/{physician.number}").content.decode()
    client.post("/my/start", {"act": "untick", "code": "home"})
    assert preparation_of(physician).done == []
    client.post("/my/start", {"act": "forget"})
    assert not Preparation.objects.exists()


def test_what_cannot_be_read_is_asked_again_and_stays(world):
    client = world.signed_in(world.physician())
    for typed in ("", "そのうち", "2001/4/1", "2099/4/1"):
        page = client.post("/my/start", TOLD | {"starts_on": typed}).content.decode()
        assert "＊" in page and f'value="{typed}"' in page if typed else "＊" in page
    assert "＊" in client.post("/my/start", TOLD | {"living": "moon"}).content.decode()
    assert not Preparation.objects.exists()


def test_a_contract_brings_its_day_and_its_half_days(world):
    candidacy = world.candidacy("contracted")
    physician = candidacy.physician
    placement = Placement.objects.get(candidacy=candidacy)
    client = world.signed_in(physician)
    assert "/my/start" in client.get(f"/my/talks/{candidacy.number}").content.decode()
    page = client.get("/my/start").content.decode()
    assert "この日を入れてあります" in page and f"{placement.starts_on.year}年" in page
    client.post("/my/start", TOLD)
    page = client.get("/my/start").content.decode()
    assert "就業の開始は" in page and f"週{placement.half_days_per_week}コマ" in page
    client.post("/my/start", TOLD | {"starts_on": placement.starts_on.isoformat()})
    assert "就業の開始は" not in client.get("/my/start").content.decode()


def test_the_retirement_calendar_warns_of_the_same_hole(world):
    physician = world.physician()
    client = world.signed_in(physician)
    set_last_day(physician=physician, last_day=SPRING.replace(month=3, day=31))
    page = client.get("/my/calendar").content.decode()
    assert "次の勤務の日は、まだ決まっていません" in page and "/guide/insurance" in page
    client.post("/my/start", TOLD | {"starts_on": f"{SPRING.year}/5/1", "own_cover": "private"})
    assert f"{SPRING.year}年4月1日から{SPRING.year}年4月30日までの30日間" in client.get("/my/calendar").content.decode()
