"""What the desk types is kept while it is typed: a call that breaks off is taken up again by whoever answers next."""

import secrets
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.physicians.access import physician_for
from enishi.physicians.desk_drafts import drop_desk_draft, find_desk_draft, keep_at_desk
from enishi.physicians.drafts import times_saved
from enishi.physicians.registration import is_for_call
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS
from enishi.web.desk.intake_forms import Intake, answers_in
from enishi.web.registration.drafts import number_in
from enishi.web.registration.echoes import answer_to

PAGE = 1


def keep(request: HttpRequest, key: str, actor: Actor) -> bool:
    """Store the page as it was typed; False if another page has saved something newer."""
    return keep_at_desk(
        key=key,
        by_user=actor.user_id or 0,
        typed=answers_in(request.POST),
        page=request.POST.get("page", "")[:16],
        seen=number_in(request.POST.get("seen", "")),
        turn=number_in(request.POST.get("turn", "")) or 0,
    )


def marks(request: HttpRequest, key: str, *, kept: bool = True) -> dict[str, object]:
    """By what an older page is told from a newer one. A page that came too late begins anew, having been told."""
    draft = find_desk_draft(key)
    same = request.POST.get("page", "")[:16] if kept else ""
    return {
        "page": same or secrets.token_hex(8),
        "seen": times_saved(draft, PAGE),
        "begun": draft,
        "too_late": not kept,
    }


@roles(*READERS)
@require_POST
def keep_new(request: HttpRequest) -> HttpResponse:
    """A new registration, kept while typing (htmx). Nothing is refused."""
    return _answer(request, uuid_in(request.POST.get("key", "")), may_choose_way=True)


@roles(*READERS)
@require_POST
def keep_rest(request: HttpRequest, number: str) -> HttpResponse:
    """The rest of a registration, kept while typing."""
    physician = physician_for(actor_in(request), number)
    if not is_for_call(physician):
        raise Http404
    return _answer(request, number, may_choose_way=False)


@roles(*READERS)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The caller does not wish it: what was typed goes at once."""
    drop_desk_draft(key=uuid_in(request.POST.get("key", "")))
    return redirect("desk_intake")


def _answer(request: HttpRequest, key: str, *, may_choose_way: bool) -> JsonResponse:
    actor = actor_in(request)
    kept = keep(request, key, actor)
    forms = Intake(request.POST, may_take=False, may_choose_way=may_choose_way).steps.values()
    answer: dict[str, object] = {"words": "", "echoes": {}, "proposals": {}}
    for form in forms:
        given: Mapping[str, object] = answer_to(form, kept=kept, at=timezone.localtime())
        answer["words"] = given["words"]
        for part in ("echoes", "proposals"):
            answer[part] |= given[part]  # type: ignore[operator]
    return JsonResponse(answer)


def uuid_in(text: str) -> str:
    """The key of a page as it is written. 404 for anything else."""
    try:
        return str(UUID(text))
    except ValueError:
        raise Http404 from None
