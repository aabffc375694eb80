"""/ops/profile: the operator as every page, notice and paper names it; what is not known yet is said to be 未設定."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.profile import LABELS, NOT_SET, load_profile

_PLAIN = {
    "name": "名称", "short_name": "短い名称", "phone": "電話", "fax": "ファクス", "mail": "メール", "mail_openings": "求人のメール",
    "web": "ホームページ", "link_base": "短いアドレス", "started_words": "始めた年月", "business_words": "事業の種類",
}  # fmt: skip
_BESIDE = {"licensed": "licensed_words"}
_ROWS = ("fees", "refunds", "messages", "signatories")


@roles(Role.SUPERVISOR, Role.COMPLIANCE, Role.OUTREACH, Role.ADMIN)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Every fact with its value, and those that are missing first."""
    operator = load_profile(settings.PROFILE)
    facts = [(label, getattr(operator, key) or NOT_SET) for key, label in _PLAIN.items()]
    facts += [
        (label, getattr(operator, _BESIDE.get(key, key)) or NOT_SET)
        for key, label in LABELS.items()
        if key not in _ROWS
    ]
    context = {
        "facts": facts, "missing": operator.missing, "which": settings.PROFILE, "not_set": NOT_SET,
        "bodies": [(body.name, body.licence) for body in operator.operators], "crumbs": [("運営者の情報", "")],
    }  # fmt: skip
    return render(request, "office/profile.html", context)
