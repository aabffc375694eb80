"""A search kept under a name: the physician's own, told of once a week at most, and only when asked for."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from procrastinate.contrib.django import app

from enishi.common.clock import ago
from enishi.common.workflow import StepRefused
from enishi.desk import jobs as desk_jobs
from enishi.keeping import jobs as keeping_jobs
from enishi.openings.search import Filters
from enishi.physicians import actions as physicians
from enishi.physicians import search_jobs
from enishi.physicians.models import SavedSearch
from enishi.physicians.searches import MOST_SEARCHES, delete_search, save_search, set_weekly, standings, tell_everybody

IWATE = Filters(prefectures=("03",))


@pytest.fixture
def tanaka(world):
    return world.physician()


def kept(world, physician, name="岩手", filters=IWATE, weekly=True, days_ago=7):
    with ago(timedelta(days=days_ago)):
        return save_search(physician=physician, by=world.actor(physician), name=name, filters=filters, weekly=weekly)


def weekly_letters(world, physician):
    return [notice for notice in world.messages(physician) if notice.kind == "E58"]


def test_the_weekly_word_says_how_many_and_nothing_else_and_comes_once(world, tanaka):
    kept(world, tanaka)
    opening = world.opening(world.institution("秘密の丘病院"))
    assert (tell_everybody(), tell_everybody()) == (1, 0)
    (letter,) = weekly_letters(world, tanaka)
    assert "条件は1個、多いもので1件" in letter.body and "/my/searches" in letter.body
    for secret in (opening.number, "秘密の丘病院", "久慈", "岩手", "内科"):
        assert secret not in letter.body and secret not in letter.subject


def test_what_comes_after_the_word_of_this_week_waits_for_the_next_and_is_not_lost(world, tanaka):
    saved = kept(world, tanaka)
    world.opening()
    assert tell_everybody() == 1
    world.opening()
    assert tell_everybody() == 0
    saved.refresh_from_db()
    assert standings([saved])[0].new == 1
    with ago(-timedelta(days=7)):
        assert tell_everybody() == 1


def test_nobody_is_told_who_did_not_ask_who_pauses_or_for_whom_nothing_is_new(world, tanaka):
    world.opening(confirmed_days_ago=20)
    kept(world, tanaka)  # published before it was kept
    quiet, pausing = world.physician(), world.physician()
    kept(world, quiet, weekly=False)
    kept(world, pausing)
    physicians.MACHINE.perform(pausing, "P4", by=world.ms_miura)
    assert tell_everybody() == 0
    world.opening()
    assert tell_everybody() == 1
    assert weekly_letters(world, tanaka) and not weekly_letters(world, quiet) and not weekly_letters(world, pausing)


def test_the_list_counts_what_is_new_since_the_last_word(world, tanaka):
    world.opening(confirmed_days_ago=20)
    saved = kept(world, tanaka)
    world.opening()
    (standing,) = standings([saved])
    assert (standing.count, standing.new) == (2, 1)
    tell_everybody()
    saved.refresh_from_db()
    (standing,) = standings([saved])
    assert (standing.count, standing.new) == (2, 0)


def test_the_same_name_replaces_and_an_eleventh_is_refused_in_words(world, tanaka):
    for n in range(MOST_SEARCHES):
        kept(world, tanaka, name=f"条件{n}")
    kept(world, tanaka, name="条件0", filters=Filters(days_max=2))
    assert {s.name: s.query for s in tanaka.searches.all()}[
        "条件0"
    ] == "days_max=2" and tanaka.searches.count() == MOST_SEARCHES
    with pytest.raises(StepRefused, match="10個まで"):
        kept(world, tanaka, name="もう一つ")


def test_asking_for_the_weekly_word_begins_now(world, tanaka):
    saved = kept(world, tanaka, weekly=False)
    world.opening()
    set_weekly(saved=saved, by=world.actor(tanaka), weekly=True)
    assert tell_everybody() == 0
    delete_search(saved=saved, by=world.actor(tanaka))
    assert not SavedSearch.objects.exists()


def test_the_page_keeps_a_search_off_by_default_and_another_physician_cannot_touch_it(world, tanaka):
    world.opening()
    browser = world.signed_in(tanaka)
    page = browser.get("/my/searches?prefecture=03")
    assert "岩手県" in page.content.decode() and "checked" not in page.content.decode()
    browser.post("/my/searches", {"name": "岩手", "query": "prefecture=03"})
    saved = tanaka.searches.get()
    assert (saved.query, saved.weekly) == ("prefecture=03", False)
    other = world.signed_in(world.physician())
    for act in ("weekly", "delete"):
        assert other.post(f"/my/searches/{saved.pk}/{act}", {"weekly": "yes"}).status_code == 404
    assert "岩手" not in other.get("/my/searches").content.decode().replace("岩手県", "")
    browser.post(f"/my/searches/{saved.pk}/weekly", {"weekly": "yes"})
    saved.refresh_from_db()
    assert saved.weekly
    browser.post(f"/my/searches/{saved.pk}/delete")
    assert not tanaka.searches.exists()


def test_a_search_without_a_name_is_sent_back_with_what_was_chosen(world, tanaka):
    response = world.signed_in(tanaka).post("/my/searches", {"name": "", "query": "prefecture=03"})
    html = response.content.decode()
    assert "＊名前をご入力ください。" in html and 'value="prefecture=03"' in html and not tanaka.searches.exists()


def test_where_somebody_means_to_work_stands_nowhere_in_the_clear(world, tanaka):
    kept(world, tanaka, name="久慈で週2日")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, query, name_index FROM physicians_savedsearch")
        stored = " ".join(cursor.fetchone())
    assert "久慈" not in stored and "prefecture" not in stored
    assert tanaka.searches.get().name == "久慈で週2日"


def test_searches_that_stood_in_the_clear_are_encrypted_when_the_system_is_brought_up_to_date(world, tanaka):
    kept(world, tanaka, name="久慈で週2日")
    kept(world, tanaka, name="全部", filters=Filters())
    kept(world, tanaka, name="QOL", filters=Filters())
    kept(world, tanaka, name="q", filters=Filters())
    step = import_module("enishi.physicians.migrations.0013_preparation")
    editor = SimpleNamespace(connection=connection)
    step.decrypt_searches(apps, editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, query FROM physicians_savedsearch ORDER BY id")
        assert cursor.fetchall()[:2] == [("久慈で週2日", "prefecture=03"), ("全部", "")]
        cursor.execute("UPDATE physicians_savedsearch SET name_index = id::text")
        cursor.execute(
            "UPDATE physicians_savedsearch SET name = 'qol' WHERE name = 'q'"
        )  # the clear text told them apart
    step.encrypt_searches(apps, editor)
    assert {s.name: s.query for s in tanaka.searches.all()} == {
        "久慈で週2日": "prefecture=03", "全部": "", "QOL": "", "qol（2）": "",
    }  # fmt: skip
    kept(world, tanaka, name="全部", filters=IWATE)  # found by its index again, not made twice
    assert tanaka.searches.count() == 4


def test_what_is_forgotten_every_night_is_forgotten_at_night_in_japan():
    """The worker counts in UTC: 18 o'clock there is 3 o'clock here."""
    assert desk_jobs and keeping_jobs and search_jobs  # read, so that they are known
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    nightly = ("forget_search_changes", "erase_what_is_due", "erase_old_callbacks")
    found = {name: cron for name, cron in crons.items() if name in nightly}
    assert set(found) == set(nightly) and all(cron.split()[1] == "18" for cron in found.values()), found
