"""The frozen cut: nobody alone in it, told by its checksums, and enough to draw every figure of the report."""

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.aftercare.rules import MONTH_DAYS
from enishi.common.survival import kaplan_meier
from enishi.research import cut, redraw, yearly
from enishi.research.models import YearlyCut
from research.made_records import PEOPLE, employment, person, records

QUASI = ("region", "age", "present")


def some_records():
    people = [person(n, region="tohoku" if n % 3 else "kanto") for n in range(30)]
    placed = [employment(n, days=40 * n, left=n % 5 == 0, to_class="few" if n % 2 else "many") for n in range(24)]
    return records(people, placed)


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_at_least_five_are_alike_in_every_row_that_is_handed_out(rows):
    found = cut.blanked([cut.person_row(row) for row in rows], QUASI)
    alike = Counter(tuple(row[name] for name in QUASI) for row in found)
    assert all(count >= 5 for count in alike.values()) and len(found) <= len(rows)


def test_a_cut_holds_no_key_no_area_and_no_day():
    rows = cut.rows_of(some_records())
    for table, columns in cut.CODEBOOK.items():
        names = {name for name, *_ in columns}
        assert all(set(row) == names for row in rows[table])
        assert not names & {"key", "person", "to_area", "field", "hired_on"}


def test_a_file_that_was_touched_is_found_out(tmp_path):
    for name, data in cut.files_of(some_records(), 2026).items():
        (tmp_path / name).write_bytes(data)
    redraw.check(tmp_path)
    (tmp_path / "codebook.csv").write_bytes(b"other")
    with pytest.raises(ValueError, match="codebook"):
        redraw.check(tmp_path)


def test_the_script_in_the_cut_draws_every_figure_alone(tmp_path):
    files = cut.files_of(some_records(), 2026)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out"
    command = [sys.executable, "-I", str(tmp_path / "redraw.py"), str(tmp_path), str(out)]
    subprocess.run(command, check=True, env={})
    drawn = redraw.figures(tmp_path)
    assert set(drawn) == set(yearly.FIGURES)
    assert all((out / f"{name}.svg").read_text(encoding="utf-8") == svg for name, svg in drawn.items())
    assert "people_by_region,東北,20" in (out / "figures.csv").read_text(encoding="utf-8")
    pdf = yearly.report_of(tmp_path, 2026, date(2026, 10, 31), frozen=False)
    assert pdf.startswith(b"%PDF")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=6, max_size=40))
def test_the_curve_of_the_script_is_that_of_the_library(spells):
    found = redraw.kaplan_meier([{"months": m, "left": left} for m, left in spells])
    known = {step.time: step for step in kaplan_meier(spells)}
    for month, share, low, high in found:
        assert share == pytest.approx(known[month].stays)
        if 0 < share < 1:
            assert (low, high) == (pytest.approx(known[month].low), pytest.approx(known[month].high))
    assert redraw.MONTH == MONTH_DAYS


def test_the_cut_of_a_year_that_is_over_is_made_once_and_the_running_one_is_not_kept(world):
    files, frozen = yearly.cut_of(2025, date(2026, 11, 27))
    assert frozen and YearlyCut.objects.get().year == 2025
    world.physician()
    assert yearly.cut_of(2025, date(2026, 11, 28)) == (files, True)
    assert yearly.cut_of(2026, date(2026, 11, 27))[1] is False and YearlyCut.objects.count() == 1
    with pytest.raises(ValueError, match="2027"):
        yearly.files_of_report(2027, date(2026, 11, 27))
