"""Whom a shield covers. Pure."""

import re
import unicodedata

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
