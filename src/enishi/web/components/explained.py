"""The page of both sides where the statutory explanations stand, with what was shown before and a press that says 「受け取りました」."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from enishi.common.actor import Actor
from enishi.common.explanations import digest_of, written
from enishi.common.workflow import StepRefused
from enishi.institutions.models import Institution
from enishi.office import explanations as books
from enishi.physicians.models import Physician


def explained_context(of: Physician | Institution) -> dict[str, Any]:
    items = books.words_now(books.audience_of(of))
    digest = digest_of(written(items))
    told = books.told_to(of)
    return {
        "items": items,
        "digest": digest,
        "told": told,
        "received": next((t for t in told if t.row.text.digest == digest and t.receipt), None),
    }


def said_received(request: HttpRequest, of: Physician | Institution, by: Actor) -> None:
    """The press; words that changed meanwhile are shown again, with a sentence."""
    try:
        books.read_now(of=of, by=by, digest=request.POST.get("digest", ""))
        messages.success(request, "受け取ったことを承りました。")
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
