"""`enishi import physician-counts`: the ground of the re-identification meter, finer than the bundled sums."""

import pytest

from enishi.areas.lookups import forget_head_counts, head_counts
from enishi.research.measures import MEASURES, OLD_PHYSICIANS

HEADER = "prefecture,specialty,age_from,age_to,sex,physicians"
YEAR = ("--edition", "2030", "--source", "試験の統計、2030年")


@pytest.fixture(autouse=True)
def forgotten(db):
    forget_head_counts()
    yield
    forget_head_counts()


def test_the_bundled_counts_are_those_of_the_ministry():
    counts = head_counts()
    assert counts.total == 347_772 == sum(counts.by_age.values())
    assert counts.by_prefecture["03"] == 2_749 and counts.by_specialty["cardiology"] == 13_596
    assert counts.look_alikes(None, None, (60, 69)) == 64_688
    assert counts.look_alikes(counts.regions["tohoku"], None, None) == 21_220


def test_the_map_names_the_nations_share_of_old_physicians_where_no_prefecture_has_one():
    counts = head_counts()
    old = sum(n for (low, _), n in counts.by_age.items() if low >= 60) / counts.total
    assert f"全国では{old:.1%}、" in MEASURES[OLD_PHYSICIANS].needs


def test_a_crossed_table_is_counted_as_it_stands(run, write):
    lines = [f"{code:02d},皮膚科,60,69,{sex},{n}" for code in range(1, 48) for sex, n in (("男", 2), ("女", 1))]
    path = write("c.csv", HEADER, *lines)
    assert run("physician-counts", path, *YEAR).counts == (94, 0, 0, 0)
    assert head_counts().by_specialty, "nothing is written yet"
    assert run("physician-counts", path, *YEAR, "--write").code == 0
    counts = head_counts()
    assert counts.look_alikes(["03", "04"], ["dermatology"], (60, 69)) == 6
    assert counts.look_alikes(None, ["dermatology"], (60, 200)) == 141
    assert counts.look_alikes(None, ["urology"], (60, 69)) == 0
    assert run("physician-counts", path, *YEAR, "--write").counts == (0, 0, 94, 0)
    changed = run("physician-counts", write("d.csv", HEADER, "01,皮膚科,60,69,男,5"), *YEAR)
    assert changed.counts == (0, 1, 0, 93)


def test_wrong_cells_are_named_by_their_line_and_the_others_used(run, write):
    path = write(
        "c.csv", HEADER, "99,皮膚科,60,69,,1", "03,知らない科,60,69,,1", "03,皮膚科,69,60,,1", "03,皮膚科,60,69,x,1",
        "03,皮膚科,60,69,,", "03,皮膚科,60,69,,7", "03,皮膚科,60,69,,8",
    )  # fmt: skip
    outcome = run("physician-counts", path, *YEAR)
    assert outcome.code == 1 and outcome.counts == (1, 0, 0, 0)
    for line in ("c.csv:2: prefecture", "c.csv:3: specialty", "c.csv:4: age_to", "c.csv:5: sex", "c.csv:6", "c.csv:8"):
        assert line in outcome.faults


@pytest.mark.parametrize(
    "missing", [(), ("--edition", "2030"), ("--source", "統計"), ("--edition", "R8", "--source", "統計")]
)
def test_without_its_year_and_source_a_table_is_not_read(run, write, missing):
    assert run("physician-counts", write("c.csv", HEADER, "03,皮膚科,60,69,,7"), *missing).code == 2
