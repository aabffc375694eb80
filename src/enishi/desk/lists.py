"""What the desk's lists read: caseloads, the pipeline, openings by freshness. Each in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from enishi.candidacies.enums import ENDS, State
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.desk.records import owned_by
from enishi.institutions.models import Institution
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.models import Identity, Physician
from enishi.physicians.rules import plain_name

CARDS_IN_A_LANE = 20
MOST_CARDS = 200
OWN, ALL = "own", "all"

LANES: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("候補・ご提案中", (State.SUGGESTED, State.PHYSICIAN_ASKED, State.PHYSICIAN_YES, State.INSTITUTION_ASKED)),
    ("意見交換中", (State.DIALOGUE,)),
    ("面談・見学", (State.VISIT_ARRANGING, State.VISIT_FIXED, State.VISITED, State.TRIAL)),
    ("条件のすり合わせ", (State.TERMS, State.OFFERED)),
    ("合意・着任", (State.AGREED, State.CONTRACTED, State.WORKING)),
)
"""Five lanes: the further right, the nearer to work. A candidacy on hold rests in the lane it was in."""


@dataclass(frozen=True, slots=True)
class Lane:
    """cards: some of them, the first after `before` others; count, late: of the whole lane; number: from the left, from 0."""

    title: str
    cards: list[Candidacy]
    count: int
    late: int
    number: int
    before: int = 0

    @property
    def more(self) -> int:
        """How many come after these."""
        return max(0, self.count - self.before - len(self.cards))


def caseload(actor: Actor, *, whose: str = OWN, state: str = "") -> QuerySet[Physician]:
    """Physicians, the newest first, with what the list shows. `state`: "" for all."""
    rows = Physician.objects.visible_to(actor).select_related("coordinator").prefetch_related("wish_sheets")
    if whose == OWN:
        rows = rows.filter(owned_by(actor, "coordinator"))
    if state:
        rows = rows.filter(state=state)
    return rows.annotate(
        open_candidacies=Count("candidacies", filter=~Q(candidacies__state__in=[s.value for s in ENDS]))
    ).order_by("-registered_at", "-id")


def named(rows: QuerySet[Physician], words: str) -> QuerySet[Physician]:
    """Those of `rows` whose name or reading holds the words. Names are encrypted, so each is decrypted and looked at:
    the caller logs that the identities of this caseload were read."""
    wanted = plain_name(words)
    identities = Identity.objects.filter(physician__in=rows.order_by().values("pk"))
    return rows.filter(pk__in=[i.physician_id for i in identities if wanted and wanted in _names(i)])


def _names(identity: Identity) -> str:
    kana = identity.family_kana + identity.given_kana
    return f"{plain_name(identity.family_name + identity.given_name)}|{plain_name(kana)}"


def pipeline(
    actor: Actor, *, whose: str = OWN, waiting_for: str = "", lane: int | None = None, page: int = 1
) -> list[Lane]:
    """Open candidacies by lane, the earliest date first: the first of each lane, with how many stand there and are late.

    lane: this one alone (0 to 4), a page of MOST_CARDS. A fixed number of queries however many there are.
    """
    rows = Candidacy.objects.visible_to(actor).still_open()
    if whose == OWN:
        rows = rows.filter(owned_by(actor, "owner"))
    if waiting_for:
        rows = rows.filter(waiting_for=waiting_for)
    late = Count("pk", filter=Q(due_on__lt=today()))
    counted = list(rows.values("state", "stored_state").annotate(count=Count("pk"), late=late).order_by())
    many = CARDS_IN_A_LANE if lane is None else MOST_CARDS
    before = 0 if lane is None else (max(page, 1) - 1) * many
    found = []
    for number, (title, states) in enumerate(LANES):
        if lane not in (None, number):
            continue
        inside = [c for c in counted if _standing_of(c["state"], c["stored_state"]) in states]
        resting = Q(state=State.ON_HOLD, stored_state__in=states)
        cards = rows.filter(Q(state__in=states) | resting).for_cards().by_due_date()
        found.append(
            Lane(
                title,
                list(cards[before : before + many]),
                sum(c["count"] for c in inside),
                sum(c["late"] for c in inside),
                number,
                before,
            )
        )
    return found


def _standing_of(state: str, stored_state: str) -> str:
    return stored_state if state == State.ON_HOLD else state


def openings_by_freshness(actor: Actor, *, state: str = OpeningState.PUBLISHED) -> QuerySet[Opening]:
    """Openings, those confirmed longest ago first. `state`: "" for all."""
    rows = Opening.objects.visible_to(actor).with_terms()
    return (rows.filter(state=state) if state else rows).order_by(F("confirmed_at").asc(nulls_first=True), "id")


def institutions(actor: Actor, *, state: str = "", words: str = "") -> QuerySet[Institution]:
    """Institutions by name; `words`: part of the name or of the number."""
    rows = Institution.objects.visible_to(actor).select_related("corporation", "municipality__prefecture")
    if state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(number__icontains=words) | Q(kana__icontains=words))
    published = Count("openings", filter=Q(openings__state=OpeningState.PUBLISHED))
    return rows.annotate(published_openings=published).order_by("name", "id")
