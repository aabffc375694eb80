"""/ops/mailings: one letter to many: written, previewed and counted, let go by a second person, stopped, told line by line."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.notices import bulk
from enishi.notices.bulk_circles import Circle, circle_of, circles_for
from enishi.notices.bulk_rules import BATCH, HANDFUL, filled
from enishi.notices.models import BulkLine, BulkSending, BulkState, LineStanding, Notice
from enishi.notices.registry import kind_of
from enishi.notices.rendering import mail_text
from enishi.notices.ways import By, way_to
from enishi.physicians.access import identities_of
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import press, send
from enishi.web.desk.record_forms import KeyedForm

ROLES = (Role.COORDINATOR, Role.SUPERVISOR, Role.COMPLIANCE, Role.OUTREACH)
EDIT = ["GET", "HEAD", "POST"]
ON_A_PAGE = 30
HOME = ("まとめてのお便り", "/ops/mailings")


class TextForm(EnishiForm):
    """What the letter says. seen: how often it had been saved when the page was drawn."""

    purpose = forms.CharField(
        label="目的",
        max_length=120,
        help_text="承認する人が読みます。例：年末年始の受付をお知らせする",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    subject = forms.CharField(
        label="件名",
        max_length=60,
        help_text="お名前、金額、連絡先は入れません。例：年末年始の受付について",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    body = forms.CharField(
        label="本文",
        max_length=4000,
        help_text="あいさつのお名前と、差出人の署名は自動で入ります。",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class NewForm(KeyedForm, TextForm):
    """To whom, and what it says. One way of narrowing for each circle that has one."""

    circle = forms.ChoiceField(label="お送りする方々", widget=ChoiceCards())
    field_order = ("circle",)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circles = circles_for(actor)
        self.fields["circle"].choices = [(c.code, c.label) for c in self.circles]  # type: ignore[attr-defined]
        for circle in self.circles:
            if pairs := circle.choices(actor):
                self.fields[f"only_{circle.code}"] = forms.ChoiceField(
                    label=f"{circle.label}の{circle.choice_label}",
                    required=False,
                    choices=[("", "すべて"), *pairs],
                    help_text=f"「{circle.label}」をお選びのときに使います。",
                )
        narrowing = [name for name in self.fields if name.startswith("only_")]
        self.order_fields(["circle", *narrowing, "purpose", "subject", "body"])

    @property
    def choice(self) -> str:
        """How the circle is narrowed. Of a valid form only."""
        return str(self.cleaned_data.get(f"only_{self.cleaned_data['circle']}", ""))


class ApproveForm(EnishiForm):
    """The second person types how many letters leave."""

    count = NumberField(
        label="お送りする通数", unit="通", min_value=1, help_text="上の「お送りする」の数を、数字でご入力ください。"
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput)


class ReturnForm(EnishiForm):
    word = forms.CharField(
        label="戻すわけ",
        max_length=200,
        required=False,
        help_text="例：日付が違っています",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@roles(*ROLES)
@require_safe
def mailings(request: HttpRequest) -> HttpResponse:
    """All that this person may know of, the newest first, those that wait for a yes with a word above."""
    actor = actor_in(request)
    page = Paginator(bulk.sendings(actor), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "office/mailings.html",
        {
            "page": page,
            "rows": [{"sending": s, "circle": _label(s), "goes_to": s.n_lines - s.n_left_out} for s in page],
            "waiting": bulk.waiting_for_approval(actor),
            "may_write": bool(circles_for(actor)),
            "handful": HANDFUL,
        },
    )


@roles(*ROLES)
@require_http_methods(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """The draft is prepared: readers fixed and counted, nothing sent."""
    actor = actor_in(request)
    if not circles_for(actor):
        messages.error(request, "いまの役割では、お便りを書ける方々がいません。")
        return redirect("office_mailings")
    form = NewForm(request.POST or None, actor=actor)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = bulk.prepare(
                circle=given["circle"], choice=form.choice, purpose=given["purpose"], subject=given["subject"],
                body=given["body"], key=given["key"], by=actor,
            )  # fmt: skip
            messages.success(request, "下書きをつくりました。まだどなたにもお送りしていません。")
            return redirect("office_mailing", made.number)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    marks = sorted({mark for circle in form.circles for mark in circle.marks})
    return render(
        request,
        "office/mailing_form.html",
        {"form": form, "marks": marks, "sending": None, "crumbs": [HOME, ("新しいお便り", "")]},
    )


@roles(*ROLES)
@require_safe
@never_cache
def mailing(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    return _page(request, bulk.sending_for(actor, number), actor)


def _page(
    request: HttpRequest, sending: BulkSending, actor: Actor, back: dict[str, EnishiForm] | None = None
) -> HttpResponse:
    """The letter as one reader gets it, how many get it which way, and a row for each."""
    back = back or {}
    circle = circle_of(sending.circle)
    lines = sending.lines.select_related("user", "notice")
    going = lines.exclude(standing=LineStanding.LEFT_OUT)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.get("line", "")
    shown = (
        lines.filter(no=int(asked)).first() if asked.isascii() and asked.isdecimal() and len(asked) < 6 else None
    ) or going.first()
    names = _names([line for line in [*page, shown] if line], actor)
    ways = dict(going.order_by().values_list("way").annotate(n=Count("pk")))
    own = sending.made_by_id == actor.user_id
    return render(
        request,
        "office/mailing.html",
        {
            "sending": sending,
            "circle": _label(sending),
            "narrowed": dict(circle.choices(actor)).get(sending.choice.get("choice", ""), ""),
            "goes_to": going.count(),
            "left_out": lines.filter(standing=LineStanding.LEFT_OUT).count(),
            "ways": [(By(way).label, n) for way, n in sorted(ways.items())],
            "left": lines.filter(notice__status=Notice.Status.SENT).count(),
            "line": shown,
            "line_name": names.get(shown.pk, "") if shown else "",
            "text": _text(sending, circle, shown) if shown else "",
            "page": page,
            "rows": [{"line": line, "name": names[line.pk], "said": _standing(line)} for line in page],
            "own": own,
            "second": bulk.needs_second(sending, going.count()),
            "may_approve": bulk.may_approve(sending, actor),
            "may_stop": sending.state == BulkState.SENDING
            or (sending.state == BulkState.DONE and _still_there(sending)),
            "approve_form": back.get("approve") or ApproveForm(initial={"fingerprint": sending.fingerprint}),
            "return_form": back.get("return") or ReturnForm(),
            "handful": HANDFUL,
            "batch": circle_of(sending.circle).batch or BATCH,
            "crumbs": [HOME, (sending.number, "")],
        },
    )


def _label(sending: BulkSending) -> str:
    return circle_of(sending.circle).label


def _names(lines: list[BulkLine], actor: Actor) -> dict[int, str]:
    """Line → who it is, a physician's family name with its log entry."""
    people = {p.number: p for p in Physician.objects.filter(number__in=[n.person for n in lines if n.person])}
    known = identities_of(people.values(), by=actor, names_only=True)
    found = {}
    for line in lines:
        if physician := people.get(line.person):
            name = known[physician.pk].family_name if physician.pk in known else ""
            found[line.pk] = f"{name} 先生（{line.person}）"
        else:
            found[line.pk] = line.label or (line.user.name if line.user else "（お名前のない宛先）")
    return found


