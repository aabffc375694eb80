"""A form sent twice writes once: its key leads to the row it made, and only in the place it made it."""

import uuid
from typing import TypeVar

from django.db import models

from enishi.common.workflow import Refusal, StepRefused

M = TypeVar("M", bound=models.Model)


def made_already(model: type[M], key: uuid.UUID, **place: models.Model) -> M | None:
    """The row of this key. Raises StepRefused for a key that was used in another place."""
    found: M | None = model._default_manager.filter(key=key).first()
    if found is not None and any(getattr(found, f"{name}_id") != row.pk for name, row in place.items()):
        raise StepRefused(
            Refusal("key", "この画面は、ほかのところで使われました。開き直してから、もう一度お送りください。")
        )
    return found
