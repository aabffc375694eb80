"""What could go out of a record, in the words of the file: each fact beside its label, so that each can be left out."""

from enishi.candidacies.summary import outline_of_physician
from enishi.common.actor import Actor
from enishi.openings.conditions import days_words, pay_text
from enishi.openings.models import Opening
from enishi.physicians.access import identity_of
from enishi.physicians.career import career_lines
from enishi.physicians.models import Physician
from enishi.referrals.enums import Level, SheetKind
from enishi.referrals.rules import facts_allowed, in_order
from enishi.web.desk.sheets import wish_rows
from enishi.web.openings.facts import condition_facts, place_words, work_facts

OF_WISHES = {
    "specialties": "診療科",
    "employment": "働き方",
    "days": "日数",
    "prefectures": "都道府県",
    "night_duty": "当直・オンコール",
    "available_from": "始められる時期",
    "note": "お伝えになりたいこと",
}
"""Fact → row of the wish sheet."""

LEFT_OUT_AT_FIRST = frozenset(
    {"outline", "employer", "career", "note", "licence_number", "address", "birth_date", "contact", "pay"}
)
"""Not ticked until somebody ticks them: what the first talk of another bank can do without."""


def physician_facts(physician: Physician, level: Level, *, by: Actor) -> dict[str, str]:
    """Everything that may go out at this level; reading the identity is logged."""
    facts = {"outline": outline_of_physician(physician)}
    if level == Level.IDENTITY:
        i, wished = identity_of(physician, by=by), dict(wish_rows(physician.wishes))
        facts |= {key: wished.get(row, "") for key, row in OF_WISHES.items()}
        facts["wishes"] = "。".join(f"{k}：{wished[k]}" for k in ("必ず", "できれば", "避けたい") if wished.get(k))
        facts |= {
            "family_name": i.family_name, "given_name": i.given_name, "family_kana": i.family_kana,
            "given_kana": i.given_kana, "birth_date": i.birth_date, "phone": i.phone, "mail": i.mail,
            "address": i.address, "licence_number": i.licence_number, "employer": i.employer,
            "career": "\n".join(career_lines(physician)) or i.career,
        }  # fmt: skip
    allowed = facts_allowed(SheetKind.PHYSICIAN, str(level))
    return dict(in_order(SheetKind.PHYSICIAN, {k: v for k, v in facts.items() if k in allowed}))


def opening_facts(opening: Opening) -> dict[str, str]:
    """What of an opening is in public anyway, and whom to ask."""
    version, house = opening.current, opening.institution
    work = {row.key: row.text for row in work_facts(version)}
    terms = {row.key: row.text for row in condition_facts(version)}
    facts = {
        "title": version.title, "institution": house.name, "place": place_words(house),
        "specialties": work.get("specialties", ""), "employment": work.get("employment", ""),
        "days": days_words(version.days), "duty": work.get("duties_of_night", ""), "pay": pay_text(version),
        "starts_on": work.get("starts_on", ""), "offers": work.get("offers", ""), "duties": terms.get("duties", ""),
        "working_hours": terms.get("working_hours", ""), "contact": f"{house.name}　{house.phone}" if house.phone else "",
    }  # fmt: skip
    return dict(in_order(SheetKind.OPENING, facts))
