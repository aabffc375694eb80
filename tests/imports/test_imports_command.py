"""The command itself: usage, help, the record of what was written."""

import pytest

from enishi.audit.models import Entry

HEADER = "kind,municipality,since,source"


@pytest.mark.parametrize("argv", [(), ("hospitals", "x.csv"), ("areas",), ("areas", "x.csv", "--valid-from", "いつか")])
def test_wrong_usage_ends_with_two_and_says_how(run, argv):
    outcome = run(*argv)
    assert outcome.code == 2
    assert "usage: enishi import" in outcome.faults


def test_help_is_no_failure(run):
    outcome = run("areas", "--help")
    assert outcome.code == 0
    assert "--write" in outcome.report


@pytest.mark.django_db
def test_what_was_written_is_in_the_audit_log_and_a_dry_run_is_not(run, write, edition):
    path = write("d.csv", HEADER, "医師少数スポット,46992,2026-04-01,県告示第12号", "医師少数スポット,9,2026-04-01,x")
    run("designations", path, "--edition", "2099-01")
    assert not Entry.objects.filter(action="import:designations").exists()
    run("designations", path, "--edition", "2099-01", "--write")
    entry = Entry.objects.get(action="import:designations")
    assert entry.object_number == "d.csv"
    assert entry.data == {"added": 1, "changed": 0, "unchanged": 0, "broken": 1}


@pytest.mark.django_db
def test_unknown_columns_are_named_not_guessed(run, write, edition):
    path = write("d.csv", f"{HEADER},until_when", "医師少数スポット,46992,2026-04-01,県告示第12号,2027-03-31")
    assert "使わない列：until_when" in run("designations", path, "--edition", "2099-01").report


@pytest.mark.django_db
def test_only_so_many_differences_are_shown_and_the_rest_counted(run, write, edition):
    rows = [f"医師少数スポット,46992,20{year}-04-01,県告示第{year}号" for year in range(30, 34)]
    rows = [
        row.replace(",46992", f",{code}") for row, code in zip(rows, ("46991", "46992", "46993", "47991"), strict=True)
    ]
    outcome = run("designations", write("d.csv", HEADER, *rows), "--edition", "2099-01", "--show", "1")
    assert outcome.report.count("追加：") == 2
    assert "追加：ほか3件" in outcome.report
