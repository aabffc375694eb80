"""The anonymous outline (disclosure level 1): the only words an institution reads before it says yes. Pure."""

from dataclasses import dataclass
from datetime import date

DAY_WORDS = {"full_time": "常勤", "part_time": "非常勤", "spot": "単発・短期"}


@dataclass(frozen=True, slots=True)
class OutlineFacts:
    """Level-1 facts only: a block of prefectures, a specialty group, the decade of age, days, start."""

    region_block: str
    specialty_group: str
    birth_date: date | None
    employment: tuple[str, ...]
    days_min: float
    days_max: float
    available_from: date | None


def age_band(birth_date: date, today: date) -> str:
    """Ten-year band: 「60代」. 80 and older are one band, as few people stand there."""
    age = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return "80歳以上" if age >= 80 else f"{age // 10 * 10}代"


def outline(facts: OutlineFacts, today: date) -> str:
    """The outline as sentences, exactly as the physician sees them before saying yes."""
    who = f"{age_band(facts.birth_date, today)}・" if facts.birth_date else ""
    where = f"{facts.region_block}にお住まい" if facts.region_block else "お住まいの地域は未定"
    ways = "・".join(DAY_WORDS[e] for e in facts.employment if e in DAY_WORDS) or "働き方はご相談"
    low, high = _number(facts.days_min), _number(facts.days_max)
    days = f"週{low}日" if low == high else f"週{low}〜{high}日"
    start = (
        f"{facts.available_from.year}年{facts.available_from.month}月ごろから。"
        if facts.available_from
        else "開始の時期はご相談。"
    )
    return f"{who}{facts.specialty_group}の医師。{where}。{ways}、{days}をご希望です。{start}"


def _number(value: float) -> str:
    return f"{value:g}"
