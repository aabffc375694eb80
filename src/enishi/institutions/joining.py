"""How an institution comes in: it applies in public, staff check it by the national list and by telephone, and decide."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.audit.actions import record, record_reading
from enishi.common.actor import Actor
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.institutions.actions import MACHINE, activate_institution, register_institution
from enishi.institutions.enums import OVER, InstitutionKind, NotAccepted, NumberSource
from enishi.institutions.listed import ListedFacility, folded_name
from enishi.institutions.members import invite
from enishi.institutions.models import Application, Institution, InstitutionCheck
from enishi.notices.unregistered import queue_to_address

APPLICANT = Actor(None, Party.INSTITUTION, "visitor")
"""Somebody without an account, on the public page."""

MOST_FOUND = 12
READ_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies: name, position (事務長), how to reach, and what it is about."""

    name: str
    position: str
    phone: str
    mail: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison with the national list. alike: None where the list says nothing."""

    label: str
    said: str
    listed: str
    alike: bool | None


def listed_like(words: str, prefecture: str = "") -> list[ListedFacility]:
    """Facilities of the newest list whose name holds the words, or that lie in the municipality so named; twelve at most."""
    rows = ListedFacility.objects.open_today().select_related("municipality__prefecture")
    if prefecture:
        rows = rows.in_prefecture(prefecture)
    found = list(rows.named(words)[:MOST_FOUND])
    if len(found) < MOST_FOUND and (first := words.split()[:1]):
        towns = Municipality.objects.filter(name__startswith=first[0])
        rest = " ".join(words.split()[1:])
        there = rows.filter(municipality__in=towns)
        found += [r for r in (there.named(rest) if rest else there)[:MOST_FOUND] if r not in found]
    return found[:MOST_FOUND]


@transaction.atomic
def apply_for_institution(*, key: uuid.UUID, applicant: Applicant, by: Actor, **facts: Any) -> Application:
    """An application from the public page. facts: of Institution, `listed` among them. The same key again is the same one."""
    if (found := Application.objects.filter(key=key).first()) is not None:
        return found
    try:
        with transaction.atomic():
            institution = register_institution(by=by, **facts)
            made = Application.objects.create(
                institution=institution,
                key=key,
                name=applicant.name,
                position=applicant.position,
                phone=applicant.phone,
                mail=applicant.mail,
                wish=applicant.wish,
            )
    except IntegrityError:  # pressed twice at the same moment
        return Application.objects.get(key=key)
    record(by=by, action="apply", object_type="institution", object_number=institution.number)
    if applicant.mail:
        queue_to_address(
            notice_id="IN1", address=applicant.mail, key=f"IN1:{institution.number}", about=institution.number
        )
    return made


def duplicates_of(institution: Institution) -> list[Institution]:
    """Other institutions, not closed, that stand on the same line of the national list or bear the same name in the place."""
    others = (
        Institution.objects.exclude(pk=institution.pk)
        .exclude(state__in=OVER)
        .select_related("municipality__prefecture")
    )
    same_line = others.filter(listed=institution.listed_id) if institution.listed_id else others.none()
    name = folded_name(institution.name)
    namesakes = [o for o in others.filter(municipality=institution.municipality_id) if folded_name(o.name) == name]
    return list({o.pk: o for o in [*same_line, *namesakes]}.values())


def compare(institution: Institution, listed: ListedFacility) -> list[Difference]:
    """What was applied beside what the list says: name, place, address, postcode, beds, kind, corporation."""
    corporation = institution.corporation.name if institution.corporation else ""
    beds = "" if institution.beds is None else f"{institution.beds}床"
    rows = [
        ("名称", institution.name, listed.name),
        ("市区町村", str(institution.municipality), str(listed.municipality)),
        ("所在地", institution.address, listed.address),
        ("郵便番号", institution.postcode, listed.postcode),
        ("病床", beds, "" if listed.beds_total is None else f"{listed.beds_total}床"),
        ("種類", InstitutionKind(institution.kind).label, InstitutionKind.HOSPITAL.label),
        ("法人", corporation, listed.corporation),
    ]
    return [Difference(label, said, there, _alike(label, said, there)) for label, said, there in rows]


def _alike(label: str, said: str, listed: str) -> bool | None:
    if not listed:
        return None
    one, other = folded_name(said), folded_name(listed)
    return (one in other or other in one) and bool(one) if label in ("所在地", "法人") else one == other


def read_application(institution: Institution, *, by: Actor) -> Application | None:
    """The application with name and numbers, the reading logged; None for an institution the desk entered itself."""
    found = Application.objects.filter(institution=institution).first()
    if found is not None:
        record_reading(
            by=by, what="applicant", object_type="institution", object_number=institution.number, level=READ_LEVEL
        )
    return found


def numbers_given(institution: Institution) -> set[str]:
    """The telephone numbers that the application itself names, as digits: a call there proves nothing."""
    application = Application.objects.filter(institution=institution).first()
    named = [institution.phone, application.phone] if application else []
    return {"".join(c for c in number if c.isdecimal()) for number in named if number}


@transaction.atomic
def check_institution(
    *,
    institution: Institution,
    by: Actor,
    listed: ListedFacility | None,
    number_called: str,
    number_source: NumberSource,
    spoke_with: str,
    confirmed: bool,
    note: str = "",
) -> InstitutionCheck:
    """The call back, and the comparison as it was. number_called: found in a public record, not taken from the application."""
    institution.listed = listed
    institution.save(update_fields=["listed"])
    rows = compare(institution, listed) if listed else []
    made = InstitutionCheck.objects.create(
        institution=institution,
        listed=listed,
        compared=[[d.label, d.said, d.listed, d.alike] for d in rows],
        number_called=number_called,
        number_source=number_source,
        spoke_with=spoke_with,
        confirmed=confirmed,
        note=note,
        checked_by_id=by.user_id,
    )
    record(
        by=by,
        action="check_institution",
        object_type="institution",
        object_number=institution.number,
        confirmed=confirmed,
        source=str(number_source),
    )
    return made


@transaction.atomic
def approve_application(*, institution: Institution, by: Actor) -> Institution:
    """Registered: who applied becomes its first administrator by the link of the welcome mail. Raises StepRefused."""
    activate_institution(institution=institution, by=by)
    application = Application.objects.filter(institution=institution).first()
    if application and application.mail:
        invite(
            institution=institution,
            by=by,
            mail=application.mail,
            name=application.name,
            role=Role.INSTITUTION_ADMIN,
            notice_id="IN2",
        )
    return institution


@transaction.atomic
def refuse_application(*, institution: Institution, by: Actor, reason: str) -> Institution:
    """Not registered. The applicant is told that it is so and may ask why by telephone; the reason stays in the log."""
    MACHINE.perform(institution, "I5", by=by, reason=reason)
    _tell(institution, "IN3")
    return institution


@transaction.atomic
def join_existing(*, institution: Institution, existing: Institution, role: Role, by: Actor) -> Institution:
    """The applicant's house is registered already: he or she is invited there, and this application ends."""
    application = Application.objects.select_for_update().filter(institution=institution).first()
    if application is None or not application.mail:
        raise StepRefused(Refusal("mail", "メールアドレスがないため、ご招待できません。お電話でお伝えください。"))
    if existing not in duplicates_of(institution):
        raise StepRefused(Refusal("existing", "同じ施設の登録ではありません。"))
    MACHINE.perform(institution, "I5", by=by, reason=f"すでに登録のある {existing.number} に加わっていただきます。")
    application.joined = existing
    application.save(update_fields=["joined"])
    invite(institution=existing, by=by, mail=application.mail, name=application.name, role=role)
    return existing


@transaction.atomic
def suspend_institution(*, institution: Institution, by: Actor, ground: NotAccepted, reason: str) -> Institution:
    """求人不受理 or another stop: no opening of it is shown or published until it is registered again. ground: the case of the law."""
    return MACHINE.perform(institution, "I3", by=by, reason=reason, reason_code=str(ground))


def _tell(institution: Institution, notice_id: str) -> None:
    application = Application.objects.filter(institution=institution).first()
    if application and application.mail:
        queue_to_address(
            notice_id=notice_id,
            address=application.mail,
            key=f"{notice_id}:{institution.number}",
            about=institution.number,
        )
