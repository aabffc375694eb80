"""One opening in words: what the public page, the preview of the institution and the comparison of versions show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from enishi.common.clock import today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.halfdays import DAYS, PART_WORDS, PARTS
from enishi.common.workflow import Channel
from enishi.engine.schema import WISHES
from enishi.engine.specialties import NAMES, find
from enishi.institutions.enums import InstitutionKind
from enishi.institutions.models import Institution
from enishi.openings.conditions import Row, days_words, pay_text, readable_terms, rotation_words
from enishi.openings.enums import Duty, Employment
from enishi.openings.models import Opening, OpeningVersion
from enishi.openings.portrait import Group, of_group
from enishi.openings.rules import AMBER_AFTER_DAYS
from enishi.openings.scope import asked_by, needs_in
from enishi.web.talk.agreement import Piece, marked

ANY_SPECIALTY = "科目不問"
NO_SPECIALTY_YET = "診療科は未定"
HOW = {
    Channel.WEB: "画面で",
    Channel.PHONE: "お電話で",
    Channel.FAX: "ファクスで",
    Channel.PAPER: "書面で",
    Channel.MAIL: "メールで",
}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who stood for the facts, when and how; `next_by` is the day until which they are asked again."""

    who: str
    on: date
    how: str
    next_by: date


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs between two versions; `pieces` is the later wording, marked against the earlier."""

    label: str
    before: str
    pieces: tuple[Piece, ...]


def specialty_words(names: Iterable[str]) -> str:
    """内科・総合診療; 科目不問 for none."""
    return "・".join(NAMES[i] if (i := find(name)) is not None else name for name in names) or ANY_SPECIALTY


def specialty_of(version: OpeningVersion) -> str:
    """The same of a version; 診療科は未定 for a draft in which nobody has answered it."""
    return specialty_words(version.specialties) if version.specialties or version.any_specialty else NO_SPECIALTY_YET


def place_words(institution: Institution) -> str:
    """岩手県 久慈市."""
    municipality = institution.municipality
    return f"{municipality.prefecture.name} {municipality.name}"


def address_words(institution: Institution) -> str:
    """The address with its prefecture and municipality, each named once."""
    municipality, address = institution.municipality, institution.address
    if address.startswith(municipality.prefecture.name):
        return address
    return f"{municipality.prefecture.name}{'' if municipality.name in address else municipality.name}{address}"


def duty_words(version: OpeningVersion) -> list[str]:
    """Night duty and on-call as two short phrases: 当直なし, 呼び出しは相談できる."""
    night = {Duty.NONE: "当直なし", Duty.NEGOTIABLE: "当直は相談できる", Duty.REQUIRED: "当直あり"}
    call = {Duty.NONE: "呼び出しなし", Duty.NEGOTIABLE: "呼び出しは相談できる", Duty.REQUIRED: "呼び出しあり"}
    return [
        *([night[Duty(version.night_duty)]] if version.night_duty else []),
        *([call[Duty(version.on_call)]] if version.on_call else []),
    ]


def tags_of(version: OpeningVersion) -> list[str]:
    """The short words on a card."""
    ways = [Employment(e).label for e in version.employment]
    return [
        *ways,
        days_words(version.days),
        *duty_words(version),
        *(WISHES[o] for o in version.offers[:3] if o in WISHES),
    ]


def work_facts(version: OpeningVersion) -> list[Row]:
    """What is wanted and offered, apart from the conditions of the law."""
    start = "時期はご相談"
    if version.starts_on:
        begun = version.starts_on <= today()
        start = (
            f"すぐにでも（{western_with_era(version.starts_on)}からの募集）"
            if begun
            else western_with_era(version.starts_on)
        )
    return [
        Row("specialties", "診療科", specialty_of(version)),
        Row("employment", "働き方", "・".join(Employment(e).label for e in version.employment)),
        Row("headcount", "人数", f"{version.headcount}人"),
        *([Row("rotation", "分けて受け持つ", rotation_words(version))] if version.rotation else []),
        Row("duties_of_night", "当直・呼び出し", "、".join(duty_words(version))),
        Row("pay", "報酬", pay_text(version)),
        Row("starts_on", "始まり", start),
        Row("offers", "用意できること", "、".join(WISHES[o] for o in version.offers if o in WISHES)),
    ]


def portrait_facts(version: OpeningVersion, group: Group) -> list[Row]:
    """The facts beyond the law of one group; an unanswered one has no text."""
    return [Row(q.key, q.label, str(version.portrait.get(q.key, ""))) for q in of_group(group)]


def condition_facts(version: OpeningVersion) -> list[Row]:
    """The conditions of the law; an item that does not apply (renewal of an open-ended contract) is left out."""
    return [row for row in readable_terms(version) if row.text != "—"]


def institution_facts(institution: Institution) -> list[Row]:
    rows = [
        Row("name", "名称", institution.name),
        Row("kind", "種類", InstitutionKind(institution.kind).label),
        Row("place", "所在地", address_words(institution)),
        Row("beds", "病床", "" if institution.beds is None else f"{institution.beds}床"),
        Row("about", "ご紹介", institution.about),
    ]
    bedless = institution.kind != InstitutionKind.HOSPITAL
    return [row for row in rows if row.key != "beds" or row.text or not bedless]


def slot_rows(version: OpeningVersion) -> list[tuple[str, list[bool]]]:
    """(午前, seven yes or no from Monday), … for the small table; empty when no half day is named."""
    if not version.slots:
        return []
    chosen = set(version.slots)
    return [(word, [f"{day}_{part}" in chosen for day in DAYS]) for part, word in zip(PARTS, PART_WORDS, strict=True)]


def confirmation_of(opening: Opening) -> Confirmation | None:
    """The last confirmation; None before the first."""
    if opening.confirmed_at is None:
        return None
    on = timezone.localdate(opening.confirmed_at)
    how = HOW.get(Channel(opening.confirmed_channel), "") if opening.confirmed_channel else ""
    return Confirmation(opening.confirmed_by or "医療機関", on, how, on + timedelta(days=AMBER_AFTER_DAYS))


def changes_between(before: OpeningVersion, after: OpeningVersion) -> list[Change]:
    """Every item whose words differ, in the order of the page."""
    old, new = _all_rows(before), _all_rows(after)
    return [
        Change(row.label, was, marked(was, now))
        for key, row in {**old, **new}.items()
        if (was := old[key].text if key in old else "") != (now := new[key].text if key in new else "")
    ]


def scope_rows(version: OpeningVersion) -> list[Row]:
    asked = asked_by(needs_in(version))
    return [
        Row(
            f"scope_{found.group.code}",
            f"求める範囲（{found.group.label}）",
            "。".join([
                *(f"{word}：{'、'.join(_backed(items))}" for word, items in (("必要", found.must), ("あると助かる", found.plus)) if items),
                *([f"支える方：{found.backer}"] if found.backer else []),
            ]),
        )
        for found in asked
    ]  # fmt: skip


def _backed(items: tuple[tuple[str, bool], ...]) -> list[str]:
    return [f"{label}（支える人あり）" if backed else label for label, backed in items]


def _all_rows(version: OpeningVersion) -> dict[str, Row]:
    rows = [
        Row("title", "見出し", version.title),
        *(row for row in work_facts(version) if row.key not in {"pay", "employment", "duties_of_night"}),
        *readable_terms(version),
        *(row for group in Group for row in portrait_facts(version, group)),
        *scope_rows(version),
        Row("honest_note", "困りそうなこと", version.honest_note.strip()),
    ]
    return {row.key: row for row in rows}
