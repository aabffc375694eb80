"""/newsletter: asked for by mail address, confirmed on the page of the mail, ended with one press; what was sent before."""

from allauth.core import ratelimit
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Party
from enishi.law.parameters import value
from enishi.notices.bulk_rules import MARK
from enishi.office.audit_words import VISITOR as VISITOR_ROLE
from enishi.outreach import newsletter as acts
from enishi.outreach.enums import StopHow
from enishi.web.components.fields import MailField
from enishi.web.components.forms import EnishiForm
from enishi.web.public.events import TOO_OFTEN

SEND = ["GET", "HEAD", "POST"]
START, HOME = ("はじめ", "/"), ("お便り", "/newsletter")
PER_PAGE = 12
VISITOR = Actor(None, Party.PHYSICIAN, VISITOR_ROLE)
FOOT = "――――――――――"


class SubscribeForm(EnishiForm):
    address = MailField(label="メールアドレス", help_text="確認のメールをお送りします。お名前は要りません。")


@public
@never_cache
@require_http_methods(SEND)
def newsletter(request: HttpRequest) -> HttpResponse:
    """What it is, the form, the archive. Sending the form writes a mail, nothing more."""
    form = SubscribeForm(request.POST or None)
    too_often = False
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="reader"):
            acts.subscribe(address=form.cleaned_data["address"], by=VISITOR)
            return redirect("newsletter_sent")
        too_often = True
        form.add_error(None, TOO_OFTEN)
    context = {
        "form": form,
        "page": Paginator(acts.issues_sent(), PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [START, (HOME[0], "")],
    }
    return render(request, "public/newsletter.html", context, status=429 if too_often else 200)


@public
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same words whether the address was known or not."""
    context = {
        "days": value("unconfirmed_address_days", today()),
        "crumbs": [START, HOME, ("メールをお送りしました", "")],
    }
    return render(request, "public/newsletter_sent.html", context)


@public
@never_cache
@require_http_methods(SEND)
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever got the mail: the button that confirms. Opening the page changes nothing."""
    reader = acts.subscriber_by_token(token)
    if request.method == "POST":
        acts.confirm_subscription(subscriber=reader, by=VISITOR)
        return redirect("newsletter_entry", token)
    return render(request, "public/newsletter_entry.html", {"reader": reader})


@public
@csrf_exempt  # RFC 8058: the mail program sends this POST by itself, without a page and without a cookie
@never_cache
@require_http_methods(SEND)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ends it, by the button of the page or by the mail program's own. Opening the page changes nothing; no redirect (RFC 8058)."""
    reader = acts.subscriber_by_token(token)
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        reader = acts.stop_reading(subscriber=reader, how=StopHow.ONE_CLICK if one_click else StopHow.PAGE, by=VISITOR)
    return render(request, "public/newsletter_stop.html", {"reader": reader})


@public
@require_safe
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """One issue as it was sent, without the lines about how to end it."""
    found = acts.issues_sent().filter(number=number).first()
    if found is None or found.sending is None:
        raise Http404
    words = MARK.sub("", found.sending.body.partition(FOOT)[0]).strip()
    context = {
        "issue": found,
        "title": found.sending.subject,
        "words": words,
        "day": found.sending.approved_at,
        "crumbs": [START, HOME, (found.sending.subject, "")],
    }
    return render(request, "public/newsletter_issue.html", context)
