"""/desk/surveys: papers of surveys that came back, typed twice; blank ones for who wants to answer by hand."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common import qr
from enishi.common.access import roles
from enishi.common.instrument import Question
from enishi.common.profile import load_profile
from enishi.common.workflow import StepRefused
from enishi.outreach.paper_codes import NotACode, parse_paper_code, shown
from enishi.surveys import answering as acts
from enishi.surveys.access import paper_code_for, seat_by_code, surveys_at_the_desk
from enishi.surveys.enums import Way
from enishi.surveys.models import SurveySeat
from enishi.surveys.papers import condition_words, paper_twin
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.instrument import InstrumentForm, words_of
from enishi.web.desk.common import READERS, press

SEND = ["GET", "HEAD", "POST"]
STOPPED = "この調査のご案内を止めました。途中までのお答えは消しました。"
PERSON = re.compile(r"P-\d{4}-\d{4,}")
HOME = ("調査の用紙", "/desk/surveys")


class CodeForm(EnishiForm):
    code = forms.CharField(
        label="用紙の番号、または先生の番号", max_length=20, help_text="用紙の右上の8文字です。例：ABCD-EFGH　郵便で用紙をお送りするときは、先生の番号を。例：P-2026-0001",
        widget=forms.TextInput(attrs={"class": "w-m"})
    )  # fmt: skip

    def clean_code(self) -> str:
        if number := PERSON.fullmatch(unicodedata.normalize("NFKC", self.cleaned_data["code"]).strip().upper()):
            return number[0]
        try:
            return parse_paper_code(self.cleaned_data["code"])
        except NotACode as wrong:
            raise forms.ValidationError(wrong.sentence) from wrong


def _seat(request: HttpRequest, code: str) -> SurveySeat:
    found = seat_by_code(actor_in(request), code)
    if found is None:
        raise Http404
    return found


@roles(*READERS)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A field for the code, and which surveys run."""
    actor = actor_in(request)
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["code"]
        code = paper_code_for(actor, given) if PERSON.fullmatch(given) else given
        if code and seat_by_code(actor, code) is not None:
            return redirect("desk_survey", code)
        form.add_error("code", "この番号の用紙はありません。調査が終わっているか、番号が違うようです。")
    running = [
        {"survey": s, "open": s.way == Way.OPEN, "waiting": s.seats.exclude(typed="").filter(sent_at=None).count()}
        for s in surveys_at_the_desk()
    ]
    return render(request, "surveys/desk.html", {"form": form, "running": running, "crumbs": [(HOME[0], "")]})


@roles(*READERS)
@require_POST
def blank(request: HttpRequest, number: str) -> HttpResponse:
    """A paper with a code of its own, for nobody in particular."""
    survey = surveys_at_the_desk().filter(number=number, way=Way.OPEN).first()
    if survey is None:
        raise Http404
    try:
        seat = acts.take_seat(survey=survey, by=actor_in(request))
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect("desk_surveys")
    messages.success(request, "用紙をつくりました。印刷してお渡しください。")
    return redirect("desk_survey", seat.paper_code)


@roles(*READERS)
@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    seat = _seat(request, code)
    link = f"{settings.BASE_URL}{reverse('survey_start', args=[seat.token])}"
    made = paper_twin(seat, link=link, qr=qr.svg(link, border=2).decode(), profile=load_profile(settings.PROFILE))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="survey-{shown(code)}.pdf"'
    return answer


@roles(*READERS)
@never_cache
@require_http_methods(SEND)
def typing(request: HttpRequest, code: str) -> HttpResponse:
    """All questions on one page, as they stand on the paper. The second typing begins with empty fields."""
    actor = actor_in(request)
    seat = _seat(request, code)
    takes, again = acts.takes_from(seat) and not seat.is_sent, bool(seat.typed)
    instrument: Sequence[Question] = acts.version_for(seat).instrument if takes else ()
    form = InstrumentForm(request.POST if request.method == "POST" else None, questions=instrument, demand=False)
    form.number({q.code: (no, condition_words(q, instrument)) for no, q in enumerate(instrument, 1)})
    differing: list[dict[str, Any]] = []
    if "stop" in request.POST:
        return press(request, lambda: acts.decline(seat=seat, by=actor), STOPPED, reverse("desk_survey", args=[code]))
    if request.method == "POST" and takes and form.is_valid():
        before = acts.typed_of(seat)
        try:
            codes = acts.type_paper(seat=seat, given=form.given, by=actor)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            seat.refresh_from_db()
            if seat.is_sent:
                messages.success(request, "2回の入力が同じでしたので、お答えを受け取りました。")
                return redirect("desk_surveys")
            if not codes:
                messages.success(request, "1回目を保存しました。用紙を見て、もう一度はじめから入力してください。")
                return redirect("desk_survey", code)
            differing = [
                {"label": f"問{no}　{q.words}", "before": words_of(q, before.get(q.code)), "now": words_of(q, form.given.get(q.code))}
                for no, q in enumerate(instrument, 1)
                if q.code in codes
            ]  # fmt: skip
    context = {
        "survey": seat.survey, "seat": seat, "code": shown(code), "takes": takes, "again": again, "form": form, "agrees": acts.agrees(seat), "invited": seat.way == Way.INVITED,
        "differing": differing, "crumbs": [HOME, (shown(code), "")],
    }  # fmt: skip
    return render(request, "surveys/typing.html", context)
