"""/left/{key}: the last page of someone who left, and the certificate. Whoever has the key reads numbers and dates only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.keeping.certificates import certificate_pdf, kept_lines, proof_of
from enishi.physicians.leaving import certificate_of
from enishi.physicians.models import Leaving
from enishi.web.context import operator


@public
@require_safe
@never_cache
def left(request: HttpRequest, key: str) -> HttpResponse:
    context = {"leaving": (leaving := _found(key)), "key": key, "kept": kept_lines(leaving), "proof": proof_of(leaving)}
    return render(request, "public/left.html", context)


@public
@require_safe
@never_cache
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    leaving = _found(key)
    response = HttpResponse(certificate_pdf(leaving, operator()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{leaving.physician.number}.pdf"'
    return response


def _found(key: str) -> Leaving:
    found = certificate_of(key)
    if found is None:
        raise Http404
    return found
