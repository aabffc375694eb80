"""Before a file with the data of many people leaves, whoever takes it says for what (個人情報保護法23条・24条).

A GET shows the question, with nothing chosen: who takes a file says anew for what, each time. The POST of it answers with the
file. No script is needed, and the words never stand in an address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from enishi.audit.actions import exporting_for
from enishi.common.workflow import StepRefused
from enishi.office.enums import Why
from enishi.office.files_taken import FILES
from enishi.office.purposes import LONGEST, say_purpose
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class WhyForm(EnishiForm):
    why = forms.ChoiceField(
        label="何のために取り出しますか", choices=Why.choices(), widget=ChoiceCards(two_columns=True)
    )
    words = forms.CharField(
        label="ひとこと",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "w-l"}),
        help_text="例：10月の立入検査。先生のお名前は、書かないでください。",
    )


def asks_why(what: str | Callable[..., str], *, back: Callable[..., str]) -> Callable[[View[P]], View[P]]:
    """For a view that answers with a file: it is called only after the purpose was said, and what it records names the purpose.

    what: code of the file in `files_taken`, or a function of request and variable parts of the address that gives it: it raises
    Http404 for what this person may not know of, and gives "" where the view itself answers why there is no file. back: a function
    of the variable parts, the address of the page the file belongs to.
    """

    def around(view: View[P]) -> View[P]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            code = what if isinstance(what, str) else what(request, **kwargs)
            if not code:
                return view(request, *args, **kwargs)
            return _answer(request, code, back(**kwargs), lambda: view(request, *args, **kwargs))

        asked.asks_why = True  # type: ignore[attr-defined]
        return asked

    return around


def _answer(request: HttpRequest, code: str, back: str, file: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    by = actor_in(request)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            purpose = say_purpose(what=code, why=Why(given["why"]), words=given["words"], by=by)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            with exporting_for(why=purpose.why, purpose=purpose.pk):
                answer = file()
            if "Cache-Control" not in answer:
                add_never_cache_headers(answer)
            return answer
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    page = render(request, "office/asking_why.html", {"form": form, "file": FILES[code], "back": back + asked})
    add_never_cache_headers(page)
    return page
