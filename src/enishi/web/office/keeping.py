"""/ops/retention, /ops/erasures, /ops/holds: what falls due, what was erased and proved, what must not be erased."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.keeping import access, certificates, retention
from enishi.keeping.backing_up import LATEST, TESTED, standing
from enishi.keeping.erasure import settle_proof
from enishi.keeping.jobs import ask_for_a_run
from enishi.keeping.models import Backup, ErasureProof, RestoreTest
from enishi.law.parameters import Evidence, Ground, Parameter, parameter
from enishi.physicians import holds
from enishi.physicians.access import goes_on_as
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.desk.common import press, send
from enishi.web.office.money import handed_out

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)
EDIT = ["GET", "HEAD", "POST"]
RUNS = 30
SHOWN = 12
UNITS = {"years": "年", "months": "か月", "days": "日", "hours": "時間", "minutes": "分"}
GROUNDS = {
    Ground.LAW: "法令",
    Ground.LICENCE_CONDITION: "許可条件",
    Ground.GUIDELINE: "指針",
    Ground.POLICY: "内部規程",
}


class WhyForm(EnishiForm):
    why = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(WhyForm):
    why = forms.CharField(
        label="保全する理由",
        max_length=1000,
        help_text="事務局と統括だけが読めます。例：返戻をめぐる調停のため（令和8年11月20日に通知）",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LiftForm(WhyForm):
    why = forms.CharField(
        label="解除してよい理由",
        max_length=1000,
        help_text="もう一人の方が読んで、決めます。例：調停が成立した",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(WhyForm):
    why = forms.CharField(
        label="何であったか",
        max_length=1000,
        help_text="例：同じお名前の、別の先生のご登録でした",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NumberForm(EnishiForm):
    number = forms.CharField(
        label="医師の番号", max_length=12, help_text="例：P-2026-0001", widget=forms.TextInput(attrs={"class": "w-m"})
    )

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip().upper()
        if not Physician.objects.filter(number=number).exists():
            raise forms.ValidationError("この番号の登録は、見つかりません。番号をお確かめください。")
        return number


# -- what falls due --------------------------------------------------------------------------------------
def _period(name: str) -> dict[str, Any]:
    row: Parameter = parameter(name, today())
    return {
        "label": row.label,
        "words": f"{row.value}{UNITS[row.unit]}",
        "source": row.source,
        "ground": GROUNDS[row.ground],
        "since": row.valid_from,
        "to_confirm": row.evidence is Evidence.TO_CONFIRM,
    }


@roles(*OFFICE)
@require_safe
@never_cache
def tonight(request: HttpRequest) -> HttpResponse:
    """A dry run: what tonight will erase and what is held, by kind, before anything happens; then the nights so far."""
    kinds = [
        {
            "kind": cast.kind,
            "period": _period(cast.kind.parameter),
            "due": len(cast.due),
            "held": len(cast.held),
            "first": [d.number for d in cast.due[:SHOWN]],
            "more": max(len(cast.due) - SHOWN, 0),
        }
        for cast in retention.forecast()
    ]
    context = {
        "kinds": kinds,
        "due": sum(k["due"] for k in kinds),
        "held": sum(k["held"] for k in kinds),
        "others": [(_period(name), words) for name, words in retention.OTHERS],
        "runs": retention.nights()[:RUNS],
    }
    return render(request, "office/retention.html", context)


@roles(*OFFICE)
@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    said = "見回りを始めました。終わると、下の「これまでの見回り」に結果が出ます。"
    return press(request, lambda: ask_for_a_run(by=actor), said, reverse("office_retention"))


@roles(*OFFICE)
@require_safe
@never_cache
def night(request: HttpRequest, day: str) -> HttpResponse:
    """The report of one night."""
    run = access.run_for(day)
    page = Paginator(run.lines.order_by("outcome", "kind", "number"), 50).get_page(request.GET.get("page"))
    titles = {kind.code: kind.title for kind in retention.KINDS}
    context = {
        "run": run,
        "counts": [(kind, counts) for kind, counts in retention.counts_of(run) if counts],
        "page": page,
        "rows": [(line, titles.get(line.kind, line.kind)) for line in page.object_list],
        "crumbs": [("保存期間の見回り", reverse("office_retention")), ("報告", "")],
    }
    return render(request, "office/retention_night.html", context)


@roles(*OFFICE, Role.ADMIN)
@require_safe
@never_cache
def backups(request: HttpRequest) -> HttpResponse:
    """The last backup and the last time one was restored, with a warning where either is too old."""
    context = {
        "standing": standing(),
        "hours": int(LATEST.total_seconds() // 3600),
        "days": TESTED.days,
        "keep": _period("backup_keep_days"),
        "made": Backup.objects.all()[:RUNS],
        "tests": RestoreTest.objects.all()[:RUNS],
        "nightly": bool(settings.BACKUP_FOLDER),
    }
    return render(request, "office/backups.html", context)


# -- those who left --------------------------------------------------------------------------------------
@roles(*OFFICE)
@require_safe
@never_cache
def erasures(request: HttpRequest) -> HttpResponse:
    page = Paginator(access.leavings(), 30).get_page(request.GET.get("page"))
    rows = [(row, next(iter(row.proofs.all()), None)) for row in page.object_list]
    open_ones = ErasureProof.objects.filter(finished_at__isnull=False, settled_at=None).exclude(found={}).count()
    return render(request, "office/erasures.html", {"page": page, "rows": rows, "open_ones": open_ones})


@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def erasure(request: HttpRequest, number: str) -> HttpResponse:
    """What was erased of one person, what stays, what the look found; somebody says what a finding was."""
    actor = actor_in(request)
    found = access.leaving_for(number)
    proof = certificates.proof_of(found)
    form = SettleForm(request.POST or None)

    def again() -> HttpResponse:
        context = {
            "leaving": found,
            "proof": proof,
            "kept": certificates.kept_lines(found),
            "rows": certificates.proof_rows(proof) if proof else [],
            "places": [(place, at["rows"], "、".join(at["keys"])) for place, at in proof.found.items()]
            if proof
            else [],
            "form": form,
            "crumbs": [("退会と消去", reverse("office_erasures")), (number, "")],
        }
        return render(request, "office/erasure.html", context)

    if request.method != "POST" or proof is None:
        return again()
    return send(
        request,
        form,
        lambda: settle_proof(proof=proof, by=actor, word=form.cleaned_data["why"]),
        "検査の結果を確かめたことを記録しました。",
        reverse("office_erasure", args=[number]),
        again,
    )


@roles(*OFFICE, Role.COORDINATOR)
@require_safe
@never_cache
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever asked by telephone or on paper: the desk prints it."""
    found = access.leaving_for(number)
    return handed_out(
        certificates.certificate_pdf(found, operator()), f"certificate-{found.physician.number}.pdf", "application/pdf"
    )


