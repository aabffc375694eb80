"""/left/{key}: the last page of someone who left, and the certificate. Whoever has the key reads numbers and dates only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.physicians.leaving import certificate_of
from enishi.physicians.models import Leaving
from enishi.web.context import operator

LEDGER = "求職管理簿（お名前・ご住所・生年月日・希望職種・受付の日とご紹介の記録）"
LAW = "職業安定法第32条の15、同法施行規則第24条の7"


@public
@require_safe
@never_cache
def left(request: HttpRequest, key: str) -> HttpResponse:
    context = {"leaving": _found(key), "key": key, "ledger": LEDGER, "law": LAW}
    return render(request, "public/left.html", context)


@public
@require_safe
@never_cache
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    leaving = _found(key)
    response = HttpResponse(certificate_pdf(leaving), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{leaving.physician.number}.pdf"'
    return response


def certificate_pdf(leaving: Leaving) -> bytes:
    return pdf("physicians/typst/certificate.typ", certificate_data(leaving))


def certificate_data(leaving: Leaving) -> dict[str, Any]:
    profile = operator()
    rows = [["退会の日", western_with_era(timezone.localdate(leaving.left_at))]]
    if leaving.erased_at:
        rows.append(["すべての消去", western_with_era(timezone.localdate(leaving.erased_at))])
    kept = []
    if leaving.keep_until and not leaving.erased_at:
        kept = [f"{LEDGER}は、{LAW}により、{western_with_era(leaving.keep_until)}まで保存し、その翌日に消去します。"]
    return {
        "number": leaving.physician.number,
        "sender": profile.name,
        "licence": profile.licence,
        "phone": profile.phone,
        "day": western_with_era(timezone.localdate()),
        "rows": rows,
        "erased": [[title, f"{count}件"] for title, count in leaving.counts.items()],
        "kept": kept,
    }


def _found(key: str) -> Leaving:
    found = certificate_of(key)
    if found is None:
        raise Http404
    return found
