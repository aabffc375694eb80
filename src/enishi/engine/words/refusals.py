"""What each hard condition says when it is broken: one sentence for each side, and a short form for "why no list at
all".

The institution never learns that a physician hides from it or is under a no-solicitation promise: both read the same
to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from enishi.engine.conditions import CONFIDENTIAL, NO, Condition
from enishi.engine.schema import PREFECTURES
from enishi.engine.words.facts import (
    Facts,
    Sentence,
    annual_pay,
    day,
    day_range,
    employment_names,
    hours,
    quoted,
    skill_names,
    slots_phrase,
    specialty_names,
    wish_names,
    yen,
)

UNAVAILABLE = "unavailable"
_NEUTRAL = "いまはご紹介できる状況にありません。"


@dataclass(frozen=True)
class Refusal:
    """The words of one condition.

    `physician`, `institution`: sentences with the fields that `words` fills. `openings`, `physicians`: what stands
    between the reader and the many openings (many physicians) on the other side. `facts`: the columns it stands on;
    `institution_facts`: where the institution may stand on fewer of them, and `in_common`, in their place: what the
    opening asks or offers and the physician lacks or avoids, and nothing of his beyond.
    """

    physician: str
    institution: str
    openings: str
    physicians: str
    facts: tuple[str, ...]
    words: Callable[[Facts], dict[str, str | int]] = lambda f: {}
    institution_facts: tuple[str, ...] | None = None
    in_common: Callable[[Facts], dict[str, int]] = lambda f: {}


def _pay(f: Facts) -> dict[str, str | int]:
    top = max(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen)
    if top and top < f.p.min_annual_pay_yen:
        return {
            "offer": f"年収{annual_pay(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen)}",
            "floor": yen(f.p.min_annual_pay_yen),
        }
    return {"offer": f"1日{yen(f.o.daily_pay_yen)}", "floor": yen(f.p.min_daily_pay_yen)}


def _on_call(f: Facts) -> dict[str, str | int]:
    times = f.o.on_call_per_month
    often = f"月{times}回の" if times else ""
    if f.p.on_call == NO or f.p.max_on_call_per_month == 0:
        return {
            "why": f"{often}オンコールが必須の募集です。先生は、夜間や休日の呼び出しをご希望ではありません",
            "why_not": "オンコールをお引き受けになるご希望がありません",
        }
    return {
        "why": f"オンコールは月{times}回の募集で、ご希望の月{f.p.max_on_call_per_month}回までを超えます",
        "why_not": f"月{times}回のオンコールは、先生のご希望の回数を超えます",
    }


REFUSALS: dict[Condition, Refusal] = {
    Condition.CLOSED: Refusal(
        "この募集は、いまは受け付けていません。",
        "この募集は、受付を終えています。",
        "受付を終えています",
        "受付を終えています",
        ("opening.open", "opening.capacity"),
    ),
    Condition.STALE: Refusal(
        "募集の内容が45日以上確かめられていないため、いまはご案内を控えています。",
        "募集の内容が45日以上確かめられていません。お電話一本で、ご紹介を再開できます。",
        "募集の内容が45日以上確かめられていません",
        "募集の内容が45日以上確かめられていません",
        ("opening.confirmed_on",),
    ),
    Condition.NO_SOLICITATION: Refusal(
        "{until}までは、転職をお勧めしないお約束の期間です。",
        _NEUTRAL,
        "転職をお勧めしないお約束の期間です",
        "いまはご紹介できません",
        ("physician.no_solicitation_until",),
        lambda f: {"until": day(f.p.no_solicitation_until)},
    ),
    Condition.SHIELD: Refusal(
        "「知られたくない」とご指定の先です。先生のことは何も伝わりません。",
        _NEUTRAL,
        "「知られたくない」とご指定の先です",
        "いまはご紹介できません",
        (),
    ),
    Condition.SPECIALTY: Refusal(
        "お求めの{asked}は、先生のご専門（{own}）と離れています。",
        "お探しの{asked}と、先生のご専門が異なります。",
        "お求めの診療科が、先生のご専門と離れています",
        "ご専門が、お探しの診療科と異なります",
        ("physician.specialties", "opening.specialties"),
        lambda f: {"asked": specialty_names(f.o.specialties), "own": specialty_names(f.p.specialties)},
        ("opening.specialties",),
    ),
    Condition.SKILLS: Refusal(
        "必須とされている{skills}のご経験が、登録にありません。",
        "必須とされている{skills}のご経験が、確かめられていません。",
        "必須とされているご経験や資格が、登録にありません",
        "必須とされているご経験や資格が、確かめられていません",
        ("physician.skills", "opening.skills_required"),
        lambda f: {"skills": quoted(skill_names(f.o.skills_required & ~f.p.skills, f.skills))},
        ("opening.skills_required",),
        lambda f: {"pair.skills_missing": f.o.skills_required & ~f.p.skills},
    ),
    Condition.EMPLOYMENT: Refusal(
        "募集は{offered}で、ご希望の{accepted}と異なります。",
        "{offered}での勤務は、ご希望と異なります。",
        "勤務の形（常勤・非常勤・スポット）が、ご希望と異なります",
        "勤務の形（常勤・非常勤・スポット）のご希望が異なります",
        ("physician.employment", "opening.employment"),
        lambda f: {"offered": employment_names(f.o.employment), "accepted": employment_names(f.p.employment)},
        ("opening.employment",),
    ),
    Condition.PREFECTURE: Refusal(
        "{prefecture}は、ご希望の地域に入っていません。",
        "{prefecture}は、ご希望の地域に入っていません。",
        "ご希望の地域の外にあります",
        "別の地域をご希望です",
        ("physician.prefectures", "opening.prefecture"),
        lambda f: {"prefecture": PREFECTURES[f.o.prefecture]},
        ("opening.prefecture",),
    ),
    Condition.COMMUTE: Refusal(
        "通勤は片道、{journey}で、ご希望の{limit}分を超えます。",
        "お住まいから通える距離を超えています。",
        "通勤の時間（目安）が、ご希望を超えます",
        "お住まいから通える距離を超えています",
        ("pair.minutes", "physician.max_commute_min", "physician.relocation"),
        lambda f: {"journey": f.journey(), "limit": f.p.max_commute_min},
        (),
    ),
    Condition.DAYS: Refusal(
        "募集は週{days}日で、ご希望（{range}）と合いません。",
        "週{days}日の勤務が、先生のご希望と合いません。",
        "勤務の日数が、ご希望と合いません",
        "勤務の日数が、ご希望と合いません",
        ("physician.days_min", "physician.days_max", "opening.days"),
        lambda f: {"days": f.o.days, "range": day_range(f.p.days_min, f.p.days_max)},
        ("opening.days",),
    ),
    Condition.SLOTS: Refusal(
        "募集の曜日と時間（{asked}）に、ご都合のつかない枠があります。",
        "必要とされている曜日と時間（{asked}）に、ご都合がつきません。",
        "曜日や時間が、ご都合と合いません",
        "必要とされている曜日や時間に、ご都合がつきません",
        ("physician.slots", "opening.slots", "opening.days"),
        lambda f: {"asked": slots_phrase(f.o.slots) or f"週{f.o.days}日"},
        ("opening.slots", "opening.days"),
    ),
    Condition.NIGHT_DUTY: Refusal(
        "当直が必須の募集です。先生は、当直をご希望ではありません。",
        "当直をお引き受けになるご希望がありません。",
        "当直が必須です",
        "当直をご希望ではありません",
        ("physician.night_duty", "opening.night_duty"),
        institution_facts=("opening.night_duty",),
    ),
    Condition.ON_CALL: Refusal(
        "{why}。",
        "{why_not}。",
        "オンコールの条件が合いません",
        "オンコールの条件が合いません",
        (
            "physician.on_call",
            "physician.max_on_call_per_month",
            "opening.on_call",
            "opening.on_call_per_month",
        ),
        _on_call,
        ("opening.on_call", "opening.on_call_per_month"),
    ),
    Condition.PAY: Refusal(
        "提示の{offer}は、ご希望の{floor}に届きません。",
        "提示の{offer}が、先生のご希望に届きません。",
        "報酬が、ご希望に届きません",
        "提示の報酬が、ご希望に届きません",
        (
            "physician.min_annual_pay_yen",
            "physician.min_daily_pay_yen",
            "opening.annual_pay_min_yen",
            "opening.annual_pay_max_yen",
            "opening.daily_pay_yen",
        ),
        _pay,
        ("opening.annual_pay_min_yen", "opening.annual_pay_max_yen", "opening.daily_pay_yen"),
    ),
    Condition.MUST_WISH: Refusal(
        "必ずかなえたいとお話しの{wishes}が、用意されていません。",
        "先生が必ずかなえたいとお考えのことが、用意されていません。",
        "必ずかなえたいとお話しのことが、用意されていません",
        "必ずかなえたいとお考えのことが、用意されていません",
        ("physician.must", "opening.offers"),
        lambda f: {"wishes": quoted(wish_names(f.p.must & ~f.o.offers))},
        ("opening.offers",),
    ),
    Condition.NEVER_WISH: Refusal(
        "避けたいとお話しの{wishes}が、含まれています。",
        "先生が避けたいとお考えの{wishes}が、含まれています。",
        "避けたいとお話しのことが、含まれています",
        "避けたいとお考えのことが、含まれています",
        ("physician.never", "opening.offers"),
        lambda f: {"wishes": quoted(wish_names(f.p.never & f.o.offers))},
        (),
        lambda f: {"pair.wishes_avoided": f.p.never & f.o.offers},
    ),
    Condition.HOURS: Refusal(
        "週{hours}の勤務を加えると、勤務時間の上限を超える見込みです。",
        "ほかの勤務と合わせると、勤務時間の上限を超える見込みです。",
        "ほかの勤務と合わせると、勤務時間の上限を超える見込みです",
        "ほかの勤務と合わせると、勤務時間の上限を超える見込みです",
        ("physician.hours_left_min", "opening.weekly_min"),
        lambda f: {"hours": hours(f.o.weekly_min)},
        ("opening.weekly_min",),
    ),
    Condition.AGE_EXCEPTION: Refusal(
        "法令が認める例外により、60歳以上の方に限られた募集です。",
        "60歳以上の方に限る募集の条件に、合うことを確かめられていません。",
        "法令が認める例外により、60歳以上の方に限られています",
        "60歳以上の方に限る募集の条件に、合うことを確かめられていません",
        ("physician.is_60_or_over", "opening.age_exception"),
        institution_facts=("opening.age_exception",),
    ),
}


def neutral() -> Sentence:
    """What an institution reads of everything that is the physician's own affair: always the same words."""
    return Sentence(UNAVAILABLE, _NEUTRAL, {})


def for_physician(condition: Condition, f: Facts) -> Sentence:
    """The condition's sentence to the physician, with this pair's numbers."""
    refusal = REFUSALS[condition]
    return Sentence(key(condition), refusal.physician.format(**refusal.words(f)), f.of(*refusal.facts))


def for_institution(condition: Condition, f: Facts) -> Sentence:
    """The condition's sentence to the institution; neutral, without key or facts, for what only the desk may know.

    It says on which point the pair fails, and never the physician's own limit: his floor, his maximum, his minutes.
    """
    if condition & CONFIDENTIAL:
        return neutral()
    refusal = REFUSALS[condition]
    facts = refusal.facts if refusal.institution_facts is None else refusal.institution_facts
    stands_on = {**f.of(*facts), **refusal.in_common(f)}
    return Sentence(key(condition), refusal.institution.format(**refusal.words(f)), stands_on)


def key(condition: Condition) -> str:
    """The condition's name in stored explanations and files: `night_duty`."""
    return str(condition.name).lower()
