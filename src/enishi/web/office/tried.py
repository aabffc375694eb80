"""What the office's forms share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from enishi.common.workflow import StepRefused
from enishi.web.components.forms import EnishiForm


def tried(request: HttpRequest, form: EnishiForm, act: Callable[[dict[str, Any]], object], done: str) -> bool:
    """Whether the act was done; its refusal stands in the form, beside what was typed."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except StepRefused as refused:
        form.refuse(refused.refusals)
        return False
    messages.success(request, done)
    return True
