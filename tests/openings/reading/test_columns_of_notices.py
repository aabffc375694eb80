"""Columns of notices and lists of posts that bear codes: whose each note is, and which post a remark closes."""

import pytest

from enishi.openings.reading import read_text

_COLUMN = """医師会だより　令和7年冬号　「ゆずります・さがします」欄

　掲載は会員1件につき120字まで無料。次号の締切は令和8年2月10日です。

{notes}

〈編集後記〉今号は65歳以上の会員の働き方を特集しました。ご感想をお寄せください。
"""
_EYES = "【求人】雲南市・やまぶき診療所。眼科の非常勤医1名。土曜の終日、日当6万円、契約は1年更新。"
_MEDICINE = "【求人】横手市・ほたる病院。内科の常勤医2名。週4日。年俸1,600〜1,900万円。当直なし。"
_OVER = "【お断り】前号に載せた竹田市・さくら原病院の外科医師（常勤1名、年俸1,500万円〜、医師住宅あり）は、応募があり充足しました。"
_SURGEON_SEEKS = "【求職】外科医、61歳。人吉市で週3日の外来を希望。日給8万円以上。当直不可。"
_SCANNER = "【譲渡】超音波診断装置（2019年製）。40万円。引き取りに来られる方。水俣市 おりづる医院"
_ROOM = "【貸室】駅前ビル2階、38坪。診療所の跡。家賃月22万円。皮膚科か耳鼻科の先生に。"
_NURSE = "【求人（看護ほか）】看護師。名寄市・名栗きのこ医院。週3日、時給1,800円。"


def _told(text: str) -> list[tuple[bool, object, object, object]]:
    read = read_text(text).to_json()
    return [(one["recruiting"], one["institution"], one["specialties"], one["slots"]) for one in read["openings"]]


_EYES_READ = (True, "やまぶき診療所", ["眼科"], ["sat_am", "sat_pm"])
_MEDICINE_READ = (True, "ほたる病院", ["内科"], None)


@pytest.mark.parametrize("beside", [[], [_SURGEON_SEEKS], [_SCANNER, _ROOM], [_NURSE, _SURGEON_SEEKS, _SCANNER, _ROOM]])
def test_only_notes_that_seek_a_physician_are_posts(beside: list[str]) -> None:
    notes = [*beside[:1], _EYES, *beside[1:], _MEDICINE]
    assert _told(_COLUMN.format(notes="\n\n".join(notes))) == [_EYES_READ, _MEDICINE_READ]


def test_a_column_without_a_physicians_post_offers_none() -> None:
    text = _COLUMN.format(notes="\n\n".join([_NURSE, _SURGEON_SEEKS, _SCANNER, _ROOM]))
    assert read_text(text).to_json()["openings"] == []


def test_who_takes_over_a_practice_is_sought() -> None:
    handed = "【継承】日南市・なごみ医院。後継の内科医師を1名求めます。常勤、年俸1,500万円。"
    assert ("なごみ医院" in str(_told(_COLUMN.format(notes=f"{handed}\n\n{_SURGEON_SEEKS}")))) is True


@pytest.mark.parametrize("mark", ["《決定》", "〔充足〕", "【成約】", "＊＊＊成立しました＊＊＊", "※受付終了"])
def test_a_state_set_off_closes_its_note_alone(mark: str) -> None:
    text = _COLUMN.format(notes=f"{_EYES.replace('【求人】', '【求人】' + mark + ' ')}\n\n{_MEDICINE}")
    assert [one[0] for one in _told(text)] == [False, True]


_LIST = """島根県　医師募集一覧　令和7年12月
番号\t病院名\t市町村\t診療科\t人数\t区分\t勤務日\t給与\t定年\t備考
7-05\tつばき病院\t大田市\t外科\t2名（1名決定済み）\t常勤\t週5日\t年額 1,600万円\t65歳\t
7-06\t〃\t〃\t小児科\t1名\t常勤\t週4日\t年額 1,500万円\t65歳\t産婦人科は大学から派遣が決まりました
7-07\tほたる診療所\t雲南市\t眼科\t1名\t非常勤\t月曜の午前\t半日 4万円\t—\t1年更新

{remark}
"""


@pytest.mark.parametrize(
    ("remark", "open_ones"),
    [
        ("※応募は各病院へ直接お願いします。", [True, True, True]),
        ("※7-06は11月20日に成約となりましたので、募集を締め切りました。", [True, False, True]),
        ("＊7-05の募集は先月終了しました。\n＊7-07はこのほど募集停止。", [False, True, False]),
        ("注 ほたる診療所は応募があり決まりました。ありがとうございました。", [True, True, False]),
        ("※看護師の募集は締め切りました。", [True, True, True]),
    ],
)
def test_a_remark_closes_the_row_that_it_names(remark: str, open_ones: list[bool]) -> None:
    assert [one[0] for one in _told(_LIST.format(remark=remark))] == open_ones


_CARDS = """★☆ メディ通信 ☆★　医師のための求人メールマガジン

かもめ病院（飯田市）
　外科／常勤／1名
　給与　年額 1,300万円〜1,600万円
　定年　63歳
　（求人ID 77003）

大町市 あおば診療所
　募集　麻酔科　常勤医師1名
　待遇　年俸 1,600万円以上
　（求人ID 77030）

{remark}
▽ 配信停止はこちら
"""


@pytest.mark.parametrize(
    ("remark", "open_ones"), [("", [True, True]), ("注）求人ID 77003の募集は11月20日に終了しました。", [False, True])]
)
def test_a_code_at_the_foot_of_a_card_is_the_cards(remark: str, open_ones: list[bool]) -> None:
    told = _told(_CARDS.format(remark=remark))
    assert [(one[0], one[1]) for one in told] == list(zip(open_ones, ["かもめ病院", "あおば診療所"], strict=True))