# -- holds --------------------------------------------------------------------------------------------------
@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def hold_list(request: HttpRequest) -> HttpResponse:
    """Holds in force and those lifted; a number leads to the page of one person."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("office_hold", form.cleaned_data["number"])
    rows = access.holds_for(actor_in(request))
    context = {"form": form, "standing": rows.filter(lifted_at=None), "lifted": rows.exclude(lifted_at=None)[:30]}
    return render(request, "office/holds.html", context)


ACTS = {"place": "保全しました。解くまで、この方の情報は消えません。",
        "ask": "解除を求めました。あなたとは別の方が決めます。",
        "lift": "保全を解除しました。待っている消去があれば、今夜行います。",
        "keep": "保全を続けます。"}  # fmt: skip


@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Place a hold on one person, ask to lift it, decide on that."""
    actor = actor_in(request)
    physician = goes_on_as(access.anybody(number))
    standing = holds.in_force(physician)
    what = request.POST.get("act", "")
    place = ReasonForm(request.POST if what == "place" else None, auto_id="place-%s")
    lift = LiftForm(request.POST if what == "ask" else None, auto_id="ask-%s")
    back = reverse("office_hold", args=[physician.number])

    def again() -> HttpResponse:
        rows = access.holds_for(actor).filter(physician=physician)
        context = {
            "physician": physician,
            "label": PhysicianState(physician.state).label,
            "hold": standing,
            "own_ask": standing is not None and standing.asked_by_id == actor.user_id,
            "past": rows.exclude(lifted_at=None),
            "place": place,
            "lift": lift,
            "crumbs": [("消去の保全", reverse("office_holds")), (physician.number, "")],
        }
        return render(request, "office/hold.html", context)

    if what == "place":
        return send(request, place, lambda: holds.place_hold(physician=physician, by=actor, reason=place.cleaned_data["why"]), ACTS[what], back, again)  # fmt: skip
    if what == "ask" and standing:
        return send(request, lift, lambda: holds.ask_to_lift(hold=standing, by=actor, why=lift.cleaned_data["why"]), ACTS[what], back, again)  # fmt: skip
    if what in ("lift", "keep") and standing:
        act = holds.lift_hold if what == "lift" else holds.keep_hold
        return press(request, lambda: act(hold=standing, by=actor), ACTS[what], back)
    if request.method == "POST":
        return redirect(back)
    return again()
