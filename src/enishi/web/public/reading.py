"""Pages to read: who stands behind the service, how it works, questions, words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.engine.scores import WEIGHTS_VERSION
from enishi.web.context import operator
from enishi.web.public import texts
from enishi.web.public.ranking import NEVER_COUNTED, features

START, ABOUT = ("はじめ", "/"), ("私たちについて", "/about")


@public
@require_safe
def supporters(request: HttpRequest) -> HttpResponse:
    return render(request, "public/supporters.html", {"crumbs": [START, ABOUT, ("支えている団体", "")]})


@public
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "public/how_it_works.html", {"crumbs": [START, ABOUT, ("ご相談から着任のあとまで", "")]})


@public
@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about_fees.html", {"crumbs": [START, ABOUT, ("費用", "")]})


@public
@require_safe
def neutrality(request: HttpRequest) -> HttpResponse:
    """The weights are those of the matching core itself, so that this page cannot say anything else."""
    context = {
        "features": features(),
        "version": WEIGHTS_VERSION,
        "never": NEVER_COUNTED,
        "crumbs": [START, ABOUT, ("並べ方と中立性", "")],
    }
    return render(request, "public/neutrality.html", context)


@public
@require_safe
def faq(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/faq.html",
        {"groups": texts.questions(operator().reply_within), "crumbs": [START, ("よくあるご質問", "")]},
    )


@public
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "public/glossary.html", {"terms": texts.terms(), "crumbs": [START, ("ことばの説明", "")]})


@public
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "public/contact.html", {"crumbs": [START, ("お問い合わせ", "")]})


@public
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "public/terms.html", {"crumbs": [START, ("ご利用の決まり", "")]})
