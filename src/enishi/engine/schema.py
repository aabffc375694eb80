"""Names, bit layouts and ranges of every column of a market.

Sex, birth date, age, family, nationality, photo and fee are not columns, and a caller who passes one is refused. The
only thing that derives from a birth date is the boolean `is_60_or_over`; it is read by one hard condition, the
opening's lawful age exception 3-i-ni (an opening limited to people of 60 and over), and by no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

# fmt: off
PREFECTURES: tuple[str, ...] = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)
# fmt: on
ALL_PREFECTURES = (1 << 47) - 1

EMPLOYMENT: tuple[str, ...] = ("full_time", "part_time", "spot")
EMPLOYMENT_NAMES: tuple[str, ...] = ("常勤", "非常勤（定期）", "スポット")
RELOCATION: tuple[str, ...] = ("no", "weekly", "yes")
WILLING: tuple[str, ...] = ("no", "negotiable", "yes")  # physicians' night_duty and on_call
ASKED: tuple[str, ...] = ("none", "negotiable", "required")  # openings' night_duty and on_call
DESIGNATIONS: tuple[str, ...] = ("shortage", "priority", "spot")
DESIGNATION_NAMES: tuple[str, ...] = ("医師少数区域", "重点医師偏在対策支援区域", "医師少数スポット")
AGE_EXCEPTION_NONE, AGE_EXCEPTION_60, AGE_EXCEPTION_OTHER = 0, 1, 2

WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES: tuple[str, ...] = ("月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜")
# Bits 0-13: mon_am, mon_pm … sun_pm; bits 14-20: mon_night … sun_night.
SLOTS: tuple[str, ...] = (
    *(f"{day}_{half}" for day in WEEKDAYS for half in ("am", "pm")),
    *(f"{day}_night" for day in WEEKDAYS),
)
ALL_SLOTS = (1 << len(SLOTS)) - 1
DAYTIME_SLOTS = (1 << 14) - 1
DAY_MASKS: tuple[int, ...] = tuple((3 << 2 * day) | (1 << 14 + day) for day in range(7))

WISHES: dict[str, str] = {
    "housing": "住まいの用意",
    "travel_paid": "交通費の支給",
    "retraining": "学び直しの支援",
    "research_day": "研究日",
    "no_weekend": "土日の休み",
    "mentoring": "若い医師の指導",
    "management": "管理職としての役割",
    "new_field": "新しい分野への挑戦",
    "home_visits": "訪問診療",
    "outpatient": "外来診療",
    "wards": "病棟診療",
    "checkups": "健診",
    "dialysis": "透析",
    "endoscopy": "内視鏡",
    "industrial": "産業医の仕事",
    "care_facility": "介護施設での診療",
    "remote_island": "離島での診療",
    "online": "オンライン診療",
    "extension_after_retirement": "定年後の継続勤務",
    "family_support": "ご家族への支援",
}
WISH_BITS: dict[str, int] = {key: 1 << index for index, key in enumerate(WISHES)}
ALL_WISHES = (1 << len(WISHES)) - 1

NO_LIMIT = 65535  # max_commute_min, hours_left_min: nothing stated
ANY_NUMBER = 255  # max_on_call_per_month: nothing stated
STALE_AFTER_DAYS = 45  # an opening unconfirmed for longer is hidden from everyone

FORBIDDEN_COLUMNS = frozenset({"sex", "birth_date", "age", "family", "nationality", "photo", "fee", "name"})


@dataclass(frozen=True)
class Schema:
    """What the numbers of one market mean.

    `as_of`: the day the market is looked at. `skills`: the words behind the bits of `skills` and `skills_required`,
    at most 64.
    """

    as_of: date
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One numeric column: dtype in memory and the closed range allowed."""

    name: str
    dtype: type[np.generic]
    low: float
    high: float


def day_number(day: date | None) -> int:
    """Days since 1970-01-01, the unit of every date column; 0 stands for "not stated"."""
    return 0 if day is None else (day - date(1970, 1, 1)).days


_U64 = float(2**64 - 1)
_DAYS = float((date.max - date(1970, 1, 1)).days)
_YEN = float(2**31 - 1)

