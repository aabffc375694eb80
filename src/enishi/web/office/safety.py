"""Pages of safety: looks with a time limit, the quarterly look at roles, and readings that are not as on other days."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.office import reviews, support, watching
from enishi.office.audit_words import role_words
from enishi.office.models import SupportAccess
from enishi.office.safety_enums import ReviewDecision, WatchKind
from enishi.physicians.access import identity_of
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.office.safety_forms import LimitForm, SupportForm, WatchForm
from enishi.web.office.tried import tried
from enishi.web.office.views import OFFICE

KEEPERS = (*OFFICE, Role.ADMIN)
TOGETHER = "together"
AT_ONCE = 200
"""Roles of one kind on a page: who confirms them together wants to see them together."""


@roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def support_list(request: HttpRequest) -> HttpResponse:
    """Ask for a look; what waits for a second person; what runs; what was."""
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        physician = Physician.objects.filter(number=given.pop("number")).first()
        if physician is None:
            form.add_error("number", "この番号の先生は、見つかりません。")
        elif tried(request, form, lambda _: support.ask_support(physician=physician, by=actor_in(request), **given), "お願いしました。別の方が認めると、開けるようになります。"):  # fmt: skip
            return redirect("office_support")
    rows = SupportAccess.objects.select_related("physician", "asked_by", "decided_by")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    mine = actor_in(request).user_id
    lines = [
        {
            "row": row,
            "standing": _standing(row),
            "opens": support.is_open(row) and row.asked_by_id == mine,
            "decides": row.granted is None and row.ended_at is None and row.asked_by_id != mine
            and actor_in(request).role in {str(role) for role in OFFICE},
            "ends": row.ended_at is None and ((row.granted is None and row.asked_by_id == mine) or support.is_open(row)),
        }
        for row in page
    ]  # fmt: skip
    return render(request, "office/support.html", {"form": form, "page": page, "lines": lines})


def _standing(row: SupportAccess) -> str:
    if row.granted is False:
        return "認めませんでした"
    if row.ended_at is not None:
        return "途中で終えました" if row.granted else "取り下げました"
    if row.granted is None:
        return "別の方の判断を待っています"
    return "開けます" if support.is_open(row) else "期限で終わりました"


@roles(*KEEPERS)
@require_POST
def support_act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Grant, refuse (by the office, never by who asked) or end."""
    row = get_object_or_404(SupportAccess, pk=pk)
    actor = actor_in(request)
    try:
        if what == "end" and (row.asked_by_id == actor.user_id or actor.role in {str(role) for role in OFFICE}):
            support.end_support(access=row, by=actor)
            messages.success(request, "閲覧を終えました。")
        elif what in ("grant", "refuse") and actor.role in {str(role) for role in OFFICE}:
            support.decide_support(access=row, by=actor, granted=what == "grant")
            messages.success(
                request, "認めました。時間は、いまから数えます。" if what == "grant" else "認めないことにしました。"
            )
        else:
            raise Http404
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
    return redirect("office_support")


@roles(*KEEPERS)
@require_safe
@never_cache
def support_record(request: HttpRequest, pk: int) -> HttpResponse:
    """What is needed to help: name and way of contact, where each talk stands, whether mails left. Each look is logged."""
    actor = actor_in(request)
    access = support.supported_record(pk, actor)
    physician = access.physician
    rows = Candidacy.objects.filter(physician=physician).select_related("opening__institution").order_by("-pk")[:30]
    talks, state = [(row, State(row.state).label) for row in rows], PhysicianState(physician.state).label
    mails = Notice.objects.filter(recipient=physician.user_id).order_by("-pk")[:20] if physician.user_id else []
    context = {"access": access, "physician": physician, "identity": identity_of(physician, by=actor), "talks": talks, "mails": mails, "state": state}  # fmt: skip
    return render(request, "office/support_record.html", context)


@roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def access_review(request: HttpRequest) -> HttpResponse:
    """The quarterly look at every role: who holds it, when last signed in; kept or ended, one by one, or those of one kind kept
    together but for the marked ones."""
    if request.method == "POST" and request.POST.get("decision") == TOGETHER:
        return _kept_together(request)
    if request.method == "POST":
        membership = get_object_or_404(Membership.objects.in_force(), pk=_number(request.POST.get("membership")))
        decision = request.POST.get("decision")
        if decision not in {str(d) for d in ReviewDecision} or membership.role == Role.PHYSICIAN:
            raise Http404
        try:
            reviews.review(membership=membership, by=actor_in(request), decision=ReviewDecision(decision))
            messages.success(
                request,
                "確かめたことを記録しました。" if decision == ReviewDecision.KEEP else "役割を終え、記録しました。",
            )
        except StepRefused as refused:
            messages.error(request, refused.refusals[0].sentence)
        asked = {name: said for name in ("role", "page") if (said := request.POST.get(name))}
        return redirect(f"{request.path}?{urlencode(asked)}" if asked else request.path)
    quarter, held = reviews.quarter_of(today()), reviews.to_review()
    groups, role = reviews.groups(quarter), request.GET.get("role", "")
    known = role in {group.role for group in groups}
    page = Paginator(held.filter(role=role) if known else held, AT_ONCE if known else 20).get_page(
        request.GET.get("page")
    )
    left = sum(group.left for group in groups)
    rows = reviews.review_rows(list(page), quarter)
    mine = actor_in(request).user_id
    context = {
        "quarter": f"{quarter[:4]}年 第{quarter[-1]}四半期",
        "page": page,
        "rows": [(row, role_words(row.membership.role)) for row in rows],
        "groups": [(group, role_words(group.role)) for group in groups],
        "group": role if known else "",
        "group_words": role_words(role) if known else "",
        "open": sum(row.answer is None and row.membership.user_id != mine for row in rows),
        "left": left,
        "done": sum(group.count for group in groups) - left,
        "mine": mine,
    }
    return render(request, "office/access_review.html", context)


def _kept_together(request: HttpRequest) -> HttpResponse:
    role, shown = request.POST.get("role", ""), [_number(pk) for pk in request.POST.getlist("shown")]
    if role == Role.PHYSICIAN or role not in set(Role):
        raise Http404
    apart = {_number(pk) for pk in request.POST.getlist("apart")}
    try:
        kept = reviews.keep_together(role=role, shown=shown, apart=apart, by=actor_in(request))
        messages.success(request, f"{len(kept)}件を、続けて必要と記録しました。お一人ずつの記録が残ります。")
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
    return redirect(f"{request.path}?{urlencode({'role': role})}")


@roles(*OFFICE)
@require_safe
@never_cache
def unusual(request: HttpRequest) -> HttpResponse:
    """Readings of the last thirty days that are not as on other days, and the rules that say so."""
    found, limits = watching.findings(), watching.limits()
    rules = [(kind, watching.explained(kind, limits[kind]), limits[kind]) for kind in WatchKind]
    context = {
        "waiting": [f for f in found if f.answer is None],
        "answered": [f for f in found if f.answer is not None][:50],
        "rules": rules,
        "mine": actor_in(request).user_id,
    }
    return render(request, "office/unusual.html", context)


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unusual_one(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, and what came of asking."""
    found = watching.finding_of(key)
    if found is None:
        raise Http404
    form = WatchForm(request.POST or None)
    if request.method == "POST" and tried(request, form, lambda given: watching.answer_finding(finding=found, by=actor_in(request), **given), "確かめたことを記録しました。"):  # fmt: skip
        return redirect("office_unusual")
    context = {
        "found": found,
        "words": watching.explained(found.kind, found.limit),
        "form": form,
        "mine": actor_in(request).user_id,
    }
    return render(request, "office/unusual_one.html", context)


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unusual_limit(request: HttpRequest, kind: str) -> HttpResponse:
    """From how many a rule speaks."""
    if kind not in {str(k) for k in WatchKind}:
        raise Http404
    chosen = WatchKind(kind)
    in_force = watching.limits()[chosen]
    form = LimitForm(request.POST or None, initial={"count": in_force})
    if request.method == "POST" and tried(request, form, lambda given: watching.set_limit(kind=chosen, by=actor_in(request), **given), "目安を変えました。"):  # fmt: skip
        return redirect("office_unusual")
    context = {"kind": chosen, "words": watching.explained(chosen, in_force), "form": form}
    return render(request, "office/unusual_limit.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else 0
