"""The facts in Japanese words, for people who look them over."""

from datetime import date
from typing import Any

from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.halfdays import compact_words, mask_of
from enishi.common.japanese.money import man_yen_words
from enishi.openings.reading.facts import Reading

LABELS = {
    "recruiting": "募集", "institution": "医療機関", "prefecture": "都道府県", "municipality": "市区町村", "specialties": "診療科",
    "any_specialty": "科目を問わない", "employment": "働き方", "headcount": "人数", "days_per_week": "週の日数", "slots": "曜日と時間",
    "pay": "給与", "night_duty": "当直", "on_call": "オンコール", "housing": "住まい", "age_limit": "年齢の制限",
    "retirement_age": "定年", "fixed_term": "契約の期間",
    "working_hours": "始業・終業の時刻", "breaks": "休憩時間", "probation": "試用期間", "starts_on": "始まりの日", "insurance": "社会保険など",
    "smoking": "受動喫煙を防ぐ措置",
}  # fmt: skip
EMPLOYMENT = {"full_time": "常勤", "part_time": "非常勤（定期）", "spot": "単発・短期"}
DUTY = {"none": "なし", "required": "あり", "negotiable": "相談できる"}
UNITS = {"year": "年", "month": "月", "day": "1日", "half_day": "半日", "hour": "1時間", "duty": "当直・日直1回"}
OUT_OF_SCOPE = {
    "resident_training": "臨床研修医・専攻医の募集のようです。",
    "not_physician": "医師以外の職種の募集のようです。",
    "not_an_ad": "医師の募集は見つかりませんでした。",
}


def unread_words(reading: Reading) -> str:
    """A sentence about what was not read at the end of a text, and where that begins; empty where all was read."""
    if not reading.unread:
        return ""
    begins = f"「{reading.rest_begins}」から後の" if reading.rest_begins else "終わりの"
    return f"文章が長いため、{begins}{reading.unread:,}字は読み取っていません。そこから後は、分けてお送りください。"


def words_for(field: str, value: Any) -> str:
    """One value of `facts.FIELDS` or `facts.DRAFT_FIELDS` in words; 書かれていません for None."""
    if value is None or (field == "any_specialty" and not value):
        return "書かれていません"
    match field:
        case "recruiting":
            return "募集中" if value else "終了・停止"
        case "specialties":
            return "、".join(value) or "科目を問わない"
        case "any_specialty":
            return "はい"
        case "employment":
            return "、".join(EMPLOYMENT[kind] for kind in value)
        case "headcount":
            return f"{value}名"
        case "days_per_week":
            return _range(value[0], value[1], "週", "日")
        case "slots":
            return compact_words(mask_of(value))
        case "pay":
            return "、".join(_pay(row) for row in value)
        case "night_duty" | "on_call":
            return DUTY[value]
        case "housing":
            return "あり" if value else "なし"
        case "age_limit":
            return _range(value["min"], value["max"], "", "歳")
        case "retirement_age":
            return f"{value}歳"
        case "fixed_term":
            return "期間の定めあり" if value else "期間の定めなし"
        case "starts_on":
            return western_with_era(date.fromisoformat(value))
    return str(value)


def _range(least: float | None, most: float | None, before: str, after: str) -> str:
    if least == most:
        return f"{before}{least}{after}"
    if most is None:
        return f"{before}{least}{after}以上"
    return f"{before}{most}{after}まで" if least is None else f"{before}{least}〜{most}{after}"


def _pay(row: dict[str, Any]) -> str:
    least, most = row["min_yen"], row["max_yen"]
    if least == most:
        amount = man_yen_words(least)
    elif most is None:
        amount = f"{man_yen_words(least)}以上"
    else:
        amount = f"{man_yen_words(most)}まで" if least is None else f"{man_yen_words(least)}〜{man_yen_words(most)}"
    return f"{UNITS[row['unit']]} {amount}"
