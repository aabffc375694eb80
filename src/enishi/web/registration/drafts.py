"""A registration in progress: its key in the session and, for when the session ends, in a signed cookie of 30 days."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from enishi.common.workflow import Channel
from enishi.openings.models import Opening
from enishi.outreach.models import Campaign
from enishi.physicians.drafts import draft_data, find_draft, note_origin, save_draft, start_draft
from enishi.physicians.models import RegistrationDraft
from enishi.web.components.forms import EnishiForm
from enishi.web.registration.forms import STEP_FORMS
from enishi.web.registration.promise_form import PromiseForm

SESSION_KEY = COOKIE = "registration"
SALT = "enishi.registration"
LIFE = 30 * 24 * 3600
LONGEST = 20_000
"""Letters of one answer that are kept while it is not right yet; no answer may be as long."""

MOST_ANSWERS = 100
ASKED_LATER = frozenset({"town", "town_asked"})
"""Fields of step 2 that are there only for some postcodes."""


def key_of(request: HttpRequest) -> str:
    """The key this browser holds, "" if none."""
    held = request.session.get(SESSION_KEY)
    return str(held or request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LIFE))


def draft_of(request: HttpRequest) -> RegistrationDraft | None:
    """The draft of this browser; another person's is not found, whatever the address says."""
    return find_draft(key_of(request))


def draft_for_writing(request: HttpRequest) -> tuple[str, RegistrationDraft]:
    """The draft of this browser, begun if there is none, with the link and the opening it came by."""
    key, code, opening = key_of(request), campaign_code_in(request.POST), opening_in(request.POST)
    draft = find_draft(key)
    if draft is None:
        return start_draft(campaign_code=code, opening=opening)
    note_origin(draft=draft, campaign_code=code, opening=opening)
    return key, draft


def campaign_code_in(given: QueryDict) -> str:
    """The code of a society's link, as `from`; "" for one that does not exist."""
    code = given.get("from", "")[:32].lower()
    return code if code and Campaign.objects.filter(code=code).exists() else ""


def opening_in(given: QueryDict) -> Opening | None:
    """The opening from whose page the visitor comes, as `opening`; None for one that is not public."""
    number = given.get("opening", "")[:12]
    return Opening.objects.published().filter(number=number).first() if number else None


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


def keep(draft: RegistrationDraft, step: int, typed: QueryDict) -> bool:
    """Store a step as it was typed, right or wrong; False if a page opened later has saved something newer."""
    return save_draft(
        draft=draft,
        step=step,
        data=answers_of(step, typed),
        page=typed.get("page", "")[:16],
        seen=number_in(typed.get("seen", "")),
        turn=number_in(typed.get("turn", "")) or 0,
    )


def number_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def answers_of(step: int, typed: QueryDict) -> dict[str, list[str]]:
    """What belongs to this step's questions; everything else that may have been sent is left out."""
    names = [name for name in typed if name in STEP_FORMS[step]().fields or name in ASKED_LATER]
    return {name: [value[:LONGEST] for value in typed.getlist(name)[:MOST_ANSWERS]] for name in names}


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
    return checked(draft, step, typed_on(draft, step))


def checked(draft: RegistrationDraft | None, step: int, typed: QueryDict | None) -> EnishiForm:
    """The form of a step; the last one knows by what the person can be reached."""
    form = STEP_FORMS[step](typed) if typed is not None else STEP_FORMS[step]()
    if isinstance(form, PromiseForm) and draft is not None:
        form.reach = reach_of(typed_on(draft, 1), typed_on(draft, 2))
    return form


def reach_of(contact: QueryDict | None, about: QueryDict | None) -> frozenset[str]:
    """Channels that can be promised: those for which an address or a number was typed."""
    mail, phone = (contact.get(name, "") if contact else "" for name in ("mail", "phone"))
    paper = about.get("address", "") + about.get("postcode", "") if about else ""
    return reach_among(mail=mail, phone=phone, paper=paper)


def reach_among(*, mail: str, phone: str, paper: str) -> frozenset[str]:
    """As `reach_of`, from the words themselves."""
    found = ((Channel.MAIL, mail), (Channel.PHONE, phone), (Channel.PAPER, paper))
    return frozenset(channel.value for channel, given in found if given.strip())


def all_forms(draft: RegistrationDraft | None) -> dict[int, EnishiForm]:
    return {step: form_of(draft, step) for step in STEP_FORMS}


def first_open_step(forms: Mapping[int, EnishiForm]) -> int | None:
    """The first step that is missing or not right; None when everything is there."""
    return next((step for step, form in forms.items() if not form.is_valid()), None)
