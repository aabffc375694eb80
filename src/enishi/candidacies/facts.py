"""What the guards look at, read from the database."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, cast

from django.utils import timezone

from enishi.candidacies import joint_parting, rules
from enishi.candidacies.access import latest_version, placement_of
from enishi.candidacies.enums import State
from enishi.candidacies.models import AgreementVersion, Approval, Candidacy, CandidacyTransition, Placement, Proposal
from enishi.candidacies.readiness import ready_sides
from enishi.candidacies.summary import is_narrow_by_wish, wording_of
from enishi.candidacies.track import open_steps, plain
from enishi.candidacies.track_rules import APPROVERS, left_for
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Party
from enishi.institutions.declarations import proposed_until
from enishi.openings.checking import forbidden_words, gaps_left
from enishi.openings.models import Opening
from enishi.openings.rules import Freshness
from enishi.physicians.access import disclosed_level
from enishi.physicians.actions import has_consented
from enishi.physicians.enums import ConsentKind, DisclosureLevel, PhysicianState
from enishi.physicians.shield import is_hidden_from

WEEK = timedelta(days=7)


class FactsRead:
    """`rules.Facts` read from the database, each when a rule first asks for it: most steps look at few of them."""

    def __init__(self, candidacy: Candidacy, by: Actor, given: Mapping[str, Any]) -> None:
        self.candidacy, self.physician, self.opening = candidacy, candidacy.physician, candidacy.opening
        self.today = today()
        self.by_own_wish = candidacy.by_own_wish
        self.physician_active = self.physician.state == PhysicianState.ACTIVE
        self.licence_verified = self.physician.licence_verified_on is not None
        # What the desk was told counts as the word of whoever told it: see machine.heard_from.
        self.may_approve = by.role in APPROVERS or by.party is Party.COORDINATOR
        self.by_approver = by.role in APPROVERS
        self.track_through = bool(given.get("track_through"))
        self.resume_on = given.get("resume_on")
        self.hours_seen = bool(given.get("hours_seen"))

    # -- the pair -------------------------------------------------------------------------------------
    @cached_property
    def placement_consent(self) -> bool:
        return has_consented(self.physician, ConsentKind.PLACEMENT)

    @cached_property
    def shielded(self) -> bool:
        return is_hidden_from(self.physician, self.opening.institution)

    @cached_property
    def outline_shared(self) -> bool:
        return wording_of(self.physician).is_shared or is_narrow_by_wish(self.physician)

    @cached_property
    def no_solicitation_until(self) -> date | None:
        return latest_lock(self.candidacy)

    @cached_property
    def already_open(self) -> bool:
        same = Candidacy.objects.still_open().filter(physician=self.physician, opening=self.opening)
        return same.exclude(pk=self.candidacy.pk).exists()

    @cached_property
    def proposals_waiting(self) -> int:
        return self.physician.candidacies.filter(state=State.PHYSICIAN_ASKED).count()

    @cached_property
    def proposals_this_week(self) -> int:
        """Sent in the last seven days; of those answered meanwhile too. One sent again after a rest is the same one."""
        sent = CandidacyTransition.objects.filter(candidacy__physician=self.physician, step="T2", at__gt=now() - WEEK)
        return sent.exclude(candidacy=self.candidacy.pk).count()

    @cached_property
    def without_reason(self) -> tuple[str, ...]:
        """The sides to which the proposal says no word yet of why it fits; the engine's sentences count."""
        draft = Proposal.objects.filter(candidacy=self.candidacy).first() if self.candidacy.pk else None
        given = (
            (Party.PHYSICIAN, draft.reasons_physician if draft else []),
            (Party.INSTITUTION, draft.reasons_institution if draft else []),
        )
        return tuple(side.label for side, rows in given if not any(str(r.get("text", "")).strip() for r in rows))

    # -- the opening ----------------------------------------------------------------------------------
    @cached_property
    def _shown(self) -> Opening | None:
        return Opening.objects.published().filter(pk=self.opening.pk).first()

    @cached_property
    def opening_shown(self) -> bool:
        return self._shown is not None

    @cached_property
    def opening_fresh(self) -> bool:
        return self._shown is not None and self._shown.freshness == Freshness.FRESH

    @cached_property
    def institution_declared(self) -> bool:
        return proposed_until(self.opening.institution) is not None

    @cached_property
    def statutory_gaps(self) -> tuple[str, ...]:
        version = self.candidacy.version_seen or self.opening.current
        return tuple(gap.label for gap in gaps_left(version, self.today))

    # -- consent --------------------------------------------------------------------------------------
    @cached_property
    def _level(self) -> DisclosureLevel | None:
        return disclosed_level(self.physician, self.opening.institution, self.today)

    @cached_property
    def disclosed(self) -> bool:
        return self._level is not None

    @cached_property
    def name_disclosed(self) -> bool:
        return self._level is not None and self._level >= DisclosureLevel.L3

    # -- agreement ------------------------------------------------------------------------------------
    @cached_property
    def _version(self) -> AgreementVersion | None:
        return latest_version(self.candidacy) if self.candidacy.pk else None

    @cached_property
    def agreement_exists(self) -> bool:
        return self._version is not None

    @cached_property
    def forbidden_words(self) -> tuple[str, ...]:
        """Of the latest agreement: its terms and clauses, read with the conditions of the version the physician saw."""
        shown = self.candidacy.version_seen or self.opening.current
        if self._version is None or shown is None:
            return ()
        content = self._version.content
        texts = {row["key"]: row["text"] for row in content["terms"]}
        texts |= {f"clause {clause['no']}": clause["text"] for clause in content["clauses"]}
        texts |= {f"phase {phase['no']}": phase["note"] for phase in content.get("phases", []) if phase["note"]}
        return tuple(dict.fromkeys(f.words for f in forbidden_words(shown, texts, self.today)))

    @cached_property
    def agreement_behind(self) -> bool:
        live = self.candidacy.clauses.filter(withdrawn_at=None) if self.candidacy.pk else []
        agreed = [{"no": c.no, "text": c.text} for c in live if c.is_agreed]
        return self._version is not None and agreed != self._version.content["clauses"]

    @cached_property
    def open_clauses(self) -> int:
        live = self.candidacy.clauses.filter(withdrawn_at=None) if self.candidacy.pk else []
        return sum(not clause.is_agreed for clause in live)

    @cached_property
    def sides_ready(self) -> frozenset[Party]:
        return ready_sides(self.candidacy)

    @cached_property
    def track_left(self) -> tuple[str, ...]:
        steps = [plain(step) for step in open_steps(self._version)]
        return left_for(steps, by_approver=self.by_approver, told_through=self.track_through)

    @cached_property
    def offer_valid_until(self) -> date | None:
        return self._version.offer_valid_until if self._version else None

    @cached_property
    def _approved(self) -> dict[str, date]:
        if self._version is None:
            return {}
        same = Approval.objects.filter(version=self._version, content_hash=self._version.content_hash)
        return {approval.side: timezone.localdate(approval.at) for approval in same}

    @cached_property
    def physician_approved_on(self) -> date | None:
        return self._approved.get(Party.PHYSICIAN)

    @cached_property
    def institution_approved_on(self) -> date | None:
        return self._approved.get(Party.INSTITUTION)

    # -- contract -------------------------------------------------------------------------------------
    @cached_property
    def _placement(self) -> Placement | None:
        return placement_of(self.candidacy) if self.candidacy.pk else None

    @cached_property
    def contract_recorded(self) -> bool:
        return self._placement is not None

    @cached_property
    def contract_confirmed(self) -> bool:
        return bool(self._placement and self._placement.confirmed_at)

    @cached_property
    def starts_on(self) -> date | None:
        return self._placement.starts_on if self._placement else None

    @cached_property
    def licence_original_seen(self) -> bool:
        return bool(self._placement and self._placement.licence_original_seen_on)

    # -- talks linked with this one -------------------------------------------------------------------
    @cached_property
    def joint_broken(self) -> bool:
        return joint_parting.is_broken(self.candidacy)

    @cached_property
    def partners_ready(self) -> bool:
        return joint_parting.partners_ready(self.candidacy)

    @cached_property
    def partners_agreed(self) -> bool:
        return joint_parting.partners_ready(self.candidacy, only_agreed=True)


def facts_of(candidacy: Candidacy, by: Actor, given: Mapping[str, Any]) -> rules.Facts:
    """What the guards look at; read under the lock of the candidacy."""
    return cast(rules.Facts, FactsRead(candidacy, by, given))


def latest_lock(candidacy: Candidacy) -> date | None:
    """The day until which nobody may urge this physician to change jobs; None without such a placement."""
    rows = Placement.objects.filter(
        candidacy__physician=candidacy.physician, no_solicitation_until__isnull=False, confirmed_at__isnull=False
    )
    return max((row.no_solicitation_until for row in rows if row.no_solicitation_until), default=None)
