"""/ops/certification: the folder of evidence for the certification, by criterion, and its index on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.uploads import KINDS
from enishi.common.workflow import StepRefused
from enishi.office import certification as acts
from enishi.office import wordings
from enishi.office.certification_papers import certification_paper
from enishi.office.models import CriterionReview, CriterionWording, Evidence
from enishi.web.components.actors import actor_in
from enishi.web.office.certification_forms import ComparisonForm, EvidenceForm, ReviewForm, WordingForm, half_a_year_on
from enishi.web.office.money import handed_out
from enishi.web.office.tried import tried
from enishi.web.office.views import OFFICE


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certification(request: HttpRequest) -> HttpResponse:
    """What is asked, how it stands, what is to be looked at; who compares our words with the official sheet, and by when."""
    by, form = (
        actor_in(request),
        ComparisonForm(request.POST if request.method == "POST" else None, auto_id="compare-%s"),
    )
    if request.method == "POST" and tried(
        request, form, lambda given: wordings.plan_comparison(by=by, **given), "見くらべる人と日を決めました。"
    ):
        return redirect("office_certification")
    found = acts.folders()
    context = {
        "found": found, "summary": acts.summary_of(found), "plan": wordings.plan(), "form": form,
        "left": wordings.to_compare(today()), "waiting": [folder for folder in found if folder.waiting],
    }  # fmt: skip
    return render(request, "office/certification.html", context)


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def criterion(request: HttpRequest, code: str) -> HttpResponse:
    """One criterion: where it is shown, what to lay beside it, how it stands."""
    folder = acts.folder_of(code)
    if folder is None:
        raise Http404
    by, act = actor_in(request), request.POST.get("act", "") if request.method == "POST" else ""
    evidence = EvidenceForm(
        request.POST if act == "add" else None, request.FILES if act == "add" else None, auto_id="add-%s"
    )
    review = ReviewForm(
        request.POST if act == "review" else None, initial={"next_on": half_a_year_on(today())}, auto_id="review-%s"
    )
    if act == "add" and tried(
        request, evidence, lambda given: acts.add_evidence(criterion=code, by=by, **given), "証拠を加えました。"
    ):
        return redirect("office_criterion", code)
    if act == "review" and tried(
        request, review, lambda given: acts.review_criterion(criterion=code, by=by, **given), "見直しを記録しました。"
    ):
        return redirect("office_criterion", code)
    wording = WordingForm(request.POST if act == "wording" else None, auto_id="wording-%s")
    if act == "wording" and tried(
        request, wording, lambda given: wordings.enter_wording(criterion=code, by=by, **given),
        "文を記録しました。別の方がチェックシートと見くらべると、確認済になります。",
    ):  # fmt: skip
        return redirect("office_criterion", code)
    if act == "settle":
        return _settled(request, code)
    reviews = CriterionReview.objects.filter(criterion=code).select_related("by")[:20]
    context = {
        "folder": folder, "reviews": reviews, "evidence": evidence, "review": review, "asked": act, "wording": wording,
        "earlier": wordings.wordings(code).exclude(right=None)[:20], "mine": by.user_id,
    }  # fmt: skip
    return render(request, "office/criterion.html", context)


def _settled(request: HttpRequest, code: str) -> HttpResponse:
    pk, said = request.POST.get("wording", ""), request.POST.get("right")
    if said not in ("yes", "no") or not pk.isdecimal():
        raise Http404
    found = get_object_or_404(CriterionWording, criterion=code, pk=int(pk))
    try:
        wordings.settle_wording(wording=found, by=actor_in(request), right=said == "yes")
        messages.success(request, "確認済としました。" if said == "yes" else "戻しました。正しい文をご入力ください。")
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
    return redirect("office_criterion", code)


@roles(*OFFICE)
@require_safe
@never_cache
def evidence_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = get_object_or_404(acts.evidence_in_force(), criterion=code, pk=pk)
    data = acts.open_evidence(found, by=actor_in(request))
    if not data or found.file_type not in KINDS:
        raise Http404
    answer = handed_out(data, f"evidence-{code}-{pk}.{KINDS[found.file_type]}", found.file_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@roles(*OFFICE)
@require_POST
def evidence_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    acts.remove_evidence(
        evidence=get_object_or_404(Evidence.objects.defer("file"), criterion=code, pk=pk), by=actor_in(request)
    )
    return redirect("office_criterion", code)


@roles(*OFFICE)
@require_safe
@never_cache
def index_file(request: HttpRequest) -> HttpResponse:
    """The index, A4 landscape."""
    found = acts.folders()
    record_export(by=actor_in(request), what="certification", form="pdf", rows=len(found))
    return handed_out(
        certification_paper(found, acts.summary_of(found)), f"certification-{today():%Y%m%d}.pdf", "application/pdf"
    )
