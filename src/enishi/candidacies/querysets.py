"""Who may see which candidacies: the only place that knows."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.candidacies.enums import ENDS, INSTITUTION_SEES, State
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.institutions.access import institutions_of
from enishi.physicians.models import DisclosureGrant
from enishi.physicians.shield import hiding_from

if TYPE_CHECKING:
    pass


OF_THE_PERSON = ("physician__identity", "physician__coordinator")
OF_THE_POST = ("current", "institution__corporation", "institution__municipality__prefecture")
"""What lists and pages of talks show of each, from the opening on."""


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, actor: Actor | None) -> "CandidacyQuerySet":
        """Desk and office: all. Physician: own, once proposed. Institution: own, once asked, while the consent lives."""
        if actor is None:
            return self.none()
        found = self.open_to(actor, today())
        return found.not_hidden_from(actor) if actor.role in INSTITUTION_ROLES and actor.organisation_id else found

    def open_to(self, actor: Actor, day: Any) -> "CandidacyQuerySet":
        """As `visible_to`, the shields left aside: whoever asks so must ask them too. day: today, or a value given later."""
        if actor.role in DESK_ROLES | OFFICE_ROLES:
            return self
        if actor.role == Role.PHYSICIAN:
            return self.filter(physician__user_id=actor.user_id).exclude(state=State.SUGGESTED).shown_to_physician()
        if actor.role in INSTITUTION_ROLES and actor.organisation_id:
            own = self.filter(opening__institution__organisation_id=actor.organisation_id, state__in=INSTITUTION_SEES)
            return own.asked_of_institution().with_live_disclosure(day)
        return self.none()

    def shown_to_physician(self) -> "CandidacyQuerySet":
        """Those that were proposed at some time: a candidate closed inside the desk never reaches the physician."""
        return self._with_step("T2", "T3")

    def asked_of_institution(self) -> "CandidacyQuerySet":
        return self._with_step("T7")

    def _with_step(self, *steps: str) -> "CandidacyQuerySet":
        """Those whose log holds one of these steps. EXISTS: a join needs DISTINCT over every column, twenty times slower."""
        log = self.model._meta.get_field("transitions").related_model
        return self.filter(Exists(log._base_manager.filter(candidacy=OuterRef("pk"), step__in=steps)))

    def with_live_disclosure(self, day: Any = None) -> "CandidacyQuerySet":
        """Invariant (a): the physician's consent for exactly this institution is in force on that day, today if not given."""
        return self.filter(
            Exists(
                DisclosureGrant.objects.filter(
                    physician=OuterRef("physician"),
                    institution=OuterRef("opening__institution"),
                    withdrawn_at=None,
                    until__gte=day or today(),
                )
            )
        )

    def not_hidden_from(self, actor: Actor) -> "CandidacyQuerySet":
        """Without physicians who hide from any institution this person works for, as everything stands at this moment.

        Asked of the shields at once, with the same queries whether somebody hides or not.
        """
        institutions = institutions_of(actor)
        return self.exclude(physician__in=hiding_from(institutions, self.values("physician")))

    def still_open(self) -> "CandidacyQuerySet":
        return self.exclude(state__in=ENDS)

    def ended(self) -> "CandidacyQuerySet":
        return self.filter(state__in=ENDS)

    def by_due_date(self) -> "CandidacyQuerySet":
        return self.order_by("due_on", "id")

    def for_cards(self) -> "CandidacyQuerySet":
        """What a card of the board shows: nothing of the person is read with it, names come through their own door."""
        return self.select_related("physician", "opening__institution").only(
            "number", "state", "stored_state", "state_since", "waiting_for", "due_on",
            "physician__number", "opening__number", "opening__institution__name",
        )  # fmt: skip

    def read_whole(self, *, version_seen: bool = True) -> "CandidacyQuerySet":
        """These with everything, in two questions: which ones they are, then what they hold. For a page or a short list.

        One question with the reader's rights and all relations took the database up to forty milliseconds to plan.
        """
        found = self.model._default_manager.filter(pk__in=list(self.values_list("pk", flat=True)))
        return found.with_everything(version_seen=version_seen)

    def with_everything(self, *, version_seen: bool = True) -> "CandidacyQuerySet":
        """What lists and detail pages show, in a fixed number of queries."""
        return self.select_related(
            *(["version_seen"] if version_seen else []),
            *OF_THE_PERSON,
            *(f"opening__{relation}" for relation in OF_THE_POST),
            "owner",
        )