def _text(sending: BulkSending, circle: Circle, line: BulkLine) -> str:
    """The mail of this reader, to the last line."""
    kind = kind_of(circle.kind)
    body = bulk.letter_body(kind, filled(sending.body, line.words))
    draft = Notice(
        kind=kind.id, recipient=line.user, person=line.person, address=line.address, subject=sending.subject, body=body
    )
    return mail_text([draft], way_to(line.user, line.person))


def _still_there(sending: BulkSending) -> bool:
    waiting = (Notice.Status.WAITING, Notice.Status.BY_HAND)
    return Notice.objects.filter(bulk_line__sending=sending, status__in=waiting).exists()


def _standing(line: BulkLine) -> str:
    if line.why:
        return f"お送りしません（{line.why}）"
    if line.notice is not None:
        return Notice.Status(line.notice.status).label
    return LineStanding(line.standing).label


@roles(*ROLES)
@require_http_methods(EDIT)
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Other words in place of those that stand; a draft of one's own alone."""
    actor = actor_in(request)
    sending = bulk.sending_for(actor, number)
    if sending.state != BulkState.DRAFT or sending.made_by_id != actor.user_id:
        messages.error(request, "直せるのは、ご自分の下書きだけです。")
        return redirect("office_mailing", number)
    kept = {"purpose": sending.purpose, "subject": sending.subject, "body": sending.body, "seen": sending.changes}
    form = TextForm(request.POST or None, initial=kept)

    def act() -> object:
        given = form.cleaned_data
        seen = given["seen"] if given["seen"] is not None else -1
        return bulk.rewrite(
            sending=sending, purpose=given["purpose"], subject=given["subject"], body=given["body"], seen=seen, by=actor
        )

    def page() -> HttpResponse:
        crumbs = [HOME, (number, reverse("office_mailing", args=[number])), ("文面を直す", "")]
        context = {"form": form, "marks": circle_of(sending.circle).marks, "sending": sending, "crumbs": crumbs}
        return render(request, "office/mailing_form.html", context)

    return send(request, form, act, "文面を直しました。", reverse("office_mailing", args=[number]), page)


def _refused(request: HttpRequest, sending: BulkSending, actor: Actor, form: ApproveForm) -> HttpResponse:
    """The page with what was typed; where the form stands there no longer (somebody was first, or it is one's own letter), above it."""
    sending.refresh_from_db()
    if not bulk.may_approve(sending, actor):
        for sentence in form.non_field_errors():
            messages.error(request, sentence)
    return _page(request, sending, actor, {"approve": form})


@roles(*ROLES)
@require_POST
def act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """ask, approve, return or stop."""
    actor = actor_in(request)
    sending, back = bulk.sending_for(actor, number), reverse("office_mailing", args=[number])
    match what:
        case "ask":
            seen = request.POST.get("seen", "")
            version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 6 else -1
            many = bulk.needs_second(sending, bulk.to_send(sending))
            said = "承認をお願いしました。" if many else "お送りしています。"
            return press(request, lambda: bulk.ask_approval(sending=sending, seen=version, by=actor), said, back)
        case "stop":
            return press(request, lambda: bulk.stop(sending=sending, by=actor), "残りを止めました。", back)
        case "approve":
            approve_form = ApproveForm(request.POST)

            def approve() -> object:
                given = approve_form.cleaned_data
                return bulk.approve(
                    sending=sending, seen_fingerprint=given["fingerprint"], count=given["count"], by=actor
                )

            said = "承認しました。少しずつお送りします。"
            again = lambda: _refused(request, sending, actor, approve_form)  # noqa: E731
            return send(request, approve_form, approve, said, back, again)
        case "return":
            return_form = ReturnForm(request.POST)

            def give_back() -> object:
                return bulk.give_back(sending=sending, word=return_form.cleaned_data["word"], by=actor)

            again = lambda: _page(request, sending, actor, {"return": return_form})  # noqa: E731
            return send(request, return_form, give_back, "下書きに戻しました。", back, again)
    raise Http404
