"""A registration in progress: its key in the session and, for when the session ends, in a signed cookie of 30 days."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from enishi.physicians.models import RegistrationDraft
from enishi.physicians.registration import draft_data, find_draft, save_draft, start_draft
from enishi.web.components.forms import EnishiForm
from enishi.web.registration.forms import STEP_FORMS

SESSION_KEY = COOKIE = "registration"
SALT = "enishi.registration"
LIFE = 30 * 24 * 3600
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "go"})


def key_of(request: HttpRequest) -> str:
    """The key this browser holds, "" if none."""
    held = request.session.get(SESSION_KEY)
    return str(held or request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LIFE))


def draft_of(request: HttpRequest) -> RegistrationDraft | None:
    """The draft of this browser; another person's is not found, whatever the address says."""
    return find_draft(key_of(request))


def draft_for_writing(request: HttpRequest, campaign_code: str = "") -> tuple[str, RegistrationDraft]:
    """The draft of this browser, begun if there is none."""
    key = key_of(request)
    draft = find_draft(key)
    return (key, draft) if draft else start_draft(campaign_code=campaign_code)


def remember(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """Keep the key in both places. After a POST only."""
    request.session[SESSION_KEY] = key
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=SALT,
        max_age=LIFE,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    request.session.pop(SESSION_KEY, None)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def keep(draft: RegistrationDraft, step: int, typed: QueryDict) -> None:
    """Store a step as it was typed, right or wrong."""
    data = {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}
    save_draft(draft=draft, step=step, data=data)


def typed_on(draft: RegistrationDraft | None, step: int) -> QueryDict | None:
    """What was typed on a step, None if it was never sent."""
    kept = draft_data(draft).get(str(step)) if draft else None
    return query_of(kept) if kept is not None else None


def query_of(kept: Mapping[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in kept.items():
        query.setlist(name, values)
    return query


def form_of(draft: RegistrationDraft | None, step: int) -> EnishiForm:
    """The form of a step with what was typed, checked if it was sent before."""
    typed = typed_on(draft, step)
    return STEP_FORMS[step](typed) if typed is not None else STEP_FORMS[step]()


def all_forms(draft: RegistrationDraft | None) -> dict[int, EnishiForm]:
    return {step: form_of(draft, step) for step in STEP_FORMS}


def first_open_step(forms: Mapping[int, EnishiForm]) -> int | None:
    """The first step that is missing or not right; None when everything is there."""
    return next((step for step, form in forms.items() if not form.is_valid()), None)
