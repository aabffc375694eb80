"""/ops/retention, /ops/erasures, /ops/holds, /ops/backups, and the desk's page for a wish by telephone."""

import re
from io import BytesIO

from django.db import connection
from pypdf import PdfReader

from enishi.common.clock import today
from enishi.keeping import retention
from enishi.keeping.models import Backup, ErasureProof, RestoreTest
from enishi.keeping.proofs import look_through
from enishi.physicians.models import Identity, Leaving, LegalHold
from meta.acts_keeping import doubtful, held
from web.look.pages import words


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return words(answer.content.decode())


def test_a_wish_by_telephone_is_typed_once_and_the_certificate_says_what_was_found(world):
    physician = world.physician(mail="k@mail.example.jp")
    client = world.signed_in(world.ms_miura)
    at = f"/desk/doctors/{physician.number}/erase"
    assert (
        "求職管理簿だけ" in page(client, at)
        and f"{at}" in client.get(f"/desk/doctors/{physician.number}").content.decode()
    )
    given = {"channel": "phone", "asked_on": today().isoformat(), "sure": "called_back", "understood": "on"}
    wrong = client.post(at, given | {"number": "P-2020-0001"})
    assert "番号が、この先生のものと違います" in wrong.content.decode() and not Leaving.objects.exists()
    assert client.post(at, given | {"number": physician.number.lower()}).status_code == 302
    assert client.post(at, given | {"number": physician.number}).status_code == 200  # a stale tab
    assert Leaving.objects.get().channel == "phone" and Identity.objects.get(physician=physician).mail == ""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # link the log as a commit would
    look_through(ErasureProof.objects.get().pk)
    paper = client.get(f"/ops/erasures/{physician.number}/certificate")
    text = re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(BytesIO(paper.content)).pages))
    for said in (
        "お電話",
        "求職管理簿",
        "職業安定法第32条の15",
        "ほかに残っていたところありません",
        "番目の記録",
        "同意・公開の記録",
    ):
        assert said in text, said
    office = world.signed_in(world.office())
    assert "残っていません" in page(office, "/ops/erasures")
    assert "調べた日時" in page(office, f"/ops/erasures/{physician.number}")
    assert client.get("/ops/erasures").status_code == 403 or client.get("/ops/erasures").status_code == 404


def test_what_was_found_is_looked_at_by_somebody_who_says_what_it_was(world):
    proof = doubtful(world)
    office, at = world.signed_in(world.office()), f"/ops/erasures/{proof.leaving.physician.number}"
    assert "desk_desknote" in page(office, at)
    assert "＊" in office.post(at, {"why": ""}).content.decode()
    assert office.post(at, {"why": "同じお名前の別の方でした"}).status_code == 302
    assert "確かめ済み" in page(office, "/ops/erasures") and "同じお名前の別の方でした" in page(office, at)
    office.post(at, {"why": "もう一度"})
    proof.refresh_from_db()
    assert proof.settled_word == "同じお名前の別の方でした"


def test_a_hold_is_placed_by_one_and_lifted_by_two(world):
    physician = world.physician()
    one, two = world.signed_in(world.office()), world.signed_in(world.supervisor())
    assert one.post("/ops/holds", {"number": "P-1999-0001"}).status_code == 200
    at = f"/ops/holds/{physician.number}"
    assert one.post("/ops/holds", {"number": physician.number}).url == at
    assert "＊" in one.post(at, {"act": "place", "why": ""}).content.decode()
    assert one.post(at, {"act": "place", "why": "調停のため"}).status_code == 302
    assert "調停のため" in page(one, at) and "調停のため" not in page(two, f"/desk/doctors/{physician.number}")
    assert "保全しています" in page(two, f"/desk/doctors/{physician.number}")
    assert one.post(at, {"act": "ask", "why": "成立した"}).status_code == 302
    one.post(at, {"act": "lift"})
    assert LegalHold.objects.get().lifted_at is None and "お返事を待っています" in page(one, at)
    assert "保全を解除する" in page(two, at)
    two.post(at, {"act": "lift"})
    assert LegalHold.objects.get().lifted_at and two.post(at, {"act": "nothing"}).status_code == 302
    assert "保全を始める" in page(one, at)


def test_the_dry_run_the_night_and_its_report(world):
    hold = held(world)
    assert hold.pk
    office = world.signed_in(world.office())
    assert "今夜が最初の見回りです" in page(office, "/ops/retention") and "確認中" in page(office, "/ops/retention")
    assert "12時間" in page(office, "/ops/retention"), "what was typed too late for its form"
    assert office.post("/ops/retention/now").status_code == 302
    run = retention.run_retention()
    assert "ありませんでした" in page(office, f"/ops/retention/{run.day.isoformat()}")
    assert office.get("/ops/retention/2026-13-01").status_code == 404


def test_the_page_about_backups_warns_and_praises(world):
    office = world.signed_in(world.office())
    assert "まだありません" in page(office, "/ops/backups")
    Backup.objects.create(name="a.backup", bytes=2_800_000, seconds=9)
    RestoreTest.objects.create(name="a.backup", rules=55, seconds=48)
    said = page(office, "/ops/backups")
    assert "とれています" in said and "元に戻せました" in said and "55の決まり" in said
