"""`enishi import institutions`: the national list, again and again, and hospitals that leave it."""

from datetime import date

import pytest

from enishi.institutions.listed import ListedFacility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

HEADER = "id,name,kana,short_name,pref_code,muni_code,address,lat,lng,url,beds_general,beds_total"
HANAWATARI = (
    "4619900000001,花渡中央病院,ハナワタリチユウオウビヨウイン,,46,46991,鹿児島県花渡市本町1,31.5,130.5,,100,120"
)
YAMAGIRI = "461B0002,医療法人髙橋会　山霧病院,ヤマギリビョウイン,山霧HP,46,46993,鹿児島県山霧村2,,,,,"
KAWAGIRI = "47199,川霧診療所,カワギリシンリョウジョ,,47,47991,沖縄県川霧市3,26.2,127.7,https://example.jp/,,0"
ALL = (HANAWATARI, YAMAGIRI, KAWAGIRI)


def names(queryset):
    return [facility.name for facility in queryset]


def test_a_dry_run_writes_nothing_and_takes_the_day_from_the_file_name(run, write):
    outcome = run("institutions", write("list_20260601.csv", HEADER, *ALL))
    assert (outcome.code, outcome.counts) == (0, (3, 0, 0, 0))
    assert "一覧の日付 2026-06-01" in outcome.report
    assert not ListedFacility.objects.exists()


def test_a_written_list_has_every_figure_and_a_second_run_changes_nothing(run, write):
    path = write("list_20260601.csv", HEADER, *ALL, encoding="cp932")
    assert run("institutions", path, "--write").code == 0
    first = ListedFacility.objects.get(number="4619900000001")
    assert (first.municipality.name, first.beds_general, first.beds_total) == ("花渡市", 100, 120)
    assert (first.point, first.edition, first.withdrawn_on) == ((31.5, 130.5), date(2026, 6, 1), None)
    without = ListedFacility.objects.get(number="461B0002")
    assert (without.point, without.beds_general, without.beds_total) == (None, None, None)
    assert ListedFacility.objects.get(number="47199").beds_total == 0
    before = list(ListedFacility.objects.values_list())
    assert run("institutions", path, "--write").counts == (0, 0, 3, 0)
    assert list(ListedFacility.objects.values_list()) == before


def test_a_hospital_is_found_by_name_or_reading_in_any_width_and_kanji_variant(run, write):
    run("institutions", write("list_20260601.csv", HEADER, *ALL), "--write")
    for words in ("花渡 中央", "ハナワタリ", "はなわたりちゅうおう", "ﾊﾅﾜﾀﾘ", "中央病院"):
        assert names(ListedFacility.objects.named(words)) == ["花渡中央病院"], words
    for words in ("高橋会", "髙橋会 山霧", "山霧ｈｐ", "やまぎり"):
        assert names(ListedFacility.objects.named(words)) == ["医療法人髙橋会　山霧病院"], words
    for words in ("", "  ", "・", "花渡 山霧"):
        assert names(ListedFacility.objects.named(words)) == [], words


def test_a_changed_hospital_is_told_in_words_and_found_by_its_new_name(run, write):
    run("institutions", write("list_20260601.csv", HEADER, *ALL), "--write")
    renamed = HANAWATARI.replace("花渡中央病院", "花渡海辺病院").replace(",100,120", ",100,110")
    outcome = run("institutions", write("list_20261201.csv", HEADER, renamed, YAMAGIRI, KAWAGIRI), "--write")
    assert outcome.counts == (0, 1, 2, 0)
    assert "名称 花渡中央病院 → 花渡海辺病院、病床合計 120 → 110" in outcome.report
    assert names(ListedFacility.objects.named("花渡海辺")) == ["花渡海辺病院"]
    assert set(ListedFacility.objects.values_list("edition", flat=True)) == {date(2026, 12, 1)}


