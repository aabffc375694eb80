"""Ways into the registration: a society's link or QR code, the code of a paper form, the mailed link, the form on paper."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.paper import sheet_by_code
from enishi.outreach.actions import open_door
from enishi.outreach.bots import is_person
from enishi.outreach.models import Campaign
from enishi.outreach.paper_codes import NotACode, parse_paper_code, shown
from enishi.physicians.drafts import draft_of_link, erase_by_link, resume_draft
from enishi.referrals.access import referral_by_code
from enishi.web.components.fields import NameField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.limits import TOO_OFTEN, may_look_up
from enishi.web.public.views import front_page
from enishi.web.registration import drafts
from enishi.web.registration.door_page import page_of_door
from enishi.web.registration.doorstep import opened_before
from enishi.web.registration.paper import paper_form

SEND = ["GET", "HEAD", "POST"]


@public
@require_safe
@never_cache
def landing(request: HttpRequest, code: str) -> HttpResponse:
    """A society's own door. A closed campaign still registers; an unknown code says so and shows the way."""
    code = code.lower()
    door = opened_before(request) or open_door(code, counted=request.method == "GET" and is_person(request.headers))
    if door is None:
        return front_page(request, lost_link=True)
    return page_of_door(request, door)


class PaperCodeForm(EnishiForm):
    """The eight characters on the upper right of a paper form; value: the code as stored."""

    code = forms.CharField(
        label="用紙の番号",
        help_text="用紙の右上にある8文字です。大文字・小文字や、「-」のあるなしは、どちらでもかまいません。例：ABCD-EFGH",
        widget=forms.TextInput(attrs={"class": "w-m code", "autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        try:
            code = parse_paper_code(self.cleaned_data["code"])
        except NotACode as fault:
            raise forms.ValidationError(fault.sentence) from fault
        known = Campaign.objects.filter(paper_code=code).exists() or sheet_by_code(code) or referral_by_code(code)
        if not known:
            raise forms.ValidationError(
                "この番号の用紙が見つかりませんでした。用紙の右上を、もう一度お確かめください。"
            )
        return code


@public
@require_http_methods(SEND)
@never_cache
def paper_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a paper form, arrive at the society's door."""
    form = PaperCodeForm(request.POST or None)
    if request.method == "POST":
        return _asked(request, form, wrong=200)
    return render(request, "registration/paper_code.html", {"form": form})


@public
@require_safe
@never_cache
def by_paper_code(request: HttpRequest, code: str) -> HttpResponse:
    """The address printed on paper. A slip in the code is said at the field where it can be mended."""
    return _asked(request, PaperCodeForm({"code": code}), wrong=404)


def _asked(request: HttpRequest, form: PaperCodeForm, *, wrong: int) -> HttpResponse:
    """A society's door opens however often; who asks for very many other codes is trying them out."""
    found = form.is_valid()
    society = found and Campaign.objects.filter(paper_code=form.cleaned_data["code"]).exists()
    if not society and not may_look_up(request, "paper_code"):
        form.errors.pop("code", None)  # whether it was right is not said any more
        form.add_error("code", TOO_OFTEN)
        return render(request, "registration/paper_code.html", {"form": form}, status=429)
    if found:
        return _door_of(request, form.cleaned_data["code"])
    return render(request, "registration/paper_code.html", {"form": form}, status=wrong)


def _door_of(request: HttpRequest, code: str) -> HttpResponse:
    """The society's door, or how far a form of an institution has come: its kind and state, and nothing of what stands on it."""
    campaign = Campaign.objects.filter(paper_code=code).first()
    if campaign:
        return redirect("landing", campaign.code)
    sheet = sheet_by_code(code)
    if sheet is None:
        if (referral := referral_by_code(code)) is None:
            raise Http404
        return render(
            request, "referrals/status.html", {"good": referral.is_good, "referral": referral, "code": shown(code)}
        )
    words = {"kind": PaperKind(sheet.kind).label, "state": PaperState(sheet.state).label, "code": shown(code)}
    return render(request, "registration/paper_status.html", {"sheet": sheet, **words})


@public
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The registration as a form to print, fill in by hand and send by post or fax; with a society's code if one came by it."""
    campaign = Campaign.objects.filter(code=drafts.campaign_code_in(request.GET)).first()
    answer = HttpResponse(paper_form(campaign.code if campaign else "", campaign.paper_code if campaign else ""))
    answer["Content-Type"] = "application/pdf"
    answer["Content-Disposition"] = 'inline; filename="enishi-registration.pdf"'
    return answer


class ResumeForm(EnishiForm):
    """The mail may have reached somebody else: only who knows the name gets what was typed."""

    family_name = NameField(label="お名前（姓）", help_text="ご登録の途中で入力されたお名前（姓）です。")


@public
@require_http_methods(SEND)
@never_cache
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: looking does nothing; the name opens the draft in this browser, or it is erased at once."""
    if draft_of_link(token) is None:
        return _gone(request)
    if request.POST.get("go") == "erase":
        erase_by_link(token=token)
        return redirect("registration_erased")
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if resume_draft(token=token, family_name=form.cleaned_data["family_name"]) is not None:
            return drafts.remember(request, redirect("registration"), token)
        if draft_of_link(token) is None:
            return _gone(request)
        form.add_error(
            "family_name", "お預かりしているお名前と違うようです。ご登録のときに入力された姓をご入力ください。"
        )
    return render(request, "registration/resume.html", {"form": form, "token": token})


def _gone(request: HttpRequest) -> HttpResponse:
    """Used up, too old, or never there: all look the same."""
    return render(request, "registration/resume_gone.html", status=404)


@public
@require_safe
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/erased.html")
