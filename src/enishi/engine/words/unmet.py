"""Points of an eligible pair that do not fit yet: what it is, the question to ask, whom to ask, and what would mend it.

Pure functions of the pair's facts, one a point, in the order in which they weigh on a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from enishi.engine.schema import AGE_EXCEPTION_OTHER, NO_LIMIT, STALE_AFTER_DAYS, WISH_BITS, WISHES
from enishi.engine.words.changes import OPENING, Change, offer, postpone_start
from enishi.engine.words.facts import Facts, annual_pay, day, day_range, specialty_names, yen

INSTITUTION, PHYSICIAN, DESK = "institution", "physician", "desk"
SOON_STALE_DAYS = 30
_WISH_OF_BIT = {bit: wish for wish, bit in WISH_BITS.items()}


@dataclass(frozen=True, slots=True)
class Unmet:
    """`text`: what does not fit yet; `question`: what to ask; `ask`: institution, physician or desk; `remedy`: one
    change or None.

    `text` and `facts` are for the physician and the desk. The institution reads the question, when it is asked: it says
    none of the physician's numbers, and none but the opening's own.
    """

    key: str
    text: str
    question: str
    ask: str
    facts: dict[str, Any]
    remedy: Change | None = field(default=None)

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "text": self.text,
            "question": self.question,
            "ask": self.ask,
            "facts": dict(self.facts),
        }


def licence_unverified(f: Facts) -> Iterator[Unmet]:
    if not f.p.licence_verified:
        yield Unmet(
            "licence_unverified",
            "医師資格の確認が、まだ済んでいません。ご提案の前に確かめます。",
            "医師免許証の原本を、いつ拝見できますか",
            DESK,
            f.of("physician.licence_verified"),
        )


def other_age_exception(f: Facts) -> Iterator[Unmet]:
    if f.o.age_exception == AGE_EXCEPTION_OTHER:
        yield Unmet(
            "age_exception",
            "募集に、法令が認める例外事由の記載があります。",
            "例外事由の内容と、この先生に当てはまるかを確かめていただけますか",
            DESK,
            f.of("opening.age_exception"),
        )


def near_specialty(f: Facts) -> Iterator[Unmet]:
    if f.o.specialties and not f.o.specialties & f.p.serves:
        asked = specialty_names(f.o.specialties & f.p.near)
        yield Unmet(
            "near_specialty",
            f"{asked}は、先生にとって学び直しが要る分野です。",
            "学び直しの期間と、そのあいだ相談できる医師を教えていただけますか",
            INSTITUTION,
            f.of("physician.specialties", "opening.specialties", "opening.offers"),
        )


_ASKED = ("", "相談となっています", "必須です")
_HOPED = ("ご希望ではありません", "相談に応じるとのお考えです")


def night_duty(f: Facts) -> Iterator[Unmet]:
    if f.p.night_duty < 2 and f.o.night_duty:
        yield Unmet(
            "night_duty",
            f"当直は、募集では{_ASKED[f.o.night_duty]}。先生は{_HOPED[f.p.night_duty]}。",
            "当直は月に何回ほどで、免除や交代はできますか",
            INSTITUTION,
            f.of("physician.night_duty", "opening.night_duty"),
            Change(
                "night_duty",
                OPENING,
                {"night_duty": 0},
                "当直を「なし」にしていただければ",
                0.4 if f.o.night_duty == 1 else 0.6,
            ),
        )


def on_call(f: Facts) -> Iterator[Unmet]:
    hoped = f.p.on_call if f.p.max_on_call_per_month else 0
    if hoped < 2 and f.o.on_call:
        times = f.o.on_call_per_month
        stated = f"（月{times}回）" if times else ""
        question = "の免除や交代はできますか" if times else "は月に何回ほどで、免除や交代はできますか"
        yield Unmet(
            "on_call",
            f"オンコール{stated}は、募集では{_ASKED[f.o.on_call]}。先生は{_HOPED[hoped]}。",
            f"オンコール{stated}{question}",
            INSTITUTION,
            f.of(
                "physician.on_call",
                "physician.max_on_call_per_month",
                "opening.on_call",
                "opening.on_call_per_month",
            ),
            Change(
                "on_call",
                OPENING,
                {"on_call": 0},
                "オンコールを「なし」にしていただければ",
                0.4 if f.o.on_call == 1 else 0.6,
            ),
        )


def on_call_too_often(f: Facts) -> Iterator[Unmet]:
    """The number is a wish only while on-call itself may be talked about; where it is required it is a condition."""
    times, most = f.o.on_call_per_month, f.p.max_on_call_per_month
    if f.o.on_call == 1 and f.p.on_call and 0 < most < times:
        yield Unmet(
            "on_call_per_month",
            f"オンコールは、募集では月{times}回です。先生のご希望は月{most}回までです。",
            "オンコールの回数について、ご相談できますか",
            INSTITUTION,
            f.of("physician.max_on_call_per_month", "opening.on_call", "opening.on_call_per_month"),
            Change(
                "on_call_per_month",
                OPENING,
                {"on_call_per_month": most},
                f"オンコールを月{times}回から{most}回にしていただければ",
                0.5 * (times - most) / times,
            ),
        )


def annual_pay_floor(f: Facts) -> Iterator[Unmet]:
    low, top, floor = (
        f.o.annual_pay_min_yen,
        max(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen),
        f.p.min_annual_pay_yen,
    )
    if 0 < low < floor <= top:
        remedy = Change(
            "annual_pay",
            OPENING,
            {"annual_pay_min_yen": floor},
            f"年収の下限を{yen(low)}から{yen(floor)}にしていただければ",
            (floor - low) / floor,
        )
        yield Unmet(
            "annual_pay",
            f"年収の提示は{annual_pay(low, top)}で、下限はご希望の{yen(floor)}に{yen(floor - low)}届きません。",
            "年収は、ご提示の幅のどのあたりになりますか",
            INSTITUTION,
            f.of("physician.min_annual_pay_yen", "opening.annual_pay_min_yen", "opening.annual_pay_max_yen"),
            remedy,
        )


_PAY_FACTS = (
    "physician.min_annual_pay_yen",
    "physician.min_daily_pay_yen",
    "opening.annual_pay_max_yen",
    "opening.daily_pay_yen",
)


def pay_unstated(f: Facts) -> Iterator[Unmet]:
    wants_year = f.p.min_annual_pay_yen and not (f.o.annual_pay_min_yen or f.o.annual_pay_max_yen)
    wants_day = f.p.min_daily_pay_yen and not f.o.daily_pay_yen
    full_time = f.o.employment & 1
    if wants_year and full_time:
        remedy = Change(
            "annual_pay",
            OPENING,
            {"annual_pay_max_yen": f.p.min_annual_pay_yen},
            f"年収{yen(f.p.min_annual_pay_yen)}以上とお示しいただければ",
            0.15,
        )
        yield Unmet(
            "pay_unstated",
            "年収が、まだ示されていません。",
            "年収は、おいくらになりますか",
            INSTITUTION,
            f.of(*_PAY_FACTS),
            remedy,
        )
    elif wants_day and f.o.employment & 6 and not full_time:
        remedy = Change(
            "daily_pay",
            OPENING,
            {"daily_pay_yen": f.p.min_daily_pay_yen},
            f"1日{yen(f.p.min_daily_pay_yen)}以上とお示しいただければ",
            0.15,
        )
        yield Unmet(
            "pay_unstated",
            "1日の報酬が、まだ示されていません。",
            "1日の報酬は、おいくらになりますか",
            INSTITUTION,
            f.of(*_PAY_FACTS),
            remedy,
        )


def _needs_lodging(f: Facts) -> bool:
    """He would stay over or move, and no home is offered."""
    beyond = f.minutes > f.p.max_commute_min or (f.p.max_commute_min == NO_LIMIT and f.minutes > 120)
    return bool(f.p.relocation and beyond and not (f.o.offers | f.p.never) & WISH_BITS["housing"])


def lodging(f: Facts) -> Iterator[Unmet]:
    if _needs_lodging(f):
        yield Unmet(
            "lodging",
            f"ご自宅から{f.journey()}ですが、住まいの用意は募集に書かれていません。",
            "泊まる所や住まいを、用意していただけますか",
            INSTITUTION,
            f.of("pair.minutes", "physician.relocation", "opening.offers"),
            offer("housing", f),
        )


def distance_unknown(f: Facts) -> Iterator[Unmet]:
    if f.minutes < 0:
        yield Unmet(
            "distance_unknown",
            "通勤の時間を、まだ確かめられていません。",
            "ご自宅からは、どのように通われますか",
            PHYSICIAN,
            {},
        )


def start_later(f: Facts) -> Iterator[Unmet]:
    """A wanted start that has passed means as soon as possible: the opening is still to be filled."""
    if f.o.starts_on and f.p.available_from > max(f.o.starts_on, f.as_of):
        wanted = (
            f"医療機関がお望みの着任は{day(f.o.starts_on)}です。"
            if f.o.starts_on > f.as_of
            else "医療機関は、できるだけ早い着任をお望みです。"
        )
        yield Unmet(
            "start",
            f"{wanted}先生がお始めになれるのは、{day(f.p.available_from)}からです。",
            "着任の時期について、ご相談できますか",
            INSTITUTION,
            f.of("physician.available_from", "opening.starts_on"),
            postpone_start(f),
        )


def days_unstated(f: Facts) -> Iterator[Unmet]:
    if f.o.days == 0 and f.o.employment != 4 and f.p.days_max:
        wanted = day_range(f.p.days_min, f.p.days_max)
        yield Unmet(
            "days_unstated",
            f"勤務の日数が、まだ示されていません。先生のご希望は{wanted}です。",
            "週に何日の勤務をお考えですか",
            INSTITUTION,
            f.of("physician.days_min", "physician.days_max", "opening.days"),
        )


def wishes_missing(f: Facts) -> Iterator[Unmet]:
    asked_already = WISH_BITS["housing"] if _needs_lodging(f) else 0
    missing = f.p.want & ~f.o.offers & ~asked_already
    facts = f.of("physician.want", "opening.offers") if missing else {}
    while missing:
        bit = missing & -missing
        missing ^= bit
        wish = _WISH_OF_BIT[bit]
        name = WISHES[wish]
        yield Unmet(
            f"wish_{wish}",
            f"ご希望の「{name}」は、募集に書かれていません。",
            f"「{name}」について、ご相談できますか",
            INSTITUTION,
            facts,
            offer(wish, f),
        )


def soon_stale(f: Facts) -> Iterator[Unmet]:
    days = f.as_of - f.o.confirmed_on
    if SOON_STALE_DAYS < days <= STALE_AFTER_DAYS:
        yield Unmet(
            "confirm",
            f"募集の内容を最後に確かめたのは、{day(f.o.confirmed_on)}です。",
            "募集の内容は、いまも同じですか",
            INSTITUTION,
            f.of("opening.confirmed_on"),
        )


POINTS: tuple[Callable[[Facts], Iterator[Unmet]], ...] = (
    licence_unverified,
    other_age_exception,
    near_specialty,
    night_duty,
    on_call,
    on_call_too_often,
    annual_pay_floor,
    pay_unstated,
    lodging,
    distance_unknown,
    start_later,
    days_unstated,
    wishes_missing,
    soon_stale,
)


def points(f: Facts) -> tuple[Unmet, ...]:
    """Every point of this pair that does not fit yet."""
    found: list[Unmet] = []
    for point in POINTS:
        found.extend(point(f))
    return tuple(found)