PHYSICIAN_COLUMNS: tuple[Column, ...] = (
    Column("main_specialty", np.uint8, 0, 63),  # index in specialties.SPECIALTIES
    Column("specialties", np.uint64, 1, _U64),  # bits
    Column("skills", np.uint64, 0, _U64),  # bits, words in Schema.skills
    Column("home_prefecture", np.uint8, 0, 46),  # JIS code - 1
    Column("located", np.bool_, 0, 1),  # lat and lon are known
    Column("lat", np.float64, -90, 90),  # degrees; 0 when not located
    Column("lon", np.float64, -180, 180),
    Column("prefectures", np.uint64, 1, ALL_PREFECTURES),  # bits, bit = JIS code - 1
    Column("max_commute_min", np.uint16, 0, NO_LIMIT),  # one way
    Column("relocation", np.uint8, 0, 2),
    Column("employment", np.uint8, 1, 7),  # bits
    Column("days_min", np.uint8, 0, 7),  # a week
    Column("days_max", np.uint8, 0, 7),
    Column("slots", np.uint32, 1, ALL_SLOTS),  # bits; nothing stated = ALL_SLOTS
    Column("night_duty", np.uint8, 0, 2),
    Column("on_call", np.uint8, 0, 2),
    Column("max_on_call_per_month", np.uint8, 0, ANY_NUMBER),  # times; ANY_NUMBER = nothing stated
    Column("min_annual_pay_yen", np.int32, 0, _YEN),  # 0 = no floor
    Column("min_daily_pay_yen", np.int32, 0, _YEN),
    Column("must", np.uint32, 0, ALL_WISHES),  # bits
    Column("want", np.uint32, 0, ALL_WISHES),
    Column("never", np.uint32, 0, ALL_WISHES),
    Column("available_from", np.int32, 0, _DAYS),  # day number, 0 = at once
    Column("hours_left_min", np.uint16, 0, NO_LIMIT),  # minutes a week
    Column("licence_verified", np.bool_, 0, 1),
    Column("no_solicitation_until", np.int32, 0, _DAYS),  # day number, last day of the lock; 0 = none
    Column("is_60_or_over", np.bool_, 0, 1),  # for the coded age exception only
)

POST_COLUMNS: tuple[Column, ...] = (
    Column("institution", np.int64, 1, float(2**62)),  # key; shields compare by it
    Column("corporation", np.int64, 0, float(2**62)),  # key; 0 = none
    Column("prefecture", np.uint8, 0, 46),
    Column("located", np.bool_, 0, 1),
    Column("lat", np.float64, -90, 90),
    Column("lon", np.float64, -180, 180),
    Column("specialties", np.uint64, 0, _U64),  # bits; 0 = any specialty
    Column("skills_required", np.uint64, 0, _U64),
    Column("employment", np.uint8, 1, 7),  # bits
    Column("capacity", np.int32, 0, 10_000),  # heads still wanted
    Column("days", np.uint8, 0, 7),  # a week; 0 = not stated
    Column("slots", np.uint32, 0, ALL_SLOTS),  # bits; 0 = not stated
    Column("weekly_min", np.uint16, 0, 10_080),  # minutes a week
    Column("night_duty", np.uint8, 0, 2),
    Column("on_call", np.uint8, 0, 2),
    Column("on_call_per_month", np.uint8, 0, 31),  # times; 0 = not stated
    Column("annual_pay_min_yen", np.int32, 0, _YEN),  # 0 = not stated
    Column("annual_pay_max_yen", np.int32, 0, _YEN),
    Column("daily_pay_yen", np.int32, 0, _YEN),
    Column("offers", np.uint32, 0, ALL_WISHES),
    Column("starts_on", np.int32, 0, _DAYS),  # day number, 0 = any time
    Column("designation", np.uint8, 0, 7),  # bits
    Column("open", np.bool_, 0, 1),
    Column("confirmed_on", np.int32, 0, _DAYS),  # day number, 0 = never
    Column("age_exception", np.uint8, 0, 2),
)

AnyArray = NDArray[Any]
Bool = NDArray[np.bool_]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
