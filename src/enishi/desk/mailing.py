"""To whom the desk may write at once: institutions by prefecture, physicians who said yes to news.

A letter to many is prepared, approved and stopped in `notices.bulk`; here stand the circles and what such a letter is.
"""

from collections.abc import Iterator

from django.db.models import Q

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.enums import ConsentKind, PhysicianState
from enishi.physicians.models import Physician

WRITERS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.COMPLIANCE})
STAYS = (PhysicianState.REGISTERED, PhysicianState.INTERVIEWING, PhysicianState.ACTIVE)

register(
    NoticeKind("E71", Audience.INSTITUTION, "縁からのお便り", "$words", path="/inst"),
    NoticeKind("E72", Audience.PHYSICIAN, "縁からのお便り", "$words", path="/my", may_be_stopped=True, urges=True),
)


def institutions_in(actor: Actor, prefecture: str) -> Iterator[Reader]:
    """One person of each institution at work: who administers it, else of its staff. prefecture: two digits, "" for all."""
    houses = Institution.objects.filter(state=InstitutionState.ACTIVE).order_by("number")
    if prefecture:
        houses = houses.filter(municipality__prefecture=prefecture)
    held = Membership.objects.in_force().filter(
        role__in=[Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF], user__is_active=True
    )
    first: dict[int, User] = {}
    for member in held.select_related("user").order_by(
        "role", "id"
    ):  # institution_admin stands before institution_staff
        if member.organisation_id:
            first.setdefault(member.organisation_id, member.user)
    for house in houses.only("name", "organisation_id", "number"):
        if user := first.get(house.organisation_id):
            yield Reader(label=house.name, user=user)


def prefectures(actor: Actor) -> list[tuple[str, str]]:
    """Those with an institution at work: code → name."""
    rows = Institution.objects.filter(state=InstitutionState.ACTIVE).order_by("municipality__prefecture")
    pairs = rows.values_list("municipality__prefecture", "municipality__prefecture__name").distinct()
    return [(str(code), str(name)) for code, name in pairs]


def physicians_to_tell(actor: Actor, choice: str) -> Iterator[Reader]:
    """Physicians who said yes to news and have not left; a coordinator's own."""
    rows = Physician.objects.filter(_told()).select_related("user").order_by("number").distinct()
    if actor.role == Role.COORDINATOR:
        rows = rows.filter(coordinator=actor.user_id)
    for physician in rows:
        yield Reader(user=physician.user, person=physician.number)


def _told() -> Q:
    return Q(
        state__in=[s.value for s in STAYS],
        consents__text__kind=ConsentKind.NEWS,
        consents__withdrawn_at=None,
    )


def no_more_told(reader: Reader) -> str:
    """Asked again when the letter leaves: who took the yes back or rests meanwhile gets nothing."""
    there = Physician.objects.filter(_told(), number=reader.person).exists()
    return "" if there else "お知らせへのご同意がないか、お休み・退会の方です"


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code="institutions", label="医療機関のご担当", kind="E71", roles=WRITERS, find=institutions_in,
            choices=prefectures, choice_label="都道府県",
        )
    )  # fmt: skip
    open_circle(
        Circle(
            code="physicians", label="お知らせにご同意の先生方", kind="E72", roles=WRITERS, find=physicians_to_tell,
            left_out=no_more_told, marks=(),
        )
    )  # fmt: skip
