"""Night duty and being called, as different clerks write it."""

import pytest
from tests.openings.reading.wordings import value


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("当直なし", "none"),
        ("当直はありません。", "none"),
        ("当直業務はございません", "none"),
        ("当直はお願いしておりません。", "none"),
        ("当直の義務はありません。", "none"),
        ("当直に入っていただく必要はありません。", "none"),
        ("夜勤なし、日勤のみのお仕事です。", "none"),
        ("当直：無（日直のみ）", "none"),
        ("当直　なし（ご希望の方は可）", "none"),
        ("当直・待機とも無し\n住まいはご相談ください", "none"),
        ("当直とオンコールはどちらもありません。", "none"),
        ("夜間の当直は免除いたします。", "none"),
        ("当直は非常勤医師が担当しますので、常勤の先生の当直はありません。", "none"),
        ("６０歳以上の医師には当直を免除する。", "negotiable"),
        ("当直には入らず、日中だけ働きます。", "none"),
        ("当直：月2回程度", "required"),
        ("当直あり（月3〜4回、翌日は午後休み）", "required"),
        ("当直は月に2回お願いしています。", "required"),
        ("当直が月3回あります。", "required"),
        ("宿直に入っていただきます。", "required"),
        ("週1回の当直をお願いします。", "required"),
        ("当直：月2回\n当直のない日の呼び出しはありません。", "required"),
        ("当直：4週に1回", "required"),
        ("夜勤：月4回", "required"),
        ("当直：応相談", "negotiable"),
        ("当直　入らない働き方もできます", "negotiable"),
        ("当直は希望制です。", "negotiable"),
        ("当直：65歳以上は免除", "negotiable"),
        ("当直の有無はご相談ください。", "negotiable"),
        ("当直の回数は相談に応じます。", "negotiable"),
        ("当直なしも可", "negotiable"),
        ("当直は任意です。", "negotiable"),
        ("当直：月2回（60歳を過ぎたら外れることができます）", "negotiable"),
        ("当直　入らなくても構いません", "negotiable"),
        ("宿日直許可を取得しています。", None),
        ("当直室を新しくしました。", None),
        ("日直：月1回", None),
        ("当直明けはお休みです。", None),
        ("夜間の電話は看護師が受けます。", None),
    ],
)
def test_night_duty_is_read(phrase: str, expected: str | None) -> None:
    assert value("night_duty", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("オンコール：なし", "none"),
        ("オンコールはございません。", "none"),
        ("当直・待機とも無し\n住まいはご相談ください", "none"),
        ("当直：月2回\n当直のない日の呼び出しはありません。", "none"),
        ("時間外の呼出しはいたしません。", "none"),
        ("夜間・休日の電話対応はありません。", "none"),
        ("自宅待機の必要はありません。", "none"),
        ("夜間に先生へお電話することはありません。", "none"),
        ("オンコールあり（月5回）", "required"),
        ("自宅待機 週1回", "required"),
        ("拘束：月5回", "required"),
        ("宅直あり（月4回）", "required"),
        ("オンコールは当番制で、週1回程度です。", "required"),
        ("緊急時の呼び出しに応じていただきます。", "required"),
        ("夜間は先生に月2回ほどお電話が行きます（待機手当1回5千円）。", "required"),
        ("夜間も町内で待機する。", "required"),
        ("夜間の電話対応を常勤医で交代して行います。", "required"),
        ("休日は月に1回、電話当番をお願いします。", "required"),
        ("夜間に施設から先生へ電話でご相談することがあります。", "required"),
        ("待機は月に4日ほど、携帯電話をお持ちいただきます。", "required"),
        ("オンコール：応相談", "negotiable"),
        ("オンコール　65歳以上は免除", "negotiable"),
        ("待機の回数はご相談に応じます。", "negotiable"),
        ("オンコール待機：免除可", "negotiable"),
        ("オンコールは協議のうえ決めます。", "negotiable"),
        ("オンコールなしの働き方もご相談いただけます。", "negotiable"),
        ("オンコール手当：1回5,000円", None),
        ("院内保育所は待機児童ゼロです。", None),
        ("ご質問はお電話でどうぞ。", None),
        ("夜間の電話は看護師が受けます。", None),
        ("応募の際はまずお電話をください。", None),
        ("当直：月2回", None),
    ],
)
def test_being_called_is_read(phrase: str, expected: str | None) -> None:
    assert value("on_call", phrase) == expected


def test_a_physician_who_is_called_at_night_is_on_call() -> None:
    assert value("on_call", "夜間の急患は電話で呼び出される。") == "required"
    assert value("on_call", "夜間の往診当番あり（月5回位）。") == "required"
    assert value("on_call", "夜の電話当番は、院長と半分ずつです。") == "required"
