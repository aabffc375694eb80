"""Who may reach which survey and which seat."""

import hashlib

from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import DESK_ROLES, Role
from enishi.common.actor import Actor
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Consent
from enishi.surveys.enums import Way
from enishi.surveys.models import Survey, SurveySeat, SurveyVersion

WRITERS = frozenset({Role.RESEARCHER})
OPENERS = frozenset({Role.SUPERVISOR, Role.COMPLIANCE})
READERS = WRITERS | OPENERS


def survey_for(actor: Actor | None, number: str) -> Survey:
    """The survey with this number, for who writes or opens surveys; else 404."""
    found = Survey.objects.filter(number=number).first() if actor is not None and actor.role in READERS else None
    if found is None:
        raise Http404
    return found


def version_of(survey: Survey, no: int) -> SurveyVersion:
    found = survey.versions.filter(no=no).first()
    if found is None:
        raise Http404
    return found


def draft_of(survey: Survey) -> SurveyVersion | None:
    """The version that is being written, None where none is."""
    return survey.versions.filter(fixed_at=None).first()


def consents_to_research() -> QuerySet[Consent]:
    """Those in force."""
    return Consent.objects.filter(text__kind=ConsentKind.RESEARCH, withdrawn_at=None)


def version_in_use(survey: Survey) -> SurveyVersion | None:
    """The newest version a second person opened."""
    return survey.versions.filter(fixed_at__isnull=False).order_by("-no").first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def seat_by_token(token: str) -> SurveySeat:
    """The seat for whoever has the link; else 404, as for every link once the survey is over."""
    rows = SurveySeat.objects.select_related("survey", "version")
    found = rows.filter(token_digest=digest_of(token)).first()
    if found is None:
        raise Http404
    return found


def seat_by_code(actor: Actor | None, code: str) -> SurveySeat | None:
    """For the desk, which types answers that came on paper."""
    if actor is None or actor.role not in DESK_ROLES:
        return None
    return SurveySeat.objects.select_related("survey", "version").filter(paper_code=code).first()


def paper_code_for(actor: Actor | None, number: str) -> str:
    """For the desk, which posts a paper to a physician (P-…) who is asked to take part now: its code, "" where there is none."""
    if actor is None or actor.role not in DESK_ROLES:
        return ""
    rows = SurveySeat.objects.filter(physician__number=number, survey__closed_at=None, sent_at=None)
    rows = rows.filter(physician__in=consents_to_research().values("physician"))
    return rows.order_by("-pk").values_list("paper_code", flat=True).first() or ""


def open_survey(number: str) -> Survey:
    """For anybody who has the common link; else 404."""
    rows = Survey.objects.filter(number=number, way=Way.OPEN, opened_at__isnull=False, closed_at=None)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def seats_of(actor: Actor) -> QuerySet[SurveySeat]:
    """What this physician was invited to and may still answer."""
    rows = SurveySeat.objects.filter(
        physician__user_id=actor.user_id, survey__closed_at=None, sent_at=None, stopped_at=None,
        physician__in=consents_to_research().values("physician"),
    )  # fmt: skip
    return rows.select_related("survey").order_by("survey__closes_on", "pk") if actor.user_id else rows.none()


def surveys_to_confirm() -> QuerySet[Survey]:
    """Handed to a second person, who has neither opened nor returned them; the one that closes first first."""
    return Survey.objects.filter(asked_at__isnull=False, closed_at=None).order_by("closes_on", "pk")


def surveys_at_the_desk() -> QuerySet[Survey]:
    return Survey.objects.filter(opened_at__isnull=False, closed_at=None).order_by("closes_on", "pk")
