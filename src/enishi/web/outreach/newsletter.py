"""/ops/newsletter: issues written and previewed, made ready for the second person, how many read, whose addresses failed."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import StepRefused
from enishi.notices import bulk
from enishi.notices.bulk_rules import filled
from enishi.notices.models import BulkState, Notice
from enishi.notices.rendering import mail_text
from enishi.notices.ways import Way
from enishi.outreach import newsletter as acts
from enishi.outreach.enums import StopHow
from enishi.outreach.models import NewsletterIssue, Subscriber
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import MailField
from enishi.web.components.forms import EnishiForm

SEND = ["GET", "HEAD", "POST"]
HOME = ("お便り", "/ops/newsletter")
PER_PAGE = 20
A_YEAR = timedelta(days=365)


class IssueForm(EnishiForm):
    """key: of a new issue; seen: how often it had been saved when the page was drawn."""

    title = forms.CharField(
        label="題", max_length=60, help_text="メールの件名になります。お名前や金額は入れません。例：冬のお便り　見学の日が決まりました",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    body = forms.CharField(
        label="本文", max_length=3500, help_text="文字だけのメールです。配信の止め方と差出人は、終わりに自動で入ります。", widget=forms.Textarea(attrs={"rows": 16})
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class StopForm(EnishiForm):
    address = MailField(label="配信を止めるアドレス")


@roles(*acts.WRITERS)
@require_safe
def office_newsletter(request: HttpRequest) -> HttpResponse:
    return _home(request, StopForm())


def _home(request: HttpRequest, form: StopForm) -> HttpResponse:
    page = Paginator(acts.issues_counted(), PER_PAGE).get_page(request.GET.get("page"))
    stopped = Subscriber.objects.filter(stopped_at__gt=now() - A_YEAR)
    how = dict(stopped.values_list("stop_how").annotate(n=Count("pk")))
    context = {
        "page": page,
        "rows": [_row(issue) for issue in page],
        "seen_by_me": _seen(actor_in(request), page),
        "reading": Subscriber.objects.reading().count(),
        "unsure": Subscriber.objects.filter(confirmed_at=None, stopped_at=None).count(),
        "stopped": [(one.label, how[one]) for one in StopHow if one in how],
        "failing": Subscriber.objects.reading().filter(soft_bounces__gt=0).count(),
        "left": acts.left_this_month(),
        "form": form,
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "outreach/newsletter.html", context)


def _seen(actor: Actor, issues: Iterable[NewsletterIssue]) -> set[int]:
    """Primary keys of the letters to many that this person may open."""
    return set(bulk.sendings(actor).filter(pk__in=[i.sending_id for i in issues]).values_list("pk", flat=True))


def _row(issue: Any) -> dict[str, Any]:
    sending = issue.sending
    return {
        "issue": issue,
        "title": sending.subject if sending else issue.title,
        "state": BulkState(sending.state) if sending else None,
        "reached": issue.reached if sending else None,
        "bounced": issue.bounced if sending else None,
    }


@roles(*acts.WRITERS)
@require_http_methods(SEND)
def new_issue(request: HttpRequest) -> HttpResponse:
    form = IssueForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = acts.write_issue(
            title=given["title"], body=given["body"], key=given["key"] or uuid.uuid4(), by=actor_in(request)
        )
        return redirect("office_issue", made.number)
    context = {"form": form, "issue": None, "crumbs": [HOME, ("新しい号", "")]}
    return render(request, "outreach/issue.html", context)


@roles(*acts.WRITERS)
@require_http_methods(SEND)
@never_cache
def office_issue(request: HttpRequest, number: str) -> HttpResponse:
    """One issue as its mail will look, and the form to correct it."""
    actor = actor_in(request)
    issue = acts.issue_for(actor, number)
    form = IssueForm(request.POST or None, initial={"title": issue.title, "body": issue.body, "seen": issue.changes})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = given["seen"] if given["seen"] is not None else -1
        try:
            acts.edit_issue(issue=issue, title=given["title"], body=given["body"], seen=seen, by=actor)
            messages.success(request, "直した内容を保存しました。")
            return redirect("office_issue", number)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    context = {
        "form": form,
        "issue": issue,
        "mail": _preview(issue),
        "reading": Subscriber.objects.reading().count(),
        "left": acts.left_this_month(),
        "seen_by_me": _seen(actor, [issue]),
        "crumbs": [HOME, (number, "")],
    }
    return render(request, "outreach/issue.html", context)


def _preview(issue: NewsletterIssue) -> str:
    """The mail of one reader, to the last line; the page that ends it is shown as a mark."""
    text = issue.sending.body if issue.sending else acts.mail_body(issue)
    body = filled(text, {acts.STOP_MARK: "（お一人ずつ違うアドレス）"})
    draft = Notice(kind=acts.KIND, address="reader@example.jp", subject=issue.title, body=body)
    return mail_text([draft], Way())


@roles(*acts.WRITERS)
@require_POST
def prepare(request: HttpRequest, number: str) -> HttpResponse:
    """Fix text and readers; from here on it is a letter to many."""
    actor = actor_in(request)
    issue = acts.issue_for(actor, number)
    try:
        sending = acts.prepare_issue(issue=issue, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect("office_issue", number)
    messages.success(request, "文面とお送りする先を固めました。まだどなたにもお送りしていません。")
    return redirect("office_mailing", sending.number)


@roles(*acts.WRITERS)
@require_POST
def stop_for_somebody(request: HttpRequest) -> HttpResponse:
    """Somebody asked by telephone or letter."""
    form = StopForm(request.POST)
    if not form.is_valid():
        return _home(request, form)
    found = acts.stop_address(address=form.cleaned_data["address"], by=actor_in(request))
    if found:
        messages.success(request, "配信を止め、アドレスを消しました。")
    else:
        messages.error(request, "このアドレスには、お便りをお届けしていません。打ち間違いがないかをお確かめください。")
    return redirect("office_newsletter")
