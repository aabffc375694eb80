"""A complaint from the screen, with or without a name; how far it is, by its code; and one written down at the desk."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.common.access import public, roles
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.complaints.access import by_code
from enishi.complaints.actions import ANSWER_WITHIN_WORKING_DAYS, lodge
from enishi.complaints.enums import CameBy, Side, Standing
from enishi.complaints.models import Complaint
from enishi.desk.records import coordinators
from enishi.office.audit_words import VISITOR
from enishi.outreach.paper_codes import NotACode, parse_paper_code, shown
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import MailField, PhoneField, YesField
from enishi.web.components.limits import TOO_OFTEN, may_look_up
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS
from enishi.web.desk.record_forms import KeyedForm

EDIT = ["GET", "HEAD", "POST"]
SESSION_KEY = "complaint"
NOBODY = Actor(None, Party.PHYSICIAN, VISITOR)
WINDOW = ("苦情・ご意見の窓口", "/legal/complaints")


def _words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), **more)


def _name(**more: Any) -> forms.CharField:
    return forms.CharField(
        label="お名前",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "name"}),
        **more,
    )


class ComplaintForm(KeyedForm):
    """From anybody. Who is signed in need not say who he or she is."""

    text = _words(
        "お困りのこと、お気づきのこと",
        help_text="いつ、どのようなことがあったかを、お書きになれる範囲でお書きください。",
    )
    about_coordinator = YesField(
        label="担当者についてのお申し出です", required=False, help_text="印を付けても、担当者には伝わりません。"
    )
    side = forms.ChoiceField(label="お立場", choices=Side.choices(), widget=ChoiceCards(two_columns=True))
    name = _name(help_text="お名前なしでも承ります。")
    mail = MailField(label="メールアドレス", required=False, help_text="お答えをメールでお受け取りになるとき")
    phone = PhoneField(label="電話番号", required=False, help_text="お答えをお電話でお聞きになるとき")

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            for name in ("side", "name", "mail", "phone"):
                del self.fields[name]


class DeskForm(KeyedForm):
    """As the desk heard or got it."""

    came_by = forms.ChoiceField(
        label="届いた方法",
        choices=[(c.value, c.label) for c in CameBy if c is not CameBy.WEB],
        widget=ChoiceCards(two_columns=True),
    )
    side = forms.ChoiceField(label="どなたから", choices=Side.choices(), widget=ChoiceCards(two_columns=True))
    name = _name()
    phone = PhoneField(label="電話番号", required=False)
    mail = MailField(label="メールアドレス", required=False)
    text = _words("お申し出", help_text="言われたとおりに書きとめます。ご自分の考えは書かないでください。")
    about = forms.ModelChoiceField(
        label="だれについてのお申し出か",
        queryset=User.objects.none(),
        required=False,
        empty_label="（決まっていない）",
        help_text="この方には、お申し出は見えません。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = coordinators()  # type: ignore[attr-defined]
        self.fields["about"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]


@public
@require_http_methods(EDIT)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Sent once however often the button is pressed; too many from one place are asked to telephone."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    sender = actor if actor and actor.role in {Role.PHYSICIAN, *INSTITUTION_ROLES} else None
    form = ComplaintForm(request.POST or None, signed_in=sender is not None)
    status = 200
    if form.is_valid():
        if ratelimit.consume(request, action="complaint"):
            made = _lodged(form, sender)
            request.session[SESSION_KEY] = made.pk
            return redirect("complaint_done")
        status = 429
        form.add_error(
            None, "お申し出が続いたため、しばらく画面ではお受けできません。お手数ですが、お電話でお聞かせください。"
        )
    crumbs = [("はじめ", "/"), WINDOW, ("画面から申し出る", "")]
    context = {"form": form, "signed_in": sender is not None, "days": ANSWER_WITHIN_WORKING_DAYS, "crumbs": crumbs}
    return render(request, "complaints/new.html", context, status=status)


def _lodged(form: ComplaintForm, sender: Actor | None) -> Complaint:
    given = form.cleaned_data
    about = None
    if sender is None:
        side = Side(given["side"])
    elif sender.role == Role.PHYSICIAN:
        side = Side.PHYSICIAN
        if given["about_coordinator"]:
            about = Physician.objects.filter(user=sender.user_id).values_list("coordinator", flat=True).first()
    else:
        side = Side.INSTITUTION
    said = "（担当者についてのお申し出です）\n" if given["about_coordinator"] and about is None else ""
    return lodge(
        came_by=CameBy.WEB, side=side, text=said + given["text"], key=given["key"], by=sender or NOBODY, about=about,
        name=given.get("name", ""), phone=given.get("phone", ""), mail=given.get("mail", ""),
        user=sender.user_id if sender else None,
    )  # fmt: skip


@public
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """The code to look by, and what was promised."""
    made = Complaint.objects.filter(pk=request.session.get(SESSION_KEY, 0)).first()
    if made is None:
        return redirect("complaint_new")
    crumbs = [("はじめ", "/"), WINDOW, ("承りました", "")]
    return render(request, "complaints/done.html", {"complaint": made, "code": shown(made.code), "crumbs": crumbs})


@public
@require_safe
@never_cache
def state(request: HttpRequest, code: str) -> HttpResponse:
    """How far the complaint with this code is: the steps and their days, and not a word of it."""
    crumbs = [("はじめ", "/"), WINDOW, ("進み具合", "")]
    if not may_look_up(request, "code"):
        return render(
            request, "complaints/state.html", {"sentence": TOO_OFTEN, "found": None, "crumbs": crumbs}, status=429
        )
    try:
        found = by_code(parse_paper_code(code))
        sentence = "" if found else "この番号のお申し出は見つかりません。お手元の番号をもう一度お確かめください。"
    except NotACode as wrong:
        found, sentence = None, wrong.sentence.replace("用紙の番号", "照会の番号").replace("用紙の右上", "お手元の番号")
    steps = _steps(found) if found else []
    context = {"found": found, "sentence": sentence, "steps": steps, "crumbs": crumbs}
    return render(request, "complaints/state.html", context, status=200 if found else 404)


def _steps(found: Complaint) -> list[tuple[str, Any]]:
    """Each step with the moment it was taken, None for one still to come."""
    rows = (found.received_at, found.receipt_at, found.answered_at, found.closed_at)
    return [(standing.label, at) for standing, at in zip(Standing, rows, strict=True)]


@roles(*READERS, Role.COMPLIANCE)
@require_http_methods(EDIT)
@never_cache
def write_down(request: HttpRequest) -> HttpResponse:
    """お申し出を書きとめる. Afterwards the desk knows its number alone; somebody else handles it."""
    actor = actor_in(request)
    form = DeskForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = lodge(
            came_by=CameBy(given["came_by"]), side=Side(given["side"]), text=given["text"], key=given["key"], by=actor,
            name=given["name"], phone=given["phone"], mail=given["mail"],
            about=given["about"].pk if given["about"] else None,
        )  # fmt: skip
        messages.success(
            request,
            f"受付番号 {made.number}、照会の番号 {shown(made.code)} で書きとめました。お伝えください。このあとは、別の者が扱います。",
        )
        return redirect("desk_complaint")
    return render(request, "complaints/desk.html", {"form": form, "crumbs": [("お申し出を書きとめる", "")]})
