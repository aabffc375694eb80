"""元に戻す, in one way for every act that can be undone: a button beside the message that says what was done.

The button carries a signed word of who did what when; within half an hour the same person presses it once, by POST. What
may be undone, and by whom, is decided by the act that undoes it, as if it were called from its own page.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from enishi.common.access import roles
from enishi.common.clock import now
from enishi.common.workflow import StepRefused
from enishi.web.components.actors import actor_in
from enishi.web.components.undo import UNDO
from enishi.web.desk.common import READERS, decides
from enishi.web.desk.undo_table import UNDOS

UNDO_FOR = timedelta(minutes=30)
SALT = "enishi.desk.undo"


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
