"""Registration in four steps (product.md F1). Nothing typed is lost; nothing is written by looking."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import public
from enishi.common.japanese.postcodes import display_postcode
from enishi.outreach.actions import count_visit
from enishi.outreach.models import Campaign
from enishi.physicians.models import RegistrationDraft
from enishi.physicians.registration import Registration, discard_draft, register_physician
from enishi.web.components.forms import EnishiForm
from enishi.web.components.summary import Row
from enishi.web.registration import drafts
from enishi.web.registration.collect import VISITOR, readings, registration_for_call, registration_of
from enishi.web.registration.forms import MINUTES_LEFT, STEP_FORMS, STEP_NAMES, ContactForm, SelfForm

LAST = max(STEP_FORMS)
READINGS = {"family_kana": "ふりがな（姓）", "given_kana": "ふりがな（名）"}


@public
@require_safe
@never_cache
def landing(request: HttpRequest, code: str) -> HttpResponse:
    """A society's own door. A closed campaign still registers; an unknown code says so and shows the way."""
    campaign = Campaign.objects.select_related("society").filter(code=code.lower()).first()
    if campaign is None:
        return render(request, "registration/unknown_link.html", status=404)
    if request.method == "GET":
        count_visit(campaign=campaign, user_agent=request.headers.get("User-Agent", ""))
    return render(request, "registration/landing.html", {"campaign": campaign})


@public
@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """To the step where this browser left off, else to the first."""
    draft = drafts.draft_of(request)
    if draft is None:
        return _to_step(1, request.GET.get("from", ""))
    if draft.physician_id:
        return redirect("registration_done")
    open_step = drafts.first_open_step(drafts.all_forms(draft))
    return _to_step(open_step) if open_step else redirect("registration_confirm")


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
    key, draft = drafts.draft_for_writing(request, _known_code(request.POST.get("from", "")))
    drafts.keep(draft, number, request.POST)
    form = STEP_FORMS[number](request.POST)
    wants_call = number == 1 and request.POST.get("go") == "call"
    if not form.is_valid() or _asks_town_first(form, request.POST):
        response = _step_page(request, number, form, draft)
    elif wants_call:
        response = _register(registration_for_call(form, campaign_code=draft.campaign_code), draft)
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


@public
@require_POST
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """What was typed so far, kept while typing (htmx). Nothing is checked."""
    if number not in STEP_FORMS:
        raise Http404
    key, draft = drafts.draft_for_writing(request, _known_code(request.POST.get("from", "")))
    drafts.keep(draft, number, request.POST)
    return drafts.remember(request, HttpResponse(status=204), key)


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
        return _register(registration_of(forms, campaign_code=draft.campaign_code), draft)
    groups = [(STEP_NAMES[n - 1], _rows(n, form)) for n, form in forms.items()]
    return render(request, "registration/confirm.html", {"groups": groups})


def _rows(number: int, form: EnishiForm) -> list[Row]:
    """The rows of a step, with what we wrote ourselves shown as such: guessed readings, the place of a postcode."""
    words = _own_words(form)
    return [
        Row(row.label, words.get(row.label, row.value), row.href)
        for row in form.confirm_rows(f"/register/{number}")
        if words.get(row.label, row.value)
    ]


def _own_words(form: EnishiForm) -> dict[str, str]:
    """Values by label that are not simply what was typed; "" leaves the row out."""
    given = form.cleaned_data
    if isinstance(form, ContactForm):
        guessed = readings(given)
        return {
            label: f"{guessed[name]}（お名前から書きました。違うときは、お直しください）"
            for name, label in READINGS.items()
            if guessed[name] and not given[name]
        }
    if isinstance(form, SelfForm) and given["postcode"]:
        place = form.place.text if form.place else ""
        return {
            str(form["postcode"].label): f"{display_postcode(given['postcode'])}　{place}".strip("　"),
            "どちらの町でしょうか": "",
        }
    return {}


def _register(registration: Registration, draft: RegistrationDraft) -> HttpResponse:
    register_physician(registration=registration, by=VISITOR, draft=draft)
    return redirect("registration_done")


@public
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """Who calls, and by when. The same page whether the person was known before or not."""
    draft = drafts.draft_of(request)
    if draft is None or draft.physician is None:
        return redirect("registration")
    return render(request, "registration/done.html", {"physician": draft.physician})


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Nothing of this registration stays on this machine, and an unsent draft is erased."""
    if (draft := drafts.draft_of(request)) is not None:
        discard_draft(draft=draft)
    return drafts.forget(request, redirect("registration"))


def _step_page(request: HttpRequest, number: int, form: EnishiForm, draft: RegistrationDraft | None) -> HttpResponse:
    context = {
        "form": form,
        "number": number,
        "names": STEP_NAMES,
        "minutes": MINUTES_LEFT[number],
        "next_name": STEP_NAMES[number] if number < LAST else "確認",
        "code": draft.campaign_code if draft else _known_code(request.GET.get("from", "")),
        "begun": draft is not None,
    }
    return render(request, f"registration/step{number}.html", context)


def _known_code(code: str) -> str:
    """The campaign's code if there is such a campaign."""
    return code if code and Campaign.objects.filter(code=code).exists() else ""


def _to_step(number: int, code: str = "") -> HttpResponse:
    response = redirect("registration_step", number)
    if code and _known_code(code):
        response["Location"] += f"?from={code}"
    return response
