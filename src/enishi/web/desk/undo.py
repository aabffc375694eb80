"""元に戻す, in one way for every act that can be undone: a button beside the message that says what was done.

The button carries a signed word of who did what when; within half an hour the same person presses it once, by POST. What
may be undone, and by whom, is decided by the act that undoes it, as if it were called from its own page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import StepRefused
from enishi.desk.callbacks import reopen_call
from enishi.desk.covering import resume_deputy
from enishi.desk.next_actions import reopen_next
from enishi.desk.notes import restore_note
from enishi.desk.records import record_for
from enishi.desk.slates import line_for, reopen_line
from enishi.merging.actions import bring_together
from enishi.web.components.undo import UNDO
from enishi.web.desk.common import READERS, actor_in, decides

UNDO_FOR = timedelta(minutes=30)
SALT = "enishi.desk.undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """undo: (actor, words of the act) → nothing; back: where one is led afterwards; decides: not for the reception."""

    undo: Callable[..., object]
    back: Callable[..., str]
    said: str
    decides: bool = False


def _note(actor: Actor, number: str, pk: int) -> None:
    restore_note(subject=record_for(actor, number), pk=pk, by=actor)


def _line(actor: Actor, pk: int, _: int) -> None:
    reopen_line(line=line_for(actor, pk), by=actor)


UNDOS = {
    "next": Undo(
        lambda actor, number, pk: reopen_next(pk=pk, by=actor),
        lambda number, pk: reverse("desk_record", args=[number]),
        "「済み」を取り消しました。",
    ),
    "note": Undo(_note, lambda number, pk: reverse("desk_record", args=[number]), "控えを元に戻しました。"),
    "callback": Undo(
        lambda actor, number: reopen_call(number=number, by=actor),
        lambda number: reverse("desk_callbacks"),
        "お電話の結果を取り消しました。ご希望は、また一覧にあります。",
    ),
    "deputy": Undo(
        lambda actor, pk: resume_deputy(pk=pk, by=actor),
        lambda pk: reverse("desk_caseload"),
        "代理を続けます。",
        decides=True,
    ),
    "slate_line": Undo(
        _line, lambda pk, slate: reverse("desk_slate", args=[slate]), "見合わせを取り消しました。", decides=True
    ),
    "apart": Undo(
        lambda actor, pk, kind: bring_together(pk=pk, by=actor),
        lambda pk, kind: f"{reverse('desk_duplicates')}?kind={kind}",
        "別々とした記録を取り消しました。組は、また一覧にあります。",
        decides=True,
    ),
}


def offer_undo(request: HttpRequest, said: str, what: str, *about: Any) -> None:
    """Say what was done, with the button that takes it back. about: what the entry of UNDOS asks for."""
    token = signing.dumps([now().timestamp(), actor_in(request).user_id, what, *about], salt=SALT)
    messages.success(request, said, extra_tags=f"{UNDO}{token}")


@roles(*READERS)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """The button was pressed. A word of somebody else, a forged or an old one changes nothing."""
    actor = actor_in(request)
    try:
        at, who, what, *about = signing.loads(request.POST.get("token", ""), salt=SALT)
    except signing.BadSignature:
        at = 0
    if now().timestamp() - at > UNDO_FOR.total_seconds():
        messages.error(request, "元に戻せる時間（30分）が過ぎました。記録の画面からお直しください。")
        return redirect("desk_home")
    act = UNDOS[what]
    if who != actor.user_id or (act.decides and not decides(actor)):
        raise Http404
    try:
        act.undo(actor, *about)
        messages.success(request, act.said)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect(act.back(*about))
