"""One record as the pages of merging show it beside another."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from enishi.candidacies.models import Candidacy
from enishi.common.japanese.date_display import western
from enishi.institutions.declarations import standing_of
from enishi.institutions.enums import InstitutionKind, InstitutionState
from enishi.institutions.members import members_of
from enishi.institutions.models import Institution
from enishi.merging.enums import Kind
from enishi.merging.kinds import handling_of
from enishi.merging.querysets import better_kept, likely_doubles, merges_of
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Identity, Physician

Card = dict[str, Any]


def physician_card(row: Physician, names: Mapping[int, Identity], *, short: bool = False) -> Card:
    """names: identities by primary key, their reading logged. short: what tells two apart, without another query."""
    facts = [
        ("お申し込み", western(localdate(row.registered_at))),
        ("担当", row.coordinator.name if row.coordinator else "未定"),
    ]
    if not short:
        talks = row.candidacies
        facts[1:1] = [("求職受理", _said(row.accepted_on)), ("医籍の確認", _said(row.licence_verified_on))]
        facts += [
            ("ログイン", "アカウントがあります" if row.user_id else "アカウントはありません"),
            ("お話", f"{talks.count()}件（進行中 {talks.still_open().count()}件）"),
        ]
    label = PhysicianState(row.state).label
    return _card(row, f"{names[row.pk].full_name} 先生", "desk_doctor", label, facts)


def institution_card(row: Institution, _: Mapping[int, Identity], *, short: bool = False) -> Card:
    facts = [
        ("種類", InstitutionKind(row.kind).label),
        ("法人", row.corporation.name if row.corporation else "—"),
        ("所在地", f"{row.municipality}　{row.address}"),
        ("電話番号", row.phone or "—"),
    ]
    if not short:
        openings = Opening.objects.filter(institution=row)
        talks = Candidacy.objects.still_open().filter(opening__institution=row)
        facts += [
            ("国の一覧", row.listed.name if row.listed else "結びついていません"),
            ("自己申告", standing_of(row).label),
            ("担当の方", "、".join(f"{m.user.name}（{m.role_label}）" for m in members_of(row)) or "—"),
            ("募集", f"{openings.count()}件（公開中 {openings.filter(state=OpeningState.PUBLISHED).count()}件）"),
            ("お話", f"進行中 {talks.count()}件"),
        ]
    return _card(row, row.name, "desk_institution", InstitutionState(row.state).label, facts)


def opening_card(row: Opening, _: Mapping[int, Identity], *, short: bool = False) -> Card:
    version = row.current
    facts = [
        ("医療機関", row.institution.name),
        ("診療科", _specialties(row)),
        ("管理番号", row.external_number or "—"),
        ("届いた方法", version.get_made_channel_display() if version and version.made_channel else "—"),
        ("最後の確認", western(localdate(row.confirmed_at)) if row.confirmed_at else "まだ"),
    ]
    if not short:
        talks = row.candidacies
        facts += [
            ("求人受付", _said(row.received_on)),
            ("お話", f"{talks.count()}件（進行中 {talks.still_open().count()}件）"),
        ]
    title = (version.title if version else "") or row.number
    return _card(row, title, "desk_opening", OpeningState(row.state).label, facts)


def _specialties(row: Opening) -> str:
    if row.current is None:
        return "—"
    return "科目を問わない" if row.current.any_specialty else "・".join(row.current.specialties) or "—"


def _card(row: Any, title: str, page: str, label: str, facts: list[tuple[str, str]]) -> Card:
    return {
        "number": row.number,
        "title": title,
        "url": reverse(page, args=[row.number]),
        "state": row.state,
        "label": label,
        "facts": facts,
    }


def _said(day: date | None) -> str:
    return western(day) if day else "まだ"


CARDS: dict[Kind, Callable[..., Card]] = {
    Kind.PHYSICIAN: physician_card,
    Kind.INSTITUTION: institution_card,
    Kind.OPENING: opening_card,
}
HOME = {
    Kind.PHYSICIAN: ("医師", "/desk/doctors"),
    Kind.INSTITUTION: ("医療機関", "/desk/institutions"),
    Kind.OPENING: ("募集", "/desk/openings"),
}
"""The first crumb: the list a record of this kind stands in."""


def doubles_of_record(row: Any) -> dict[str, Any]:
    """For `desk/doubles.html` on the page of an institution or an opening: what looks like it, and what became one with it."""
    kind = handling_of(row).kind
    found = [
        {**CARDS[kind](other, {}, short=True), "pair": better_kept(row, other), "signs": signs}
        for other, signs in likely_doubles(row)
    ]
    return {"doubles": found, "merges": merges_of(row)}
