"""Whole short advertisements of many kinds, written without looking at the rules, and what they say."""

from typing import Any

import pytest

from enishi.openings.reading import read_text

# (text, for each opening what is asserted of it); rows of pay as (unit, least, most), limits of age as (least, most)
TEXTS: list[tuple[str, list[dict[str, Any]]]] = [
    (
        """お世話になっております。あおぞら病院（岡山県津山市）事務長の山田です。
このたび内科の先生をお一人探しております。週4日、外来と病棟をお願いします。
年俸は1,500万円から1,700万円を考えております（今の先生は1,400万円です）。
当直はありません。夜間は月に3回ほど携帯電話をお持ちいただきます。
お住まいは病院の裏の官舎を無料でお使いください。
定年は70歳ですが、その後も1年ごとの契約でお続けいただけます。
""",
        [
            {
                "specialties": ["内科"],
                "headcount": 1,
                "days_per_week": [4, 4],
                "pay": [("year", 15000000, 17000000)],
                "night_duty": "none",
                "on_call": "required",
                "housing": True,
                "retirement_age": 70,
                "fixed_term": None,
                "municipality": "津山市",
                "prefecture": "33",
                "age_limit": None,
            },
        ],
    ),
    (
        """求人票
事業所名　特別養護老人ホーム ひだまり苑
所在地　　福井県敦賀市
職種　　　嘱託医（内科系）
勤務　　　毎週水曜 13:30〜15:30
報酬　　　1回 3万円
契約　　　1年（双方に申し出がなければ自動更新）
夜間・休日　看護師から電話でご相談することがあります
""",
        [
            {
                "employment": ["part_time"],
                "slots": ["wed_pm"],
                "pay": [("half_day", 30000, 30000)],
                "fixed_term": True,
                "on_call": "required",
            },
        ],
    ),
    (
        """【急募】日当直医師（スポット）
勤務日：12/30（火）、12/31（水）、1/2（金）
時間　：9:00〜翌9:00
給与　：1勤務12万円
場所　：かもめ病院（千葉県銚子市）
科目　：不問（救急は二次まで）
宿泊室あり、食事付き
""",
        [
            {
                "employment": ["spot"],
                "slots": [
                    "tue_am",
                    "tue_pm",
                    "tue_night",
                    "wed_am",
                    "wed_pm",
                    "wed_night",
                    "fri_am",
                    "fri_pm",
                    "fri_night",
                ],
                "pay": [("duty", 120000, 120000)],
                "any_specialty": True,
                "night_duty": "required",
                "fixed_term": True,
                "housing": None,
                "municipality": "銚子市",
            },
        ],
    ),
    (
        """町立はなさき診療所 所長（管理医師）募集要項
1 募集人員　1名
2 診療科　　内科・小児科（総合的に診られる方）
3 身分　　　町職員（任期の定めなし）
4 給与　　　年額 18,000千円程度
5 勤務　　　月〜金 8:30〜17:15
6 時間外　　当直なし。休日・夜間の呼び出しは隣町の病院が対応
7 住宅　　　医師住宅（4LDK）を無償貸与
8 応募資格　おおむね65歳まで
9 定年　　　なし
""",
        [
            {
                "headcount": 1,
                "specialties": ["内科", "小児科"],
                "fixed_term": False,
                "pay": [("year", 18000000, 18000000)],
                "night_duty": "none",
                "housing": True,
                "age_limit": (None, 65),
                "retirement_age": None,
                "slots": [
                    "mon_am",
                    "mon_pm",
                    "tue_am",
                    "tue_pm",
                    "wed_am",
                    "wed_pm",
                    "thu_am",
                    "thu_pm",
                    "fri_am",
                    "fri_pm",
                ],
            },
        ],
    ),
    (
        """医師募集（みなと総合病院・長崎県島原市）
・整形外科　常勤2名　年俸1,600万円〜2,200万円　当直月2回（免除の相談可）
・麻酔科　　非常勤　週1〜2日　日額10万円　当直なし　待機なし
共通：病院から徒歩3分に借上げマンションがあります。
""",
        [
            {
                "specialties": ["整形外科"],
                "employment": ["full_time"],
                "headcount": 2,
                "pay": [("year", 16000000, 22000000)],
                "night_duty": "negotiable",
                "housing": True,
            },
            {
                "specialties": ["麻酔科"],
                "employment": ["part_time"],
                "days_per_week": [1, 2],
                "pay": [("day", 100000, 100000)],
                "night_duty": "none",
                "on_call": "none",
                "housing": True,
            },
        ],
    ),
    (
        """健診の先生を探しています
内容：事業所健診の内診
期日：令和8年2月3日（火）・2月5日（木）
時間：8:30〜12:00
謝金：半日4万5千円（読影は1件200円を加算）
会社：みどり健診センター（群馬県高崎市）
""",
        [
            {
                "employment": ["spot"],
                "slots": ["tue_am", "thu_am"],
                "pay": [("half_day", 45000, 45000)],
                "fixed_term": True,
            },
        ],
    ),
    (
        """市立たつみ病院 任期付医師の募集について
病院事業では下記のとおり医師を募集します。
１．診療科及び人数　呼吸器内科、腎臓内科　各1名
２．勤務地　愛知県田原市
３．任期　採用の日から3年以内（更新することがあります）
４．受験資格　昭和40年4月2日以降に生まれた方
５．給与　卒後15年で約1,500万円、卒後25年で約1,750万円（諸手当を含む）
６．宿日直　月2〜3回程度、1回につき4万円
７．待機　月5日程度（手当あり）
８．宿舎　世帯用の公舎に空きがあります（使用料 月2万円）
９．申込締切　令和8年1月16日（金）必着
""",
        [
            {
                "specialties": ["呼吸器内科"],
                "headcount": 1,
                "municipality": "田原市",
                "prefecture": "23",
                "fixed_term": True,
                "age_limit": (None, 60),
                "pay": [("year", 15000000, 17500000), ("duty", 40000, 40000)],
                "night_duty": "required",
                "on_call": "required",
                "housing": True,
                "slots": None,
            },
            {
                "specialties": ["腎臓内科"],
                "headcount": 1,
                "municipality": "田原市",
                "prefecture": "23",
                "fixed_term": True,
                "age_limit": (None, 60),
                "pay": [("year", 15000000, 17500000), ("duty", 40000, 40000)],
                "night_duty": "required",
                "on_call": "required",
                "housing": True,
                "slots": None,
            },
        ],
    ),
    (
        """件名：外来のお手伝いのお願い
ふじみ台クリニックの佐藤です。
火曜午前と木曜終日の外来を担当くださる先生を探しています（木曜午前は決まりました）。
謝礼は半日5万円です。昨年までは4万5千円でした。
小児科または内科の先生であれば、ご年齢は問いません。
""",
        [
            {"specialties": ["小児科", "内科"], "pay": [("half_day", 50000, 50000)], "age_limit": None},
        ],
    ),
    (
        """医師募集
病院名：北山リハビリテーション病院
所在地：長野県飯山市
診療科：リハビリ、整形、内科のいずれか　計2名
勤務形態：常勤（週4日以上、時短も相談）
給与：年俸1,400万円〜（週5日の場合）
当直：免除可。当直に入られる場合は1回5万円
オンコール：なし
住居：なし（家賃の半額補助）
定年：満65歳。嘱託で75歳まで
""",
        [
            {
                "specialties": ["リハビリテーション科", "整形外科", "内科"],
                "headcount": 2,
                "employment": ["full_time"],
                "days_per_week": [4, None],
                "pay": [("year", 14000000, None), ("duty", 50000, 50000)],
                "night_duty": "negotiable",
                "on_call": "none",
                "housing": False,
                "retirement_age": 65,
                "age_limit": None,
            },
        ],
    ),
    (
        """当直の先生を募集しています
千里の丘病院（大阪府箕面市）
曜日　金・土・日
時間　17:30〜翌8:30
報酬　1回 55,000円（日曜は65,000円）
当直体制　寝当直中心、救急車の受け入れはありません
期間　令和8年4月〜令和9年3月
""",
        [
            {
                "slots": ["fri_night", "sat_night", "sun_night"],
                "pay": [("duty", 55000, 55000), ("duty", 65000, 65000)],
                "night_duty": "required",
                "fixed_term": True,
                "municipality": "箕面市",
                "on_call": None,
            },
        ],
    ),
    (
        """しおさい診療所（高知県土佐清水市）　医師1名を公募
町唯一の診療所です。前任の先生が3月で定年を迎えられます。
週5日勤務（水曜午後は研究日）。
報酬 月額130万円。
夜間の呼び出しは年に数回です。当直はございません。
医師住宅 新築 家賃無料
年齢 不問 科 不問
""",
        [
            {
                "headcount": 1,
                "any_specialty": True,
                "specialties": [],
                "pay": [("month", 1300000, 1300000)],
                "night_duty": "none",
                "housing": True,
                "age_limit": None,
                "retirement_age": None,
                "municipality": "土佐清水市",
                "recruiting": True,
            },
        ],
    ),
    (
        """健診医（パート）
・勤務地：新潟市中央区
・曜日：月〜金のうち週2日以上
・時間：8:30〜12:30
・時給：12,000円
・資格：人間ドックの経験のある方歓迎。科は問いません
・契約：半年更新
・年齢：75歳位まで
""",
        [
            {
                "employment": ["part_time"],
                "municipality": "新潟市",
                "days_per_week": [2, None],
                "slots": ["mon_am", "tue_am", "wed_am", "thu_am", "fri_am"],
                "pay": [("hour", 12000, 12000)],
                "any_specialty": True,
                "fixed_term": True,
                "age_limit": (None, 75),
            },
        ],
    ),
    (
        """島の診療所で一緒に働きませんか
鹿児島県大島郡与論町　ゆりの浜診療所
◇求める先生　内科、外科どちらかを診られる方　お一人
◇働き方　常勤。週5日、ご希望なら週4日も可
◇お給料　年収2,000万円保証
◇夜間　　当直はありませんが、オンコールは所長と交代です
◇住まい　海の見える一戸建て（無料）
◇年齢　　70歳くらいまで
""",
        [
            {
                "specialties": ["内科", "外科"],
                "headcount": 1,
                "employment": ["full_time"],
                "days_per_week": [4, 5],
                "pay": [("year", 20000000, 20000000)],
                "night_duty": "none",
                "on_call": "required",
                "housing": True,
                "age_limit": (None, 70),
                "municipality": "与論町",
                "prefecture": "46",
            },
        ],
    ),
    (
        """株式会社みなもと製作所　栃木工場（栃木県真岡市）では産業医を募集しています。
頻度は月1回、2時間ほどです。報酬は月額5万円。
契約は1年で、毎年更新します。前任の先生がご退職のためです。
健康診断の事後措置、職場巡視をお願いします。認定産業医の資格が必要です。
""",
        [
            {
                "employment": ["part_time"],
                "pay": [("month", 50000, 50000)],
                "fixed_term": True,
                "days_per_week": None,
                "slots": None,
                "headcount": None,
                "housing": None,
                "municipality": "真岡市",
            },
        ],
    ),
    (
        """あけぼの病院（山形県酒田市）医師募集のお知らせ
【募集科】消化器科　１名、循環器科　１名、神経内科　募集終了
【待遇】経験10年　1,600万円／20年　1,900万円
【当直】月3回（55歳以上免除）
【定年】65歳、以降は嘱託
【住宅】病院が借り上げたアパートを貸与。家賃の2割を負担
""",
        [
            {
                "specialties": ["消化器内科"],
                "headcount": 1,
                "recruiting": True,
                "pay": [("year", 16000000, 19000000)],
                "night_duty": "negotiable",
                "retirement_age": 65,
                "housing": True,
                "municipality": "酒田市",
            },
            {
                "specialties": ["循環器内科"],
                "headcount": 1,
                "recruiting": True,
                "pay": [("year", 16000000, 19000000)],
                "night_duty": "negotiable",
                "retirement_age": 65,
                "housing": True,
                "municipality": "酒田市",
            },
            {
                "specialties": ["脳神経内科"],
                "headcount": None,
                "recruiting": False,
                "pay": [("year", 16000000, 19000000)],
                "night_duty": "negotiable",
                "retirement_age": 65,
                "housing": True,
                "municipality": "酒田市",
            },
        ],
    ),
    (
        """老人保健施設 やすらぎの丘　施設長（医師）募集
勤務地　熊本県山鹿市
常勤1名（週4〜5日、週32時間以上）
給与　月額110万円＋賞与年2回
診療科は不問。リハビリや認知症に関心のある先生を歓迎します
夜間の呼び出しは月1〜2回あります。当直なし
60歳以上の先生も多く応募されています。定年なし
雇用期間の定めなし
""",
        [
            {
                "headcount": 1,
                "employment": ["full_time"],
                "days_per_week": [4, 5],
                "pay": [("month", 1100000, 1100000)],
                "any_specialty": True,
                "on_call": "required",
                "night_duty": "none",
                "age_limit": None,
                "retirement_age": None,
                "fixed_term": False,
                "municipality": "山鹿市",
            },
        ],
    ),
]


def plain(field: str, found: Any) -> Any:
    if found is None:
        return None
    if field == "pay":
        return [(row["unit"], row["min_yen"], row["max_yen"]) for row in found]
    if field == "age_limit":
        return found["min"], found["max"]
    return sorted(found) if field == "slots" else found


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_short_advertisement_says_what_a_careful_reader_takes_from_it(
    text: str, expected: list[dict[str, Any]]
) -> None:
    openings = read_text(text).openings
    read = [
        {field: plain(field, opening.value(field)) for field in wanted}
        for opening, wanted in zip(openings, expected, strict=True)
    ]
    assert read == [
        {field: sorted(said) if field == "slots" and said else said for field, said in one.items()} for one in expected
    ]
