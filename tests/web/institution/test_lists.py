"""A hospital sends its list: it sees what would happen, says yes, and a list sent again changes nothing."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.common.clock import ago
from enishi.openings.models import IntakeSheet, Opening
from enishi.openings.sheets.plan import KEPT_FOR, forget_old_sheets
from enishi.openings.sheets.writing import workbook
from web.institution.clinic import text_of

HERE = "/inst/openings/import"
ROWS = "管理番号,見出し,診療科,働き方,週の日数\r\nR8-01,海辺の外来,内科,非常勤（定期）,2\r\nR8-02,山の外来,外科,常勤,5"


def send(client, data, name="一覧.csv", where=HERE, **more):
    data = data.encode("cp932") if isinstance(data, str) else data
    return client.post(where, {"file": SimpleUploadedFile(name, data), "key": str(uuid.uuid4()), **more})


def say_yes(client, sent, **more):
    page = client.get(sent["Location"])
    return client.post(sent["Location"], {"digest": page.context["plan"].digest, **more})


def test_a_list_is_shown_first_taken_in_after_a_yes_and_sent_again_changes_nothing(clinic):
    sent = send(clinic.clerk, ROWS)
    page = clinic.clerk.get(sent["Location"])
    assert "新しい募集 2件" in text_of(page) and Opening.objects.count() == 0
    assert say_yes(clinic.clerk, sent).status_code == 302
    assert {o.external_number: o.current.title for o in Opening.objects.all()} == {
        "R8-01": "海辺の外来",
        "R8-02": "山の外来",
    }
    assert {o.state for o in Opening.objects.all()} == {"draft"} and not IntakeSheet.objects.exists()
    assert Opening.objects.get(external_number="R8-01").current.night_duty == ""  # nobody said 「なし」
    again = send(clinic.clerk, ROWS)
    assert "変わらない 2件" in text_of(clinic.clerk.get(again["Location"]))
    changed = send(clinic.clerk, ROWS.replace("山の外来", "谷の外来"))
    words = text_of(clinic.clerk.get(changed["Location"]))
    assert "内容が変わる 1件" in words and "山の外来" in words and "谷の外来" in words
    say_yes(clinic.clerk, changed)
    assert Opening.objects.get(external_number="R8-02").versions.count() == 2 and Opening.objects.count() == 2


def test_one_bad_cell_holds_the_whole_list_back(clinic):
    sent = send(clinic.clerk, ROWS.replace(",5", ",いつか"))
    words = text_of(clinic.clerk.get(sent["Location"]))
    assert "E3（週の日数）" in words and "取り込めない 1件" in words and "この内容で取り込む" not in words
    say_yes(clinic.clerk, sent)
    assert Opening.objects.count() == 0


def test_what_is_exported_and_sent_back_is_no_change(clinic):
    clinic.opening(
        portrait={"to_station": "12分", "winter": "雪は少し"}, conditions={"overtime": True, "probation": False}
    )
    clinic.opening(state="draft", rotation="weeks", rotation_days=5, headcount=2, days=None, specialties=[])
    exported = clinic.clerk.get("/inst/openings/export.xlsx")
    assert 'filename="enishi-openings-' in exported["Content-Disposition"] and exported["Content-Disposition"].isascii()
    sent = send(clinic.clerk, exported.content, "募集.xlsx")
    assert "変わらない 2件" in text_of(clinic.clerk.get(sent["Location"])), text_of(clinic.clerk.get(sent["Location"]))


def test_a_public_opening_is_not_emptied_by_a_list_and_its_change_needs_somebody_who_stands_for_it(clinic):
    opening = clinic.opening()
    emptied = f"募集番号,管理番号,見出し,受動喫煙を防止するための措置\r\n{opening.number},R8-09,外来,"
    exported = clinic.clerk.get("/inst/openings/export.xlsx").content
    heading = next(
        h
        for h in __import__("enishi.openings.sheets.columns", fromlist=["COLUMNS"]).COLUMNS
        if h.key.endswith("smoking")
    ).heading
    sent = send(clinic.clerk, emptied.replace("受動喫煙を防止するための措置", heading))
    assert "公開中の募集です" in text_of(clinic.clerk.get(sent["Location"]))
    sent = send(clinic.clerk, f"募集番号,管理番号,見出し\r\n{opening.number},R8-09,谷の外来")
    assert say_yes(clinic.clerk, sent).status_code == 200  # without a role
    assert say_yes(clinic.clerk, sent, confirmed_by="院長").status_code == 302
    opening.refresh_from_db()
    assert (opening.external_number, opening.current.title, opening.confirmed_by) == ("R8-09", "谷の外来", "院長")
    assert exported


def test_a_yes_to_an_older_screen_does_nothing(clinic):
    sent = send(clinic.clerk, ROWS)
    page = clinic.clerk.get(sent["Location"])
    say_yes(clinic.clerk, send(clinic.director, ROWS.replace("海辺", "岬")))
    answer = clinic.clerk.post(sent["Location"], {"digest": page.context["plan"].digest})
    assert "もう一度お確かめください" in text_of(answer)
    assert Opening.objects.get(external_number="R8-01").current.title == "岬の外来"


def test_files_that_are_none_change_nothing_and_a_neighbours_list_does_not_exist(clinic):
    assert "お預かりできるのは" in text_of(send(clinic.clerk, b"\x89PNG\r\n\x1a\n\x00\x01\x02"))
    assert "ファイルをお選びください" in text_of(clinic.clerk.post(HERE, {}))
    sent = send(clinic.clerk, workbook([{"external_number": "R1", "title": "外来"}], with_example=True), "a.xlsx")
    assert clinic.sister.get(sent["Location"]).status_code == 404
    answers = [clinic.sister.post(path, {}) for path in (sent["Location"], f"{HERE}/{uuid.uuid4()}")]
    assert [answer["Location"] for answer in answers] == ["/inst/openings"] * 2  # as a list that never was
    assert clinic.approver.get(HERE).status_code == 403
    with ago(-2 * KEPT_FOR):
        assert forget_old_sheets() == 1


def test_the_desk_takes_in_a_list_that_came_by_mail(clinic):
    where = f"/desk/institutions/{clinic.institution.number}/openings/import"
    desk = clinic.world.signed_in(clinic.world.desk())
    sent = send(desk, ROWS, where=where)
    assert say_yes(desk, sent).status_code == 302
    assert {o.current.made_channel for o in Opening.objects.all()} == {"mail"}
