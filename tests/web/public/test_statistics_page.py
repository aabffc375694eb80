"""数字で見る: the numbers of a month on a page and as a table to take away."""

import csv
import io

from enishi.research.figures import make_edition
from research.test_figures import NEXT
from web.institution.clinic import text_of


def test_before_the_first_month_is_over_the_page_says_so(client, db):
    assert "はじめの月がまだ終わっていません" in text_of(client.get("/statistics"))
    assert client.get("/statistics/2026-10").status_code == 404
    assert client.get("/statistics/2026-13/tables.csv").status_code == 404
    assert client.get("/statistics/never").status_code == 404


def test_page_and_csv_say_the_same_and_hide_the_same(world, client):
    for _ in range(7):
        world.physician(state="registered", licence=False)
    for _ in range(6):
        world.physician(state="registered", licence=False, birth_date="1940-04-05")
    edition = make_edition(NEXT)
    words = text_of(client.get("/statistics"))
    assert words == text_of(client.get(f"/statistics/{edition}")).replace(f"数字で見る{edition}", "数字で見る")
    assert "ご登録の先生13人" in words and "引き算で分かってしまう" in words
    response = client.get(f"/statistics/{edition}/tables.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    found = {(r["表"], r["区分"], r["項目"]): r["数"] for r in rows}
    assert found["都道府県ごと", "合計", "ご登録の先生"] == "13"
    assert (
        found["都道府県ごと", "北海道", "ご登録の先生"] == "非公表" == found["都道府県ごと", "岩手県", "ご登録の先生"]
    )
    assert found["ご連絡のお約束", f"{edition.until.year}年", "お約束の範囲外"] == "0"
    assert "日まで）0件" in words, "the year as far as it has come"
    assert found["年代ごと", "60〜69歳", "ご登録の先生"] == "7"
    assert found["年代ごと", "70歳以上", "ご登録の先生"] == "非公表"
    assert f'filename="enishi-{edition}.csv"' in response["Content-Disposition"]
