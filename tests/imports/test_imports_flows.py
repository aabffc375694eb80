"""Patients who cross the border of an area: the bundled shares, and newer ones by `enishi import patient-flows`."""

import pytest

from enishi.areas.lookups import edition_on
from enishi.areas.models import AreaEdition, MedicalArea, PatientFlow
from enishi.common.clock import today
from enishi.research.place_figures import Figures

HEADER = "area_code,area_name,outflow_rate,inflow_rate"
YEAR = ("--edition", "R90", "--source", "試験の公表", "--areas-edition", "2024-01")


def test_the_bundled_shares_are_the_ministrys_of_the_areas_that_both_vintages_draw_alike(db):
    flows = {row.area.code: row for row in PatientFlow.objects.filter(edition="R7").select_related("area")}
    areas = set(MedicalArea.objects.filter(edition__code="2024-01").values_list("code", flat=True))
    assert sorted(areas - flows.keys()) == ["0501", "0502", "0503", "2401", "2402", "2403", "2404"], "秋田 and 三重"
    assert len(flows) == 323 and "厚生労働省" in flows["0101"].source and "令和7年度" in flows["0101"].source
    said = {code: (str(row.outflow), str(row.inflow)) for code, row in flows.items()}
    assert (
        said["0101"] == ("0.035", "0.085") and said["1301"] == ("0.299", "0.733") and said["1313"] == ("0.893", "0.000")
    )
    # Who leaves one area enters another: weighed by people the two shares nearly cancel out over the nation.
    people = {code: row.area.population_2024 for code, row in flows.items()}
    net = sum(float(row.inflow - row.outflow) * people[code] for code, row in flows.items()) / sum(people.values())
    assert abs(net) < 0.02


def test_the_map_shows_leaving_and_entering_with_what_they_leave_out(db):
    figures = Figures(edition_on(today()), today())
    leaving, entering = figures.areas("outflow"), figures.areas("inflow")
    assert leaving.said("0102") == "57.2" and entering.said("0103") == "6.2" and leaving.said("0501") == "—"
    assert "7圏域は" in leaving.gaps[0] and "足し引きはできません" in leaving.measure.caveat
    assert figures.prefectures("outflow") is None


def test_newer_shares_come_with_their_year_and_are_shown_instead(run, write, places, edition):
    bundled, _ = AreaEdition.objects.get_or_create(
        code="2024-01",
        defaults={"title": "版", "source": "試", "published": "2024-01", "valid_from": "2024-04-01", "many_from": "217.6", "few_below": "179.3"},
    )  # fmt: skip
    for code, name in (("4691", "花渡"), ("4692", "海鳴"), ("4693", "山霧")):
        MedicalArea.objects.create(
            edition=bundled, code=code, name=name, prefecture_id="46", index=100, area_class="few"
        )
    path = write("f.csv", HEADER, "4691,花渡,0.30000000000000004,0.1", "4692,別の海鳴,0.2,0.2", "4693,山霧,XXX,XXX", "4699,なし,0.1,0.1")  # fmt: skip
    tried = run("patient-flows", path, *YEAR)
    assert tried.code == 1 and tried.counts == (1, 0, 0, 0) and "算出されていない圏域（使いません）：1" in tried.report
    assert (
        "f.csv:3: area_code: 4692 は、2024-01 版では「海鳴」です" in tried.faults
        and "f.csv:5: area_code" in tried.faults
    )
    assert not PatientFlow.objects.filter(edition="R90").exists()
    run("patient-flows", path, *YEAR, "--write")
    assert run("patient-flows", path, *YEAR, "--write").counts == (0, 0, 1, 0)
    found = Figures(bundled, today()).areas("outflow")
    assert (found.edition, found.source, found.values) == (
        "令和90年度公表",
        "試験の公表",
        {"4691": pytest.approx(30.0)},
    )
    changed = run("patient-flows", write("g.csv", HEADER, "4691,花渡,0.31,0.1"), *YEAR)
    assert changed.counts == (0, 1, 0, 0) and "流出（推計流出患者割合） 0.300 → 0.310" in changed.report


@pytest.mark.parametrize("missing", ["--edition", "--source", "--areas-edition"])
def test_without_its_year_its_source_or_its_vintage_a_table_is_not_read(run, write, places, missing):
    at = YEAR.index(missing)
    refused = run("patient-flows", write("f.csv", HEADER, "4691,花渡,0.3,0.1"), *YEAR[:at], *YEAR[at + 2 :])
    assert refused.code == 2 and missing in refused.faults


def test_a_share_is_no_percentage_and_stands_once(run, write, db):
    path = write("f.csv", HEADER, "0101,南渡島,35,0.1", "0102,南檜山,0.5,", "0103,北渡島檜山,0.4,0.1", "0103,北渡島檜山,0.4,0.1")  # fmt: skip
    outcome = run("patient-flows", path, *YEAR)
    assert outcome.code == 1 and outcome.counts == (1, 0, 0, 0)
    for line in ("f.csv:2: outflow_rate", "f.csv:3: inflow_rate", "f.csv:5: area_code"):
        assert line in outcome.faults
