"""What is taken off pay by social insurance, as dated rows. Rates are parts of 100,000, so that every figure is a whole number.

`…_low` and `…_high` are the ends of what differs by insurer, prefecture or municipality.
"""

from datetime import date

from enishi.law.dated import Evidence, Parameter

_TO_CONFIRM = Evidence.TO_CONFIRM
_RATE, _YEN = "parts of 100,000", "yen"
_FY2026, _FY2026_END = date(2026, 4, 1), date(2027, 3, 31)
_HEALTH = "健康保険法156条・160条（協会けんぽの都道府県ごとの料率と、組合ごとの料率）"
_NHI = "国民健康保険法施行令29条の7（令和8年度の賦課限度額。令和8年1月21日公布の改正政令）"
_NHI_BY_TOWN = "国民健康保険法施行令29条の7（市町村ごとの料率。幅は当会の見積もり）"
_LATER = "高齢者の医療の確保に関する法律104条、同法施行令18条（令和8年1月21日公布の改正政令）"
_LATER_BY_PREFECTURE = "高齢者の医療の確保に関する法律104条（広域連合ごとの料率。幅は当会の見積もり）"
_CARE = "介護保険法129条、同法施行令38条（市町村ごとの基準額と段階。第9期、令和6年5月の厚生労働省の集計）"

NET_PAY = (
    Parameter("pension_rate", 9_150, _RATE, "厚生年金の保険料（ご本人の分）", "厚生年金保険法81条・82条", date(2017, 9, 1)),
    Parameter("pension_bonus_top_yen", 1_500_000, "yen a month", "厚生年金の賞与の上限（1か月）", "厚生年金保険法24条の4",
              date(2020, 9, 1)),
    Parameter("basic_pension_month_yen", 17_920, "yen a month", "国民年金の保険料", "国民年金法87条", _FY2026, _FY2026_END),
    Parameter("basic_pension_last_age", 60, "years of age", "国民年金の保険料を納める年齢（この年齢に達するまで）", "国民年金法7条",
              date(1986, 4, 1)),
    Parameter("health_rate_low", 2_850, _RATE, "健康保険の保険料（ご本人の分。低い組合の例）", _HEALTH, _FY2026, _FY2026_END,
              evidence=_TO_CONFIRM),
    Parameter("health_rate_high", 5_275, _RATE, "健康保険の保険料（ご本人の分。協会けんぽのいちばん高い県）", _HEALTH, _FY2026, _FY2026_END),
    Parameter("health_top_grade_yen", 1_390_000, "yen a month", "健康保険の標準報酬月額の上限", "健康保険法40条", date(2016, 4, 1)),
    Parameter("health_bonus_top_yen", 5_730_000, "yen a year", "健康保険の賞与の上限（1年度）", "健康保険法45条", date(2016, 4, 1)),
    Parameter("children_rate", 115, _RATE, "子ども・子育て支援金（ご本人の分）", "子ども・子育て支援法71条の3、健康保険法156条",
              _FY2026, _FY2026_END),
    Parameter("care_rate", 810, _RATE, "40歳から64歳の介護保険料（ご本人の分）", "健康保険法156条、介護保険法129条", _FY2026, _FY2026_END),
    Parameter("care_first_age", 40, "years of age", "介護保険料を納めはじめる年齢", "介護保険法9条", date(2000, 4, 1)),
    Parameter("care_own_age", 65, "years of age", "介護保険料を市区町村へ納める年齢", "介護保険法9条", date(2000, 4, 1)),
    Parameter("care_base_low_yen", 3_374, "yen a month", "65歳からの介護保険料の基準額（いちばん低い所）", _CARE,
              date(2024, 4, 1), date(2027, 3, 31)),
    Parameter("care_base_high_yen", 9_249, "yen a month", "65歳からの介護保険料の基準額（いちばん高い所）", _CARE,
              date(2024, 4, 1), date(2027, 3, 31)),
    Parameter("unemployment_rate", 500, _RATE, "雇用保険料（ご本人の分）", "労働保険の保険料の徴収等に関する法律12条", _FY2026, _FY2026_END),
    Parameter("later_first_age", 75, "years of age", "後期高齢者医療に移る年齢", "高齢者の医療の確保に関する法律50条", date(2008, 4, 1)),
    Parameter("later_rate_low", 8_000, _RATE, "後期高齢者医療の所得割（低い所）", _LATER_BY_PREFECTURE, _FY2026, date(2028, 3, 31), evidence=_TO_CONFIRM),
    Parameter("later_rate_high", 12_500, _RATE, "後期高齢者医療の所得割（高い所）", _LATER_BY_PREFECTURE, _FY2026, date(2028, 3, 31), evidence=_TO_CONFIRM),
    Parameter("later_head_low_yen", 40_000, "yen a year", "後期高齢者医療の均等割（低い所）", _LATER_BY_PREFECTURE, _FY2026, date(2028, 3, 31), evidence=_TO_CONFIRM),
    Parameter("later_head_high_yen", 65_000, "yen a year", "後期高齢者医療の均等割（高い所）", _LATER_BY_PREFECTURE, _FY2026, date(2028, 3, 31), evidence=_TO_CONFIRM),
    Parameter("later_top_low_yen", 850_000, "yen a year", "後期高齢者医療の賦課限度額（医療分）", _LATER, _FY2026, date(2028, 3, 31)),
    Parameter("later_top_high_yen", 871_000, "yen a year", "後期高齢者医療の賦課限度額（子ども分を含む）", _LATER, _FY2026, date(2028, 3, 31)),
    Parameter("nhi_rate_low", 8_000, _RATE, "国民健康保険の所得割（低い所）", _NHI_BY_TOWN, _FY2026, _FY2026_END, evidence=_TO_CONFIRM),
    Parameter("nhi_rate_high", 14_000, _RATE, "国民健康保険の所得割（高い所）", _NHI_BY_TOWN, _FY2026, _FY2026_END, evidence=_TO_CONFIRM),
    Parameter("nhi_head_low_yen", 30_000, "yen a year", "国民健康保険の均等割・平等割（低い所）", _NHI_BY_TOWN, _FY2026, _FY2026_END, evidence=_TO_CONFIRM),
    Parameter("nhi_head_high_yen", 100_000, "yen a year", "国民健康保険の均等割・平等割（高い所）", _NHI_BY_TOWN, _FY2026, _FY2026_END, evidence=_TO_CONFIRM),
    Parameter("nhi_top_yen", 930_000, "yen a year", "国民健康保険の賦課限度額（医療分と支援金分）", _NHI, _FY2026, _FY2026_END),
    Parameter("nhi_children_top_yen", 30_000, "yen a year", "国民健康保険の賦課限度額（子ども分）", _NHI, _FY2026, _FY2026_END),
    Parameter("nhi_care_top_yen", 170_000, "yen a year", "国民健康保険の賦課限度額（介護分。40歳から64歳）", _NHI, _FY2026, _FY2026_END),
    Parameter("voluntary_top_grade_yen", 320_000, "yen a month", "任意継続の標準報酬月額の上限（協会けんぽ）", "健康保険法47条（前年9月30日の平均）", date(2025, 4, 1), _FY2026_END),
    Parameter("voluntary_rate_low", 9_210, _RATE, "任意継続の保険料（全額がご本人。協会けんぽのいちばん低い県）", _HEALTH, _FY2026, _FY2026_END),
)  # fmt: skip
