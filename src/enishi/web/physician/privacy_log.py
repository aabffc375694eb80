"""/my/privacy/access-log: who opened what, and a word to the person responsible where that was not expected."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.models import Organisation
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.audit.readings import Reading, readings_of
from enishi.common.access import roles
from enishi.common.clock import now
from enishi.office.audit_words import reading_words
from enishi.office.concerns import raise_concern
from enishi.physicians.access import all_of_person, own_record
from enishi.physicians.models import Physician
from enishi.web.physician.privacy_forms import ConcernForm
from enishi.web.physician.views import HOME, actor_on

PRIVACY = ("公開範囲と連絡の約束", "/my/privacy")
LOG = ("見た人の記録", "/my/privacy/access-log")
KEPT_IN_SIGHT = timedelta(days=365)
LINES_ON_A_PAGE = 30
LISTS = (("ledger", "seekers"), ("caseload", "desk"))
"""Readings of these hold every physician."""


@dataclass(frozen=True, slots=True)
class Line:
    """who: a role and an organisation, never the name of a person. times_of_day: 「9:05」 or 「9:05〜16:40」."""

    entry: int
    day: date
    times_of_day: str
    who: str
    what: str
    times: int


def lines_of(physician: Physician) -> list[Line]:
    """A year of readings, the newest first."""
    merged = all_of_person(physician)[1:]
    since = max(now() - KEPT_IN_SIGHT, min(p.registered_at for p in (physician, *merged)))
    lists = (*LISTS, *(("physician", p.number) for p in merged))
    found = readings_of(physician.number, since=since, but_of=physician.user_id, lists=lists)
    names = dict(
        Organisation.objects.filter(pk__in={r.organisation for r in found if r.organisation}).values_list("pk", "name")
    )
    return [_line(reading, names) for reading in found]


def _line(r: Reading, names: dict[int, str]) -> Line:
    first, last = (timezone.localtime(at) for at in (r.first, r.last))
    times = (
        f"{first:%-H:%M}"
        if (first.hour, first.minute) == (last.hour, last.minute)
        else f"{first:%-H:%M}〜{last:%-H:%M}"
    )
    return Line(r.entry, r.day, times, _who(r, names), reading_words(r.what, r.object_type), r.times)


def _who(r: Reading, names: dict[int, str]) -> str:
    label = Role(r.role).label if r.role in set(Role) else "自動処理"
    if r.role in INSTITUTION_ROLES:
        return f"{names.get(r.organisation or 0, '医療機関')}の方"
    return f"縁の{label}"


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    physician = own_record(actor_on(request))
    page = Paginator(lines_of(physician), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "physician/access_log.html", {"page": page, "crumbs": [HOME, PRIVACY, (LOG[0], "")]})


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """心当たりがないとき: the responsible person looks into this line; the coordinator is left out."""
    actor = actor_on(request)
    physician = own_record(actor)
    line = next((line for line in lines_of(physician) if line.entry == pk), None)
    if line is None:
        raise Http404
    form = ConcernForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        due = raise_concern(physician=physician, entry=pk, words=form.cleaned_data["words"], by=actor)
        messages.success(request, f"承りました。責任者が調べて、{due.month}月{due.day}日までにご連絡します。")
        return redirect("my_access_log")
    context = {"line": line, "form": form, "crumbs": [HOME, PRIVACY, LOG, ("心当たりがないとき", "")]}
    return render(request, "physician/access_concern.html", context)
