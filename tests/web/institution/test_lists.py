"""A hospital sends its list: it sees what would happen, says yes, and a list sent again changes nothing."""

import io
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

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


BAD = ROWS.replace(",5", ",いつか")


def test_a_list_with_a_bad_cell_is_never_taken_whole(clinic):
    sent = send(clinic.clerk, BAD)
    words = text_of(clinic.clerk.get(sent["Location"]))
    assert "E3（週の日数）" in words and "取り込めない 1件" in words and "この内容で取り込む" not in words
    say_yes(clinic.clerk, sent)
    assert Opening.objects.count() == 0


def test_the_good_rows_are_taken_now_and_the_bad_ones_wait_as_a_list_of_their_own_to_be_mended(clinic):
    sent = send(clinic.clerk, BAD)
    assert "取り込める1件を先に取り込む" in text_of(clinic.clerk.get(sent["Location"])).replace(" ", "")
    taken = say_yes(clinic.clerk, sent, good_only="True")
    assert [o.external_number for o in Opening.objects.all()] == ["R8-01"]
    (rest,) = IntakeSheet.objects.all()
    assert taken["Location"] == f"{HERE}/{rest.key}" and rest.name == "一覧（直す行）.xlsx"
    page = clinic.clerk.get(taken["Location"])
    assert "取り込めない 1件" in text_of(page) and "山の外来" in text_of(page)
    assert rest.name in text_of(clinic.clerk.get(HERE))  # found again after the page was closed
    file = clinic.clerk.get(f"{taken['Location']}/rest.xlsx")
    book = load_workbook(io.BytesIO(file.content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert cells[0][:3] == ["直すところ", "管理番号", "見出し"] and cells[1][1:3] == ["R8-02", "山の外来"]
    assert "週の日数" in cells[1][0] and cells[1][5] == "いつか" and book.active["F2"].fill.fgColor.rgb == "00FFE9B8"
    book.active["F2"].value = 5
    mended = io.BytesIO()
    book.save(mended)
    again = send(clinic.clerk, mended.getvalue(), "直した.xlsx")
    say_yes(clinic.clerk, again)
    assert sorted(o.external_number for o in Opening.objects.all()) == ["R8-01", "R8-02"]
    whole = send(clinic.clerk, BAD.replace("いつか", "5"))
    assert "変わらない 2件" in text_of(clinic.clerk.get(whole["Location"]))
    assert Opening.objects.count() == 2


def test_the_good_rows_pressed_twice_are_taken_once_and_a_neighbour_gets_no_file(clinic, world):
    sent = send(clinic.clerk, BAD)
    neighbour = world.signed_in(world.institution(name="隣の病院"))
    assert neighbour.get(f"{sent['Location']}/rest.xlsx").status_code == 404
    digest = clinic.clerk.get(sent["Location"]).context["plan"].digest
    for _ in range(2):
        clinic.clerk.post(sent["Location"], {"digest": digest, "good_only": "True"})
    assert Opening.objects.count() == 1 and IntakeSheet.objects.count() == 1
    good = send(clinic.clerk, ROWS)
    assert clinic.clerk.get(f"{good['Location']}/rest.xlsx")["Location"] == good["Location"]


def test_a_row_that_is_bad_by_now_is_not_skipped_in_silence(clinic):
    """Who saw all rows good says yes; meanwhile a colleague gave one number to another opening: the screen is shown anew."""
    sent = send(clinic.clerk, ROWS)
    digest = clinic.clerk.get(sent["Location"]).context["plan"].digest
    other = clinic.opening(state="closed")
    Opening.objects.filter(pk=other.pk).update(external_number="R8-02")
    told = clinic.clerk.post(sent["Location"], {"digest": digest, "good_only": "True"})
    assert told.status_code == 200 and "もう一度お確かめください" in text_of(told)
    assert Opening.objects.count() == 1


AS_CLERKS_WRITE = (
    "管理番号,見出し,診療科,働き方,人数,始まりの日,契約の終わりの日,当直,日額（万円）\r\n"
    "R9-01,外来,内科,非常勤,１名,令和９年４月,令和10年3月,無,約１２\r\nR9-02,病棟,外科,常勤,1,R9.4.1,,応相談,9"
)


def test_what_a_clerk_writes_is_understood_shown_as_understood_and_about_stays_a_remark(clinic):
    sent = send(clinic.clerk, AS_CLERKS_WRITE)
    words = text_of(clinic.clerk.get(sent["Location"]))
    for written, read in (
        ("非常勤", "非常勤（定期）"),
        ("令和９年４月", "2027-04-01"),
        ("令和10年3月", "2028-03-31"),
        ("約１２", "12"),
    ):
        assert f"表の「{written}」→ {read}" in words
    assert "表の「常勤」" not in words  # said to the letter
    say_yes(clinic.clerk, sent)
    first, second = (Opening.objects.get(external_number=n).current for n in ("R9-01", "R9-02"))
    assert (first.daily_pay_yen, first.conditions["pay_details"]) == (120_000, "日額は、約12万円です。")
    assert (second.daily_pay_yen, second.starts_on.isoformat(), second.night_duty) == (
        90_000,
        "2027-04-01",
        "negotiable",
    )
    assert "pay_details" not in second.conditions
    again = send(clinic.clerk, AS_CLERKS_WRITE)
    assert "変わらない 2件" in text_of(clinic.clerk.get(again["Location"]))
    exported = clinic.clerk.get("/inst/openings/export.xlsx").content
    back = send(clinic.clerk, exported, "一覧.xlsx")
    assert "変わらない 2件" in text_of(clinic.clerk.get(back["Location"]))
    say_yes(clinic.clerk, send(clinic.clerk, AS_CLERKS_WRITE.replace("約１２", "13")))
    now_ = Opening.objects.get(external_number="R9-01").current
    assert now_.daily_pay_yen == 130_000 and "約" not in str(now_.conditions.get("pay_details", ""))


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
