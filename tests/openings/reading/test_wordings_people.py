"""Who is sought, how many, of what age and for how long, as different clerks write it."""

import pytest
from tests.openings.reading.wordings import value

FULL, PART, SPOT = "full_time", "part_time", "spot"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("雇用形態：常勤", [FULL]),
        ("任期付職員として採用します。", [FULL]),
        ("週4日勤務の常勤医を募集します。", [FULL]),
        ("正規職員として採用します。", [FULL]),
        ("身分：フルタイム会計年度任用職員", [FULL]),
        ("身分：パートタイム会計年度任用職員", [PART]),
        ("パートタイム会計年度任用職員として任用します。", [PART]),
        ("嘱託産業医を募集します。", [PART]),
        ("当施設の嘱託医をお願いできる先生を探しています。", [PART]),
        ("身分：嘱託（非常勤）", [PART]),
        ("産業医として、毎月2回のご訪問をお願いします。", [PART]),
        ("月に1度、工場へお越しいただける産業医を探しています。", [PART]),
        ("レギュラーの非常勤医師を募集", [PART]),
        ("パート医師募集", [PART]),
        ("常勤または非常勤（応相談）", [FULL, PART]),
        ("常勤が難しければ週1日からの非常勤でも結構です。", [FULL, PART]),
        ("定期・単発いずれも可", [PART, SPOT]),
        ("スポット勤務", [SPOT]),
        ("12/7（日）9:00〜17:00", [SPOT]),
        ("日時：12月30日（火）8:30〜12:30", [SPOT]),
        ("年末年始だけのお手伝いをお願いします。", [SPOT]),
        ("常勤医3名が在籍しています。", None),
        ("非常勤医師が週2回診療しています。", None),
        ("定年後は嘱託として勤務できます。", None),
        ("常勤換算で医師3.2人", None),
        ("面接日：12/7（日）", None),
        ("応募締切：1月10日（土）", None),
    ],
)
def test_the_kind_of_employment_is_that_of_the_one_sought(phrase: str, expected: list[str] | None) -> None:
    assert value("employment", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("募集人員：1名", 1),
        ("募集人員：3人程度", 3),
        ("募集人数：お一人", 1),
        ("募集人数：おふたり", 2),
        ("定員：2", 2),
        ("欠員：1名", 1),
        ("内科の先生を二人お願いしたく存じます。", 2),
        ("先生をお一人探しています。", 1),
        ("内科の先生をおひとりお迎えしたいと思います。", 1),
        ("もう1名、常勤の先生にお越しいただきたい。", 1),
        ("外科医を2人、公募する。", 2),
        ("医師１名の増員です。", 1),
        ("常勤医2名に加え、残る1名を募集しています。", 1),
        ("3名体制で1名が不足しています。", 1),
        ("常勤医が1名となったため、新たに2名を募集します。", 2),
        ("2人の募集に1人の採用が決まり、残る1人の募集を続ける。", 1),
        ("3名募集のうち1名は内定しました。", 2),
        ("看護師3名、医師1名を募集します。", 1),
        ("1名採用予定", 1),
        ("採用予定人員　1名程度", 1),
        ("募集人員：若干名", None),
        ("医師5名体制です。", None),
        ("常勤医4名と非常勤医で診療しています。", None),
        ("看護師9名が支えます。", None),
        ("外来は1日40人ほどです。", None),
        ("指導医2名が在籍しています。", None),
        ("昨年は3名の応募がありました。", None),
        ("内科医を募集します。常勤医は6名です。", None),
    ],
)
def test_the_number_of_people_is_of_those_still_sought(phrase: str, expected: int | None) -> None:
    assert value("headcount", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("任期の定めのない職員", False),
        ("期間の定めはありません。", False),
        ("雇用期間：定めなし", False),
        ("無期雇用です。", False),
        ("契約期間：なし", False),
        ("正職員（任期なし）", False),
        ("期限の定めのない雇用です。", False),
        ("雇用期間に定めはございません。", False),
        ("任期は設けておりません。", False),
        ("契約は半年ごとに取り交わします。", True),
        ("双方に異議がなければ1年ずつ延長します。", True),
        ("1年ごとの契約です。", True),
        ("任期：3年（再任可）", True),
        ("任期付職員", True),
        ("1年契約・更新あり", True),
        ("契約期間：令和8年4月1日〜令和9年3月31日", True),
        ("会計年度任用職員", True),
        ("単年度契約です。", True),
        ("毎年4月に契約を結び直します。", True),
        ("雇用期間：半年（更新可）", True),
        ("産休に入る先生の代わりを9月までお願いします。産休代替です。", True),
        ("契約は1年とし、以後は協議して続けます。", True),
        ("契約期間：応相談", None),
        ("試用期間：3か月", None),
        ("定年後は1年ごとに再雇用します。", None),
        ("専門医の更新を応援します。", None),
        ("最終更新日：令和8年1月5日", None),
        ("長くお勤めいただける先生", None),
        ("募集期間：令和8年1月31日まで", None),
        ("給与は1年ごとに見直します。", None),
    ],
)
def test_a_term_is_stated_or_denied(phrase: str, expected: bool | None) -> None:
    assert value("fixed_term", phrase) is expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("応募資格：60歳未満の方", (None, 59)),
        ("年齢：65歳以下", (None, 65)),
        ("応募資格：おおむね65歳まで", (None, 65)),
        ("おおむね65歳までの先生にお願いします。", (None, 65)),
        ("概ね６５歳まで", (None, 65)),
        ("年齢　70歳ぐらいまで", (None, 70)),
        ("70歳くらいまでの先生を希望します。", (None, 70)),
        ("年齢の上限は65歳です。", (None, 65)),
        ("応募資格：満60歳に達していない方", (None, 59)),
        ("65歳以上の方はご遠慮ください。", (None, 64)),
        ("応募資格：40歳から65歳くらいまでの先生", (40, 65)),
        ("応募資格：55歳以上70歳未満", (55, 69)),
        ("年齢：50歳代まで", (None, 59)),
        ("年齢：60歳以上限定", (60, None)),
        ("外来のお手伝いです。６０歳以上の先生に限ります。お車は不要です。", (60, None)),
        ("応募資格：昭和36年4月2日以降に生まれた方\n応募締切：令和8年1月30日", (None, 64)),
        ("年齢：不問", None),
        ("年齢制限はありません。", None),
        ("60歳以上の方も歓迎します。", None),
        ("70代の先生も活躍しています。", None),
        ("院長は58歳です。", None),
        ("定年：65歳（再雇用70歳まで）", None),
        ("70歳まで勤務できます。", None),
        ("当直は60歳までの先生にお願いしています。", None),
        ("65歳以上の住民が4割を占めます。", None),
    ],
)
def test_an_age_limit_is_for_applying(phrase: str, expected: tuple[int | None, int | None] | None) -> None:
    limit = value("age_limit", phrase)
    assert (limit and (limit["min"], limit["max"])) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("定年：65歳（再雇用70歳まで）", 65),
        ("定年65歳、再雇用制度あり", 65),
        ("医師の定年は70歳です。", 70),
        ("65歳定年制です。", 65),
        ("定年：60歳（医師は65歳）", 65),
        ("定年は満65歳に達した年度の末日です。", 65),
        ("停年　63歳", 63),
        ("定年：65", 65),
        ("六十五歳定年", 65),
        ("定年：あり（一律65歳）", 65),
        ("定年　有（70歳）", 70),
        ("当院の定年は六十八歳です。", 68),
        ("定年：なし", None),
        ("定年はありません。", None),
        ("70歳まで再雇用します。", None),
        ("定年後も75歳まで働けます。", None),
        ("大学を65歳で定年退官された先生を歓迎します。", None),
        ("勤務先を定年退職された先生、歓迎です。", None),
    ],
)
def test_the_age_of_retirement_is_that_of_the_post(phrase: str, expected: int | None) -> None:
    assert value("retirement_age", phrase) == expected
