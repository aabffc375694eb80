"""/inst/answers: よくあるお答え, the institution's answers that serve every talk about any of its openings."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from enishi.candidacies.common_answers import choose_common_answer, common_answers, end_common_answer
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.talk.extra_forms import CommonAnswerForm
from enishi.web.talk.extras import by_topic


@roles(*MEMBERS)
def page(request: HttpRequest) -> HttpResponse:
    """The list, and a new one."""
    actor = actor_on(request)
    institution = own_institution(actor)
    edits = may_edit(actor)
    form = CommonAnswerForm(request.POST or None, initial={"key": uuid.uuid4()}, auto_id="common_%s")
    if request.method == "POST" and edits and form.is_valid():
        given = form.cleaned_data
        try:
            choose_common_answer(
                institution=institution,
                by=actor,
                question=given["question"],
                answer=given["answer"],
                topic=given["topic"],
                key=given["key"],
            )
            messages.success(request, "よくあるお答えに載せました。")
            return redirect("inst_common_answers")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    context = {
        "common": by_topic(common_answers(institution)),
        "form": form if edits else None,
        "may_edit": edits,
        "crumbs": [("今日のご案内", "/inst"), ("よくあるお答え", "")],
    }
    return render(request, "institution/common_answers.html", context)


@roles(*EDITORS)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    common = common_answers(own_institution(actor)).filter(pk=pk).first()
    if common is None:
        raise Http404
    end_common_answer(common=common, by=actor)
    messages.success(request, "取り下げました。これまでのお話の中の回答は、そのまま残ります。")
    return redirect("inst_common_answers")
