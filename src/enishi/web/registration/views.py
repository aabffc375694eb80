"""Registration in four steps (product.md F1). Nothing typed is lost; nothing is written by looking."""

import secrets

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import public
from enishi.common.japanese.halfdays import PART_WORDS, PARTS
from enishi.physicians.access import goes_on_as
from enishi.physicians.drafts import discard_draft, times_saved
from enishi.physicians.enums import Present
from enishi.physicians.models import RegistrationDraft
from enishi.physicians.registration import Registration, is_for_call, register_physician
from enishi.web.components.forms import EnishiForm
from enishi.web.errors import too_many
from enishi.web.registration import drafts
from enishi.web.registration.collect import VISITOR, registration_for_call, registration_of
from enishi.web.registration.echoes import answer_to, differences, given_and_empty, rows_to_confirm
from enishi.web.registration.forms import MINUTES_LEFT, STEP_FORMS, STEP_NAMES
from enishi.web.registration.person_forms import CallForm, ContactForm, SelfForm

LAST = max(STEP_FORMS)
SEND = ["GET", "HEAD", "POST"]


@public
@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """To the step where this browser left off, else to the first; from where one came goes along."""
    draft = drafts.draft_of(request)
    if draft is not None and draft.physician_id:
        return redirect("registration_done")
    open_step = drafts.first_open_step(drafts.all_forms(draft)) if draft else 1
    return _to_step(open_step, request.GET) if open_step else redirect("registration_confirm")


@public
@never_cache
def step(request: HttpRequest, number: int) -> HttpResponse:
    if number not in STEP_FORMS:
        raise Http404
    draft = drafts.draft_of(request)
    if draft is not None and draft.physician_id:
        return redirect("registration_done")
    if request.method == "POST":
        return _sent(request, number)
    return _step_page(request, number, drafts.form_of(draft, number), draft)


def _sent(request: HttpRequest, number: int) -> HttpResponse:
    """One step was sent: keep it as typed, then go on, or show the same page with what to mend."""
    key, draft = drafts.draft_for_writing(request)
    form = drafts.checked(draft, number, request.POST)
    if not drafts.keep(draft, number, request.POST):
        return drafts.remember(request, _older_page(request, number, form, draft), key)
    wants_call = number == 1 and request.POST.get("go") == "call"
    if form.is_valid() and wants_call and isinstance(form, ContactForm):
        form.demand_phone()
    if not form.is_valid() or _asks_town_first(form, request.POST):
        response = _step_page(request, number, form, draft)
    elif wants_call:
        response = redirect("registration_call")
    else:
        response = _next(draft, number)
    return drafts.remember(request, response, key)


def _asks_town_first(form: EnishiForm, typed: QueryDict) -> bool:
    """Several towns share the postcode: asked once, with radios; sent again without a choice, one goes on."""
    return isinstance(form, SelfForm) and form.asks_town and "town_asked" not in typed


def _next(draft: RegistrationDraft, number: int) -> HttpResponse:
    """The step after this one; a person who came from the page to confirm goes back there."""
    if drafts.first_open_step(drafts.all_forms(draft)) is None:
        return redirect("registration_confirm")
    return _to_step(number + 1) if number < LAST else redirect("registration_confirm")


def _older_page(request: HttpRequest, number: int, sent: EnishiForm, draft: RegistrationDraft) -> HttpResponse:
    """What was sent is older than what stands there: the newer is shown, the older beside it, and the person chooses."""
    newer = drafts.form_of(draft, number)
    older = {
        "rows": differences(sent, newer),
        "again": [(name, value) for name, found in drafts.answers_of(number, request.POST).items() for value in found],
    }
    return _step_page(request, number, newer, draft, older=older, status=409)


@public
@require_POST
@never_cache
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """What was typed so far, kept while typing (htmx); answers what was understood. Nothing is refused."""
    if number not in STEP_FORMS:
        raise Http404
    key, draft = drafts.draft_for_writing(request)
    kept = drafts.keep(draft, number, request.POST)
    answer = answer_to(drafts.checked(draft, number, request.POST), kept=kept, at=timezone.localtime())
    return drafts.remember(request, JsonResponse(answer), key)


