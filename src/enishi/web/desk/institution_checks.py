"""How the desk lets an institution in: the national list side by side, a call to a public number, then yes or no."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import Channel, StepRefused
from enishi.institutions import joining
from enishi.institutions.access import institution_for
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.declarations import declare, last_declaration, standing_of
from enishi.institutions.enums import InstitutionState, NotAccepted, NumberSource
from enishi.institutions.listed import ListedFacility
from enishi.institutions.members import invite
from enishi.institutions.models import Institution
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import MailField, PhoneField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, HEARD_BY, READERS, decides, send
from enishi.web.institution.declaration import CHIPS, DeclarationForm, lines_of
from enishi.web.institution.members import CHOICES, ROLE_HINTS

WIDE = {"class": "w-l"}
NOT_LISTED = "none"


class CheckForm(EnishiForm):
    """The call back. The number comes from a public record; the one of the application is refused unless a record names it."""

    listed = forms.ChoiceField(label="国の一覧の施設", widget=ChoiceCards())
    number_called = PhoneField(
        label="おかけした番号", help_text="公表資料で調べた番号です。申込書の番号を写さないでください。"
    )
    number_source = forms.ChoiceField(
        label="番号の出どころ", choices=NumberSource.choices(), widget=ChoiceCards(two_columns=True)
    )
    spoke_with = forms.CharField(
        label="出られた方の役職",
        max_length=60,
        help_text="例：総務課、事務長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    confirmed = forms.ChoiceField(
        label="在籍とお申し込みを確かめられましたか",
        choices=[("yes", "確かめられた"), ("no", "確かめられない")],
        widget=ChoiceCards(two_columns=True, hints={"no": "もう一度おかけになるか、お断りください"}),
    )
    note = forms.CharField(label="覚え書き", max_length=300, required=False, widget=forms.TextInput(attrs=WIDE))

    def __init__(self, *args: Any, facilities: list[ListedFacility], given: Collection[str], **kwargs: Any) -> None:
        """facilities: to choose from; given: the telephone numbers of the application, as digits."""
        super().__init__(*args, **kwargs)
        self.given = set(given)
        cards = [(str(f.pk), f.name) for f in facilities]
        listed = self.fields["listed"]
        listed.choices = [*cards, (NOT_LISTED, "一覧にない（診療所・自治体など）")]  # type: ignore[attr-defined]
        listed.widget.hints = {str(f.pk): f.address for f in facilities}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        if told.get("number_called") in self.given and not told.get("note"):
            self.add_error(
                "note",
                "お申し込みと同じ番号です。公表資料でも同じ番号だったときは、その資料の名前を覚え書きにお書きください。",
            )
        return told


class ReasonForm(EnishiForm):
    reason = forms.CharField(
        label="お断りする理由", max_length=300, help_text="記録に残ります。お申し込みの方には、お電話でご説明ください。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class SuspendForm(EnishiForm):
    ground = forms.ChoiceField(label="根拠", choices=NotAccepted.choices(), widget=ChoiceCards())
    reason = forms.CharField(
        label="理由と確かめた資料", max_length=500, help_text="例：岩手労働局の公表（2026年10月1日）を確かめました。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class HeardDeclarationForm(DeclarationForm):
    channel = forms.ChoiceField(label="うかがった方法", choices=HEARD_BY, widget=ChoiceCards(two_columns=True))


class InviteForm(EnishiForm):
    name = forms.CharField(label="お名前", max_length=80, widget=forms.TextInput(attrs={"class": "w-m"}))
    mail = MailField(label="メールアドレス")
    role = forms.ChoiceField(label="役割", choices=CHOICES, widget=ChoiceCards(hints=ROLE_HINTS))


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Everything on one page: who applied, the list side by side, duplicates, the call, and the decision."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    facilities = _facilities(found, request)
    form = CheckForm(
        request.POST or None,
        facilities=facilities,
        given=joining.numbers_given(found),
        initial={"listed": _first(found, facilities)},
    )

    def record() -> object:
        given = form.cleaned_data
        return joining.check_institution(
            institution=found,
            by=actor,
            listed=next((f for f in facilities if str(f.pk) == given["listed"]), None),
            number_called=given["number_called"],
            number_source=NumberSource(given["number_source"]),
            spoke_with=given["spoke_with"],
            confirmed=given["confirmed"] == "yes",
            note=given["note"],
        )

    def again() -> HttpResponse:
        context = {
            "institution": found,
            "application": joining.read_application(found, by=actor),
            "comparisons": [(f, joining.compare(found, f)) for f in facilities],
            "duplicates": joining.duplicates_of(found),
            "checks": [(c, NumberSource(c.number_source).label) for c in found.checks.select_related("checked_by")],
            "form": form,
            "waits": found.state == InstitutionState.APPLIED,
            "decides": decides(actor),
            "q": request.GET.get("q", ""),
            "crumbs": _crumbs(found, "登録の確認"),
        }
        return render(request, "desk/institution_check.html", context)

    return send(request, form, record, "確認を記録しました。", reverse("desk_institution_check", args=[number]), again)


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    found, form = institution_for(actor, number), ReasonForm(request.POST or None)
    return _one_form(
        request, found, form, "お申し込みをお断りする",
        "お断りすると、この番号は終わります。お申し込みの方には、見送りのお知らせだけをお送りします。", "お断りする",
        lambda: joining.refuse_application(institution=found, by=actor, reason=form.cleaned_data["reason"]),
        "お申し込みをお断りしました。",
    )  # fmt: skip


@roles(*DECIDERS)
@require_POST
def join(request: HttpRequest, number: str) -> HttpResponse:
    """The house is registered already: the applicant is invited there."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    existing = institution_for(actor, request.POST.get("existing", ""))
    try:
        joining.join_existing(institution=found, existing=existing, role=Role.INSTITUTION_STAFF, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect("desk_institution_check", number)
    messages.success(request, f"{existing.name}の担当としてご招待し、このお申し込みを終えました。")
    return redirect("desk_institution", existing.number)


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, number: str) -> HttpResponse:
    """求人不受理, or another stop: all its openings leave the search at once."""
    actor = actor_in(request)
    found, form = institution_for(actor, number), SuspendForm(request.POST or None)
    return _one_form(
        request, found, form, "求人を受理しない・停止する",
        "この医療機関の募集は、すべて検索とご提案から外れます。根拠は職業安定法第5条の6第1項の各号です。", "停止する",
        lambda: joining.suspend_institution(
            institution=found, by=actor, ground=NotAccepted(form.cleaned_data["ground"]), reason=form.cleaned_data["reason"]
        ),
        "停止しました。理由は記録に残りました。",
    )  # fmt: skip


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def declaration(request: HttpRequest, number: str) -> HttpResponse:
    """The yearly declaration heard by telephone or sent on paper."""
    actor = actor_in(request)
    found, wording = institution_for(actor, number), wording_on(today())
    form = HeardDeclarationForm(request.POST or None, wording=wording)
    last, standing = last_declaration(found), standing_of(found)

    def record() -> object:
        given = form.cleaned_data
        return declare(
            institution=found,
            by=actor.by(Channel(given["channel"])),
            answers=form.answers(),
            declarer=given["declarer"],
            detail=given["detail"],
        )

    def again() -> HttpResponse:
        context = {
            "institution": found,
            "form": form,
            "wording": wording,
            "standing": standing,
            "chip_kind": CHIPS[standing][0],
            "chip_icon": CHIPS[standing][1],
            "last": last,
            "how": Channel(last.channel).label if last else "",
            "lines": lines_of(last) if last else [],
            "crumbs": _crumbs(found, "法令順守の自己申告"),
        }
        return render(request, "desk/institution_declaration.html", context)

    return send(request, form, record, "自己申告を記録しました。", reverse("desk_institution", args=[number]), again)


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_member(request: HttpRequest, number: str) -> HttpResponse:
    """A person of the institution who asked by telephone: the mail goes out, the role comes with the person's yes."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    form = InviteForm(request.POST or None, initial={"role": Role.INSTITUTION_ADMIN})
    return _one_form(
        request, found, form, "担当者をご招待する",
        "院内の方からお電話などでご依頼があったときに、ご本人へ案内のメールをお送りします。", "案内を送る",
        lambda: invite(
            institution=found, by=actor, mail=form.cleaned_data["mail"], name=form.cleaned_data["name"],
            role=Role(form.cleaned_data["role"]),
        ),
        "ご招待のメールをお送りしました。",
    )  # fmt: skip


def _one_form(
    request: HttpRequest, found: Institution, form: EnishiForm, title: str, lead: str, button: str, act: Any, said: str
) -> HttpResponse:
    back = reverse("desk_institution", args=[found.number])

    def again() -> HttpResponse:
        context = {
            "institution": found,
            "form": form,
            "title": title,
            "lead": lead,
            "button": button,
            "back": back,
            "crumbs": _crumbs(found, title),
        }
        return render(request, "desk/institution_form.html", context)

    return send(request, form, act, said, back, again)


def _facilities(found: Institution, request: HttpRequest) -> list[ListedFacility]:
    """The one chosen, those of the words asked for, else those of the same name in the prefecture."""
    words = request.GET.get("q", "").strip()[:60]
    rows = joining.listed_like(words or found.name, found.municipality.prefecture_id)
    chosen = [found.listed] if found.listed else []
    return chosen + [row for row in rows if row not in chosen]


def _first(found: Institution, facilities: list[ListedFacility]) -> str:
    if found.listed_id:
        return str(found.listed_id)
    return NOT_LISTED if not facilities else ""


def _crumbs(found: Institution, last: str) -> list[tuple[str, str]]:
    back = reverse("desk_institution", args=[found.number])
    return [("医療機関", reverse("desk_institutions")), (found.number, back), (last, "")]
