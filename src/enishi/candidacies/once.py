"""What is written in a talk stands once: every form brings a key, and a key that comes again leads to the row that stands."""

import uuid
from typing import Any, TypeVar

from django.db import IntegrityError, models

from enishi.common.actor import Actor
from enishi.common.workflow import Party, Refusal, StepRefused

M = TypeVar("M", bound=models.Model)


def standing(model: type[M], key: uuid.UUID, **place: models.Model) -> M | None:
    """The row this form has made already, in exactly this place: a talk, or a question of it."""
    found: M | None = model._default_manager.filter(key=key, **place).first()
    return found


def keep_once(model: type[M], key: uuid.UUID, place: dict[str, models.Model], words: dict[str, Any]) -> tuple[M, bool]:
    """The row with this key in this place, and whether it was made now. Call it with the talk locked.

    Raises StepRefused for a key that stands in another place: nobody is led to somebody else's words.
    """
    try:
        return model._default_manager.get_or_create(key=key, **place, defaults=words)
    except IntegrityError as taken:
        if not model._default_manager.filter(key=key).exists():
            raise
        sentence = "この画面は、ほかのところで使われました。開き直してから、もう一度お送りください。"
        raise StepRefused(Refusal("key", sentence)) from taken


def said(by: Actor, side: Party, text: str) -> dict[str, Any]:
    """Whose words, who typed them and how they came: the columns that every kind of words has."""
    return {"side": side, "author_id": by.user_id, "channel": by.channel, "text": text.strip()}
