"""A long list is taken in by a job: with progress, a stop, a way to go on, and each row exactly once whoever is killed."""

import uuid

import pytest

from enishi.common.actor import SYSTEM
from enishi.common.clock import ago
from enishi.common.workflow import StepRefused
from enishi.openings.actions import revise_opening
from enishi.openings.enums import SheetState
from enishi.openings.models import IntakeSheet, Opening
from enishi.openings.sheets import taking
from enishi.openings.sheets.taking import LOST_AFTER, go_on, take_rows
from web.institution.clinic import text_of
from web.institution.test_lists import say_yes, send

HEAD = "管理番号,見出し,診療科"


def rows(*titles, first=1):
    return "\r\n".join([HEAD, *(f"R{n},{title},内科" for n, title in enumerate(titles, first))])


@pytest.fixture
def long(clinic, monkeypatch):
    """A list that counts as long though it is short: four new openings, said yes to."""
    monkeypatch.setattr(taking, "AT_ONCE", 3)
    sent = send(clinic.clerk, rows("一", "二", "三", "四"))
    assert say_yes(clinic.clerk, sent)["Location"] == sent["Location"]
    return sent["Location"], IntakeSheet.objects.get()


def titles():
    return [o.current.title for o in Opening.objects.order_by("pk")]


def killed_after(monkeypatch, n):
    """The worker is killed in the middle of row n + 1, after it was written and before it was counted."""
    real, seen = taking._taken, []

    def then_killed(*given):
        why = real(*given)
        seen.append(why)
        if len(seen) > n:
            raise SystemExit  # no handler of ours catches it, as none catches kill -9
        return why

    monkeypatch.setattr(taking, "_taken", then_killed)
    return lambda: monkeypatch.setattr(taking, "_taken", real)


def test_a_long_list_waits_for_the_worker_and_tells_how_far_it_is(clinic, long):
    page, sheet = long
    assert (titles(), sheet.state) == ([], SheetState.WAITING)
    assert "4件のうち0件が済みました" in text_of(clinic.clerk.get(page))
    assert "一覧.csv" in text_of(clinic.clerk.get("/inst/openings/import"))  # whoever closed the page finds it again
    assert take_rows(sheet.pk) == 4 and titles() == ["一", "二", "三", "四"]
    sheet.refresh_from_db()
    assert (sheet.state, bytes(sheet.data)) == (SheetState.DONE, b"")
    assert "4件のうち4件を取り込みました" in text_of(clinic.clerk.get(page))
    assert take_rows(sheet.pk) == 0 and len(titles()) == 4
    assert {o.current.made_by_id for o in Opening.objects.all()} == {sheet.yes_by_id} != {None}


def test_of_a_long_list_the_good_rows_go_to_the_worker_and_the_bad_ones_wait_as_a_list_of_their_own(
    clinic, monkeypatch
):
    monkeypatch.setattr(taking, "AT_ONCE", 3)
    sent = send(clinic.clerk, rows("一", "二", "三", "四") + "\r\nR9,五,ほげ科")
    assert say_yes(clinic.clerk, sent, good_only="True")["Location"] == sent["Location"]
    told = text_of(clinic.clerk.get(sent["Location"]))
    assert "別の一覧として残してあります" in told and "4件のうち0件" in told
    running, rest = IntakeSheet.objects.order_by("pk")
    assert take_rows(running.pk) == 4 and titles() == ["一", "二", "三", "四"]
    assert "一覧（直す行）.xlsx" in text_of(clinic.clerk.get("/inst/openings/import"))
    assert "ほげ科" in text_of(clinic.clerk.get(f"/inst/openings/import/{rest.key}"))


def test_a_yes_pressed_twice_begins_once_and_a_neighbour_sees_and_stops_nothing(clinic, long):
    page, sheet = long
    assert "もう始まっています" in text_of(clinic.clerk.post(page, {"digest": sheet.digest}, follow=True))
    assert clinic.sister.get(page).status_code == 404
    clinic.sister.post(page, {"stop": "1"})
    sheet.refresh_from_db()
    assert not sheet.cancel_asked
    again = send(clinic.clerk, rows("五"), key=str(sheet.key))
    assert "もう始まっています" in text_of(again)  # another file under the same key


def test_whoever_is_killed_in_the_middle_of_a_row_leaves_none_half_and_none_twice(clinic, long, monkeypatch):
    _page, sheet = long
    recover = killed_after(monkeypatch, 2)
    with pytest.raises(SystemExit):
        take_rows(sheet.pk)
    assert titles() == ["一", "二"]
    recover()
    assert take_rows(sheet.pk) == 2  # the job is given back by itself
    assert titles() == ["一", "二", "三", "四"]


def test_a_stop_keeps_whole_rows_says_which_and_the_rest_goes_on_later(clinic, long, monkeypatch):
    page, sheet = long
    recover = killed_after(monkeypatch, 1)
    with pytest.raises(SystemExit):
        take_rows(sheet.pk)
    recover()
    clinic.clerk.post(page, {"stop": "1"})
    assert take_rows(sheet.pk) == 0
    words = text_of(clinic.clerk.get(page))
    assert "4件のうち1件を取り込みました。残りの3件は取り込んでいません（次は3行目）" in words
    clinic.clerk.post(page, {"go_on": "1"})
    assert take_rows(sheet.pk) == 3 and titles() == ["一", "二", "三", "四"]
    with pytest.raises(StepRefused):
        go_on(sheet=sheet, by=SYSTEM)


def test_a_list_that_lost_its_worker_can_be_taken_on_by_hand(clinic, long):
    page, _sheet = long
    clinic.clerk.post(page, {"go_on": "1"})
    assert "いまは続けられません" in text_of(clinic.clerk.get(page))
    with ago(-2 * LOST_AFTER):
        assert "続きから取り込む" in text_of(clinic.clerk.get(page))


def test_a_row_that_would_do_something_else_by_now_is_left_and_named(clinic, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 0)
    say_yes(clinic.clerk, send(clinic.clerk, rows("一", "二")))
    take_rows(IntakeSheet.objects.get().pk)
    sent = send(clinic.clerk, rows("一の外来", "二の外来"))
    say_yes(clinic.clerk, sent)
    meanwhile = Opening.objects.get(external_number="R1")
    revise_opening(opening=meanwhile, by=clinic.world.ms_miura, terms={"title": "だれかが直した"})
    sheet = IntakeSheet.objects.get(key=uuid.UUID(sent["Location"][-36:]))
    take_rows(sheet.pk)
    assert titles() == ["だれかが直した", "二の外来"]
    words = text_of(clinic.clerk.get(sent["Location"]))
    assert "2件のうち1件を取り込みました" in words and "2行目：確認のあとに募集が変わった" in words


def test_five_hundred_rows_are_shown_in_pages_that_a_telephone_can_load(clinic):
    sent = send(clinic.clerk, rows(*(f"外来{n}" for n in range(500))))
    page = clinic.clerk.get(sent["Location"])
    assert "新しい募集 500件" in text_of(page) and len(page.content) < 200_000
    assert "外来499" in text_of(clinic.clerk.get(sent["Location"], {"page": "50"}))