def test_a_hospital_that_left_the_list_is_withdrawn_and_may_come_back(run, write):
    run("institutions", write("list_20260601.csv", HEADER, *ALL), "--write")
    newer = write("list_20261201.csv", HEADER, HANAWATARI, KAWAGIRI)
    outcome = run("institutions", newer, "--write")
    assert outcome.counts == (0, 0, 2, 1)
    assert "461B0002 医療法人髙橋会　山霧病院（2026-12-01 で掲載終了）" in outcome.report
    assert ListedFacility.objects.get(number="461B0002").withdrawn_on == date(2026, 12, 1)
    assert names(ListedFacility.objects.open_today().named("山霧")) == []
    assert run("institutions", newer, "--write").counts == (0, 0, 2, 0)
    outcome = run("institutions", write("list_20270601.csv", HEADER, *ALL), "--write")
    assert outcome.counts == (0, 1, 2, 0)
    assert "再び掲載" in outcome.report
    assert ListedFacility.objects.open_today().count() == 3


def test_the_list_of_one_prefecture_withdraws_nothing_elsewhere(run, write):
    run("institutions", write("list_20260601.csv", HEADER, *ALL), "--write")
    outcome = run("institutions", write("list_20261201.csv", HEADER, KAWAGIRI), "--write")
    assert outcome.counts == (0, 0, 1, 0)
    assert ListedFacility.objects.open_today().count() == 3


def test_a_broken_row_is_told_by_line_and_its_hospital_is_not_withdrawn(run, write):
    run("institutions", write("list_20260601.csv", HEADER, *ALL), "--write")
    broken = YAMAGIRI.replace("46993", "46999").replace(",,,,,", ",12.0,130.5,,多い,")
    outcome = run("institutions", write("list_20261201.csv", HEADER, HANAWATARI, broken, KAWAGIRI), "--write")
    assert outcome.code == 1
    assert [line.split(": ")[:2] for line in outcome.faults.splitlines()[:3]] == [
        ["list_20261201.csv:3", "muni_code"],
        ["list_20261201.csv:3", "beds_general"],
        ["list_20261201.csv:3", "lat"],
    ]
    kept = ListedFacility.objects.get(number="461B0002")
    assert (kept.withdrawn_on, kept.edition) == (None, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (HANAWATARI.replace("4619900000001", "46/1"), "id", "英数字"),
        (HANAWATARI.replace(",46,46991", ",47,46991"), "pref_code", "初めの2桁と違います"),
        (HANAWATARI.replace("130.5", ""), "lat", "両方書くか"),
        (HANAWATARI.replace("花渡中央病院", ""), "name", "空です"),
        (HANAWATARI.replace("4619900000001", "47199"), "id", "2行目にもあります"),
    ],
)
def test_each_wrong_cell_says_what_is_expected(run, write, line, column, said):
    outcome = run("institutions", write("list_20260601.csv", HEADER, KAWAGIRI, line))
    assert outcome.code == 1
    (fault, _) = outcome.faults.splitlines()
    assert fault.startswith(f"list_20260601.csv:3: {column}: ")
    assert said in fault


def test_a_file_without_one_good_row_changes_nothing(run, write):
    outcome = run("institutions", write("list_20260601.csv", HEADER, HANAWATARI.replace("46991", "9")), "--write")
    assert outcome.code == 2
    assert "list_20260601.csv:2: muni_code" in outcome.faults
    assert not ListedFacility.objects.exists()


def test_a_list_without_a_day_and_an_older_list_are_refused(run, write):
    assert "--edition 2025-06-01" in run("institutions", write("list.csv", HEADER, *ALL)).faults
    assert run("institutions", write("list.csv", HEADER, *ALL), "--edition", "2026-06", "--write").code == 0
    outcome = run("institutions", write("list.csv", HEADER, *ALL), "--edition", "2025-06-01", "--write")
    assert outcome.code == 2
    assert "すでに 2026-06-01 の一覧が入っています" in outcome.faults


def test_a_part_of_a_list_cannot_withdraw_the_rest_by_accident(run, write):
    many = [f"46{n:05},海鳴第{n}病院,,,46,46992,鹿児島県海鳴町{n},,,,," for n in range(12)]
    run("institutions", write("list_20260601.csv", HEADER, *many), "--write")
    part = write("list_20261201.csv", HEADER, *many[:2])
    refused = run("institutions", part, "--write")
    assert refused.code == 2
    assert "12病院のうち10病院" in refused.faults
    assert ListedFacility.objects.open_today().count() == 12
    assert run("institutions", part, "--write", "--accept-withdrawals").counts == (0, 0, 2, 10)
    assert ListedFacility.objects.open_today().count() == 2
