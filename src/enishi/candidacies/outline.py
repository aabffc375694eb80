"""The anonymous outline (disclosure level 1): the only words an institution reads before it says yes. Pure."""

from dataclasses import dataclass
from datetime import date

from enishi.candidacies.anonymity import Wording

DAY_WORDS = {"full_time": "常勤", "part_time": "非常勤", "spot": "単発・短期"}


@dataclass(frozen=True, slots=True)
class OutlineFacts:
    """What is wished: it describes the work, not the person, and is not counted by the meter (ADR 0021)."""

    employment: tuple[str, ...]
    days_min: float
    days_max: float
    available_from: date | None


def outline(wording: Wording, facts: OutlineFacts) -> str:
    """The outline as sentences, exactly as the physician sees them before saying yes."""
    who = "・".join(filter(None, (wording.age, wording.field)))
    person = f"{who}の医師。" if who else "医師。"
    where = f"{wording.place}にお住まい。" if wording.place else "お住まいの地域は控えます。"
    ways = "・".join(DAY_WORDS[e] for e in facts.employment if e in DAY_WORDS) or "働き方はご相談"
    low, high = f"{facts.days_min:g}", f"{facts.days_max:g}"
    days = f"週{low}日" if low == high else f"週{low}〜{high}日"
    start = (
        f"{facts.available_from.year}年{facts.available_from.month}月ごろから。"
        if facts.available_from
        else "開始の時期はご相談。"
    )
    return f"{person}{where}{ways}、{days}をご希望です。{start}"
