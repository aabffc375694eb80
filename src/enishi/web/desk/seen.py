"""A form that knows what its page showed, so that of two people who change the same words neither overwrites the other."""

import hashlib
import json
from typing import Any

from django import forms

from enishi.web.components.forms import EnishiForm

SOMEBODY_WAS_FIRST = "この画面を開いたあとに、ほかの方が先に直されました。画面を開き直して、変わった所をご確認のうえ、もう一度お進みください。"


def fingerprint(shown: Any) -> str:
    """A short digest of what a page showed: any JSON value."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class SeenForm(EnishiForm):
    """`shown`: what the page shows now; a form sent from an older page is refused, with what was typed kept."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        self.fingerprint = fingerprint(shown)
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "seen": self.fingerprint}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.pop("seen", "") != self.fingerprint:
            self.add_error(None, SOMEBODY_WAS_FIRST)
        return given
