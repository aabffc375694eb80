"""Whom a shield covers, and on which day a new physician hears from us. Pure."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, timedelta

from enishi.common.japanese.halfdays import DAYS
from enishi.common.japanese.working_days import add_working_days, is_working_day
from enishi.common.workflow import Channel

FIRST_CONTACT_WORKING_DAYS = 1

LEGAL_FORMS = (
    "医療法人社団", "医療法人財団", "社会医療法人", "医療法人", "社会福祉法人", "独立行政法人", "国立大学法人",
    "公益財団法人", "一般財団法人", "公益社団法人", "一般社団法人", "学校法人", "株式会社",
)  # fmt: skip


def plain_name(name: str) -> str:
    """NFKC, without blanks and legal forms: 「医療法人社団　青葉会」 and 「青葉会」 are one."""
    text = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    for form in LEGAL_FORMS:
        text = text.replace(form, "")
    return text


def names_touch(shield: str, candidate: str) -> bool:
    """True if one name stands in the other; names of one letter never match, so a slip hides nobody from everything."""
    a, b = plain_name(shield), plain_name(candidate)
    return len(a) > 1 and len(b) > 1 and (a in b or b in a)


def department_words(name: str) -> tuple[str, ...]:
    """What names a university department: its own name, and its university, whose hospitals are the same people.

    「見本大学 第二内科」 → 「見本大学 第二内科」「見本大学」.
    """
    university = re.match(r".*?大学", plain_name(name))
    return (name, university[0]) if university else (name,)


def group_words(name: str) -> tuple[str, ...]:
    """A group is met by its bare name too: 「青葉会グループ」 → 「青葉会グループ」「青葉会」."""
    bare = plain_name(name).removesuffix("グループ")
    return (name, bare) if len(bare) > 1 and bare != plain_name(name) else (name,)


def shield_covers(shield: str, institution: str, corporation: str = "", group: str = "") -> bool:
    """A shield by name covers an institution, everything of the corporation, and everything of its group."""
    return any(names_touch(shield, name) for name in (institution, corporation, group) if name)


def first_contact_on(registered: date, *, channel: str, days: Collection[str] = ()) -> date:
    """The day of the first contact: the next working day, for a call the first one on a promised day of the week.

    channel: code of Channel; days: codes of `halfdays.DAYS` on which the physician may be called, empty for any.
    Who may only be called on Saturdays and Sundays is called on the first of these days, though the office is closed.
    """
    first = add_working_days(registered, FIRST_CONTACT_WORKING_DAYS)
    promised = set(days) & set(DAYS)
    if channel != Channel.PHONE or not promised:
        return first
    only_weekends = promised <= {"sat", "sun"}
    day = registered + timedelta(days=1) if only_weekends else first
    while DAYS[day.weekday()] not in promised or not (only_weekends or is_working_day(day)):
        day += timedelta(days=1)
    return day
