"""`enishi import region-facts`: what is known of towns, differences first, nothing invented."""

import pytest

from enishi.institutions.models import RegionFact
from enishi.institutions.region import portrait_of

HEADER = "municipality,question,text,source,as_of"
SNOW = "03207,snow,積もる日は年に38日,市統計書,2026-03-31"


def test_differences_come_first_and_a_second_time_nothing_changes(run, write, world):
    path = write(
        "r.csv",
        HEADER,
        SNOW,
        "03207,不便なこと　その1,書店まで60分,市の担当者,2026-11-20",
        "03207,voice,静かです,住む人,2026-11-20",
    )
    assert run("region-facts", path).counts == (3, 0, 0, 0) and not RegionFact.objects.exists()
    assert run("region-facts", path, "--write").code == 0
    assert run("region-facts", path, "--write").counts == (0, 0, 3, 0)
    portrait = portrait_of(world.municipality())
    assert portrait.known == 2 and portrait.honest[0].text == "書店まで60分" and len(portrait.voices) == 1


def test_a_newer_row_replaces_and_an_older_one_is_left_out(run, write, world):
    run("region-facts", write("a.csv", HEADER, SNOW), "--write")
    newer = run(
        "region-facts", write("b.csv", HEADER, SNOW.replace("38", "41").replace("2026-03", "2026-10")), "--write"
    )
    assert newer.counts == (0, 1, 0, 0) and "38日" in newer.report and "41日" in newer.report
    older = run("region-facts", write("c.csv", HEADER, SNOW), "--write")
    assert older.counts == (0, 0, 0, 0) and "使わない行：1" in older.report
    assert RegionFact.objects.get(state="shown").text.endswith("41日")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("99999,snow,x,y,2026-01-01", "municipality"),
        ("03207,weather,x,y,2026-01-01", "question"),
        ("03207,snow,,y,2026-01-01", "text"),
        ("03207,snow,x,,2026-01-01", "source"),
        ("03207,snow,x,y,2999-01-01", "as_of"),
        ("03207,snow,x,y,いつか", "as_of"),
    ],
)
def test_a_wrong_cell_is_named_and_the_good_rows_are_used(run, write, db, row, column):
    outcome = run("region-facts", write("r.csv", HEADER, row, SNOW))
    assert outcome.code == 1 and outcome.counts == (1, 0, 0, 0)
    assert f"r.csv:2: {column}" in outcome.faults