@public
@require_http_methods(SEND)
@never_cache
def call(request: HttpRequest) -> HttpResponse:
    """「続きはお電話で」: when it suits; the POST asks for the call."""
    draft = drafts.draft_of(request)
    if draft is not None and draft.physician_id:
        return redirect("registration_done")
    contact = drafts.form_of(draft, 1)
    if draft is None or not contact.is_valid() or not contact.cleaned_data["phone"]:
        return _to_step(1)
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _register(
            request,
            registration_for_call(contact, form, campaign_code=draft.campaign_code, came_for=draft.opening),
            draft,
        )
    return render(request, "registration/call.html", {"form": form, "contact": contact})


@public
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Everything on one page, 「直す」 beside each item; the POST registers."""
    draft = drafts.draft_of(request)
    if draft is None:
        return _to_step(1)
    if draft.physician_id:
        return redirect("registration_done")
    forms = drafts.all_forms(draft)
    if (open_step := drafts.first_open_step(forms)) is not None:
        return _to_step(open_step)
    if request.method == "POST":
        return _register(
            request, registration_of(forms, campaign_code=draft.campaign_code, came_for=draft.opening), draft
        )
    groups = [(STEP_NAMES[n - 1], *given_and_empty(rows_to_confirm(n, form))) for n, form in forms.items()]
    context = {"groups": groups, "opening": draft.opening, "employer_unknown": _cannot_hide_from_employer(forms)}
    return render(request, "registration/confirm.html", context)


def _cannot_hide_from_employer(forms: dict[int, EnishiForm]) -> bool:
    """Someone employs the physician, and we were not told who: then nobody can be hidden from."""
    about, promise = forms[2].cleaned_data, forms[4].cleaned_data
    named = promise["employer"] or promise["employer_corporation"]
    return about["present"] == Present.EMPLOYED and not named


def _register(request: HttpRequest, registration: Registration, draft: RegistrationDraft) -> HttpResponse:
    """Each registration mails the address that was typed, so a machine that sends many is stopped; the draft is kept."""
    if not ratelimit.consume(request, action="registration"):
        return too_many(request)
    register_physician(registration=registration, by=VISITOR, draft=draft)
    return redirect("registration_done")


@public
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """Who calls, and on which day. The same page whether the person was known before or not."""
    draft = drafts.draft_of(request)
    if draft is None or draft.physician is None:
        return redirect("registration")
    physician = goes_on_as(draft.physician)
    promise = physician.contact_promise
    context = {
        "physician": physician,
        "promise": promise,
        "opening": physician.came_for,
        "hours": "・".join(word for part, word in zip(PARTS, PART_WORDS, strict=True) if part in promise.hours),
        "for_call": is_for_call(physician),
    }
    return render(request, "registration/done.html", context)


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Nothing of this registration stays on this machine, and an unsent draft is erased."""
    if (draft := drafts.draft_of(request)) is not None:
        discard_draft(draft=draft)
    return drafts.forget(request, redirect("registration"))


def _step_page(
    request: HttpRequest,
    number: int,
    form: EnishiForm,
    draft: RegistrationDraft | None,
    *,
    older: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    came_by = request.POST if request.method == "POST" else request.GET
    opening = (draft.opening if draft else None) or drafts.opening_in(came_by)
    context = {
        "form": form,
        "number": number,
        "names": STEP_NAMES,
        "minutes": MINUTES_LEFT[number],
        "next_name": STEP_NAMES[number] if number < LAST else "確認",
        "code": (draft.campaign_code if draft else "") or drafts.campaign_code_in(came_by),
        "opening": drafts.opening_in(came_by) or opening,
        "begun": draft is not None,
        "older": older,
        # By these two an older page is told from a newer one; see `physicians.drafts.save_draft`.
        "page": (request.POST.get("page", "")[:16] if older is None else "") or secrets.token_hex(8),
        "seen": times_saved(draft, number),
    }
    return render(request, f"registration/step{number}.html", context, status=status)


def _to_step(number: int, came_by: QueryDict | None = None) -> HttpResponse:
    """To a step; a society's link and an opening that exist go along in the address, they are no secret."""
    response = redirect("registration_step", number)
    along = QueryDict(mutable=True)
    if came_by is not None:
        if code := drafts.campaign_code_in(came_by):
            along["from"] = code
        if opening := drafts.opening_in(came_by):
            along["opening"] = opening.number
    if along:
        response["Location"] += f"?{along.urlencode()}"
    return response
