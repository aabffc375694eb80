"""One door to what the desk works on, by its number, and who looks after it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES, Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.desk.models import Deputy, Keeper
from enishi.institutions.access import institution_for
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.openings.access import opening_for
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.access import physician_for
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with what every page of it needs. kind: the field of rows that stand beside it."""

    kind: str
    row: Any
    href: str

    @property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def beside(self) -> dict[str, Any]:
        """{"physician": row}: for filters and new rows."""
        return {self.kind: self.row}

    @property
    def is_active(self) -> bool:
        return self.row.state not in OVER[self.kind]

    @property
    def physician(self) -> Physician | None:
        """The person a record is about, if any."""
        return {"physician": self.row, "candidacy": getattr(self.row, "physician", None)}.get(self.kind)


OVER: dict[str, frozenset[str]] = {
    "physician": frozenset({PhysicianState.CLOSED, PhysicianState.MERGED}),
    "institution": frozenset({InstitutionState.CLOSED, InstitutionState.MERGED}),
    "opening": frozenset({OpeningState.CLOSED, OpeningState.MERGED}),
    "candidacy": frozenset(s.value for s in ENDS),
}


def subject_of(row: Physician | Institution | Opening | Candidacy) -> Subject:
    """For a row that has already come through its own door."""
    match row:
        case Physician():
            return Subject("physician", row, f"/desk/doctors/{row.number}")
        case Institution():
            return Subject("institution", row, f"/desk/institutions/{row.number}")
        case Opening():
            return Subject("opening", row, f"/desk/openings/{row.number}")
    return Subject("candidacy", row, f"/desk/candidacies/{row.number}")


def record_for(actor: Actor, number: str) -> Subject:
    """The record with this number, if this actor works at the desk; else 404."""
    if actor.role not in DESK_ROLES:
        raise Http404
    door = DOORS.get(number[:1].upper())
    if door is None:
        raise Http404
    return subject_of(door(actor, number))


DOORS = {"P": physician_for, "I": institution_for, "O": opening_for, "C": candidacy_for}
"""By the first letter of the number."""


def owner_of(subject: Subject) -> User | None:
    """Who looks after it: the physician's coordinator, the talk's owner, the keeper of the institution."""
    match subject.kind:
        case "physician":
            found: User | None = subject.row.coordinator
        case "candidacy":
            found = subject.row.owner
        case _:
            house = subject.row if subject.kind == "institution" else subject.row.institution
            kept = Keeper.objects.filter(institution=house).select_related("coordinator").first()
            found = kept.coordinator if kept else None
    return found


def looks_after(actor: Actor, subject: Subject) -> bool:
    """Whether it is this person's own record, or of somebody he or she stands in for; a supervisor looks after all."""
    if actor.role == Role.SUPERVISOR:
        return True
    owner = owner_of(subject)
    return owner is not None and owner.pk in own_and_absent(actor)


def own_and_absent(actor: Actor) -> set[int | None]:
    """This user and those for whom he or she stands in today."""
    return {actor.user_id, *standing_in(actor).values_list("absent_id", flat=True)}


def standing_in(actor: Actor) -> Any:
    """The deputyships in force today in which this person is the deputy."""
    day = today()
    return Deputy.objects.filter(deputy=actor.user_id, ended_at=None, from_on__lte=day, until_on__gte=day)


def owned_by(actor: Actor, field: str) -> Q:
    """Rows of this coordinator, of nobody, and of whom he or she stands in for; supervisors and the reception see all."""
    if actor.role != Role.COORDINATOR:
        return Q()
    mine = Q(**{field: actor.user_id}) | Q(**{f"{field}__isnull": True})
    return mine | Q(**{f"{field}__in": standing_in(actor).values("absent")})


def coordinators() -> Any:
    """Everybody who may look after something, by name."""
    held = Q(memberships__role=Role.COORDINATOR, memberships__ended_at=None, is_active=True)
    return User.objects.filter(held).distinct().order_by("name", "id")


def least_busy_keeper() -> User | None:
    """The coordinator with the fewest institutions; the smaller id on a tie."""
    load = Count("kept", distinct=True)
    return User.objects.filter(pk__in=coordinators().values("pk")).annotate(load=load).order_by("load", "id").first()


def keep(institution: Institution, by: Actor) -> Keeper | None:
    """Somebody looks after the institution from now on: who acts if a coordinator, else the least busy. None without any."""
    if found := Keeper.objects.filter(institution=institution).first():
        return found
    user_id = by.user_id if by.role == Role.COORDINATOR else None
    user = User.objects.filter(pk=user_id).first() if user_id else least_busy_keeper()
    return Keeper.objects.get_or_create(institution=institution, defaults={"coordinator": user})[0] if user else None


def keep_all() -> int:
    """Every institution that has nobody gets somebody, in turn; how many did. None without coordinators."""
    waiting = list(Institution.objects.filter(keeper=None).exclude(state__in=OVER["institution"]).order_by("pk"))
    loads = dict(coordinators().annotate(load=Count("kept", distinct=True)).values_list("pk", "load"))
    if not loads:
        return 0
    made = []
    for house in waiting:
        user = min(loads, key=lambda pk: (loads[pk], pk))
        loads[user] += 1
        made.append(Keeper(institution=house, coordinator_id=user))
    return len(Keeper.objects.bulk_create(made, ignore_conflicts=True))
