"""e-Stat's own table of physicians by prefecture and age, as it is downloaded: two commands, and the map can show it.

The layout is that of 令和6年 医師 第5表 (Shift_JIS, two lines of titles, full-width codes, 「-」 for none, both sexes and then each,
designated cities once more below the prefectures). The numbers are made up.
"""

import pytest

from enishi.areas.lookups import edition_on, forget_head_counts, head_counts
from enishi.areas.models import PhysicianCount, Prefecture
from enishi.common.clock import today
from enishi.research.place_figures import Figures

AGES = (
    "24歳以下", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84",
    "85歳以上",
)  # fmt: skip
TITLES = (
    "令和１２年,医師・歯科医師・薬剤師統計,令和１２（2030）年12月31日現在,人",
    ',"第５表　医療施設従事医師数，性、年齢階級、主たる従業地による都道府県－指定都市・特別区・中核市（再掲）別"',
)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
YOUNG, OLD = (1, 20, 30, 30, 25, 25, 20, 20), (10, 8, 5, 3, 2, 0)
"""Of every prefecture 171 below 60 and 28 above; of 岩手 twice as many above."""


@pytest.fixture(autouse=True)
def forgotten(db):
    forget_head_counts()
    yield
    forget_head_counts()


def line(sex, place, counts, nation=False):
    cells = [sex, "" if nation else place, place if nation else "", "", str(sum(counts))]
    return ",".join([*cells, *("-" if n == 0 else str(n) for n in counts)])


def ages_of(code):
    return [*YOUNG, *(n * (2 if code == "03" else 1) for n in OLD)]


def lines(**changed):
    """The file's lines; changed: code → its counts in place of the made-up ones."""
    names = [
        (p.code, p.name.rstrip("都府県") if p.code != "26" else "京都") for p in Prefecture.objects.order_by("code")
    ]
    counts = {code: changed.get(f"p{code}", ages_of(code)) for code, _ in names}
    nation = [sum(column) for column in zip(*(ages_of(code) for code, _ in names), strict=True)]
    every = [*TITLES, ",".join(["", "", "", "", "総数", *AGES]), line("総数", "全国", nation, nation=True)]
    every += [line("総数", code.translate(WIDE) + name, counts[code]) for code, name in names]
    every += [line("総数", "５０札幌市", [1] * 14), line("男", "全国", nation, nation=True)]
    every += [line("男", code.translate(WIDE) + name, counts[code]) for code, name in names]
    return [*every, "注：人数は届出による。"]


def test_the_table_as_downloaded_needs_no_word_about_itself(run, write):
    path = write("000040383757.csv", *lines(), encoding="cp932")
    tried = run("physician-counts", path)
    assert tried.code == 0 and tried.counts == (47 * 14, 0, 0, 0)
    assert "2030年末" in tried.report and "令和12年 医師・歯科医師・薬剤師統計 医師 第5表、厚生労働省" in tried.report
    assert "男女別・市などの再掲・注の行（使いません）：50" in tried.report
    assert "追加：2030年 01・25〜29歳：20人" in tried.report
    assert not PhysicianCount.objects.filter(edition="2030").exists(), "only compared"
    assert run("physician-counts", path, "--write").code == 0
    assert run("physician-counts", path, "--write").counts == (0, 0, 47 * 14, 0)
    iwate = PhysicianCount.objects.filter(edition="2030", prefecture="03", age_from__gte=60)
    assert sum(row.physicians for row in iwate) == 56 and iwate.get(age_from=85).age_to is None


def test_the_map_then_shows_the_share_of_old_physicians_with_year_and_table(run, write):
    run("physician-counts", write("t.csv", *lines(), encoding="cp932"), "--write")
    found = Figures(edition_on(today()), today()).prefectures("old_physicians")
    assert found.values["03"] == pytest.approx(56 * 100 / 227) and found.values["13"] == pytest.approx(28 * 100 / 199)
    assert (found.edition, len(found.values)) == ("2030年末", 47) and "第5表" in found.source
    assert head_counts().total == 347_772, (
        "a year of this table alone is no ground for the meter, which keeps the whole one"
    )


def test_a_sheet_that_does_not_add_up_is_refused_and_a_wrong_cell_is_named_by_its_line(run, write):
    short = run("physician-counts", write("a.csv", *lines(p03=[9] * 14)))
    assert short.code == 2 and "合計が、全国の行と合いません" in short.faults
    broken = lines()
    row = next(n for n, text in enumerate(broken) if "０３岩手" in text)
    broken[row] = broken[row].replace(",56" if ",56" in broken[row] else ",20,30", ",x,30")
    named = run("physician-counts", write("b.csv", *broken))
    assert named.code == 1 and f"b.csv:{row + 1}: " in named.faults and "人数として読めません" in named.faults
    off = lines()
    off[row] = off[row].replace(",20,30", ",21,30", 1)
    assert "年齢ごとの合計" in run("physician-counts", write("c.csv", *off)).faults


@pytest.mark.parametrize(
    "title",
    [
        "第４０表　歯科医師数，性、年齢階級、主たる従業地による都道府県別",
        "第７０表　薬剤師数，性、年齢階級、主たる従業地による都道府県別",
    ],
)
def test_dentists_and_pharmacists_are_never_counted_as_physicians(run, write, title):
    refused = run("physician-counts", write("d.csv", TITLES[0], f",{title}", *lines()[2:], encoding="cp932"), "--write")
    assert refused.code == 2 and "医師の第5表" in refused.faults
    assert not PhysicianCount.objects.filter(edition="2030").exists()


def test_a_table_of_the_survey_without_ages_says_which_one_to_fetch(run, write):
    path = write("e.csv", TITLES[0], ",第２表　医師数，主たる業務の種別", ",,,,総数,病院", "総数,０１北海道,,,10,10")
    refused = run("physician-counts", path)
    assert refused.code == 2 and "年齢階級で分けた表ではありません" in refused.faults and "第5表" in refused.faults
