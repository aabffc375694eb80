"""`enishi import area-outlines`: the shapes of areas from TopoJSON, of one edition and never of another."""

import json

import pytest

from enishi.areas.models import AreaOutline, MedicalArea

SOURCE = ("--edition", "2099-01", "--source", "試験の輪郭")
NAMES = (("4601", "花渡"), ("4602", "海鳴"))


@pytest.fixture
def areas(edition):
    rows = [
        MedicalArea(edition=edition, code=code, name=name, prefecture_id="46", index="100.0", area_class="few")
        for code, name in NAMES
    ]
    return MedicalArea.objects.bulk_create(rows)


def topology(names=NAMES, **changes):
    """Two squares of a degree side by side, whose common border is one arc, backwards in the second."""
    shapes = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": names[0][0], "name_ja": names[0][1]}},
        {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"code": names[1][0], "name_ja": names[1][1]}},
    ]
    arcs = [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]]
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [130.0, 31.0]},
        "arcs": arcs,
        "objects": {"areas": {"type": "GeometryCollection", "geometries": shapes}},
    } | changes


@pytest.fixture
def put(write):
    return lambda data: write("o.topojson", data if isinstance(data, str) else json.dumps(data))


def test_a_dry_run_tells_and_changes_nothing_and_the_same_file_again_changes_nothing(run, put, areas):
    path = put(topology())
    assert run("area-outlines", path, *SOURCE).counts == (2, 0, 0, 0)
    assert not AreaOutline.objects.exists()
    assert run("area-outlines", path, *SOURCE, "--write").code == 0
    first, second = AreaOutline.objects.order_by("area__code")
    assert sorted(map(tuple, first.rings[0])) == [(130.0, 31.0), (130.0, 32.0), (131.0, 31.0), (131.0, 32.0)]
    assert sorted(map(tuple, second.rings[0])) == [(131.0, 31.0), (131.0, 32.0), (132.0, 31.0), (132.0, 32.0)]
    assert run("area-outlines", path, *SOURCE, "--write").counts == (0, 0, 2, 0)
    assert run("area-outlines", path, "--edition", "2099-01", "--source", "別の出典").counts == (0, 2, 0, 0)


def test_a_file_of_another_vintage_is_refused_although_its_codes_are_known(run, put, edition):
    """秋田 0501–0503 mean other areas in the two vintages; here four of four names differ."""
    codes = [f"460{n}" for n in range(1, 5)]
    MedicalArea.objects.bulk_create(
        MedicalArea(edition=edition, code=code, name=f"今の{code}", prefecture_id="46", index=1, area_class="few")
        for code in codes
    )
    data = topology()
    shape = data["objects"]["areas"]["geometries"][0]
    data["objects"]["areas"]["geometries"] = [
        shape | {"properties": {"code": code, "name_ja": f"別の{code}"}} for code in codes
    ]
    refused = run("area-outlines", put(data), *SOURCE, "--write")
    assert refused.code == 2 and "別の版の表ではありませんか" in refused.faults
    assert not AreaOutline.objects.exists()


def test_each_wrong_shape_is_named_and_the_others_are_used(run, put, areas):
    data = topology((("4699", "ない"), NAMES[1]))
    outcome = run("area-outlines", put(data), *SOURCE, "--write")
    assert outcome.code == 1 and "o.topojson:1: code: 「4699」という圏域はこの版にありません" in outcome.faults
    assert [o.area.code for o in AreaOutline.objects.all()] == ["4602"]
    assert "形のない圏域：4601 花渡" in outcome.report
    outside = run("area-outlines", put(topology(transform={"scale": [1, 1], "translate": [0, 0]})), *SOURCE)
    assert outside.code == 2 and "日本の外" in outside.faults


@pytest.mark.parametrize(
    "data",
    ["これはJSONではない", "[]", '{"type": "FeatureCollection"}', '{"type": "Topology", "arcs": [[1]], "objects": {}}',
     '{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[7]]}}}'],
)  # fmt: skip
def test_what_is_no_topojson_is_refused_in_a_sentence(run, put, areas, data):
    outcome = run("area-outlines", put(data), *SOURCE)
    assert outcome.code == 2 and "o.topojson" in outcome.faults and "Traceback" not in outcome.faults


def test_an_edition_and_a_source_are_asked_for(run, put, areas):
    assert "--edition" in run("area-outlines", put(topology())).faults
    assert "--source" in run("area-outlines", put(topology()), "--edition", "2099-01").faults
    assert "まだありません" in run("area-outlines", put(topology()), "--edition", "1999-01", "--source", "x").faults
