"""A form that knows what its page showed, so that of two people who change the same words neither overwrites the other."""

import hashlib
import json
from datetime import date
from typing import Any

from django import forms

from enishi.common.japanese.date_display import western
from enishi.web.components.forms import EnishiForm

SOMEBODY_WAS_FIRST = (
    "この画面を開いたあとに、ほかの方が先に直されました。お書きになったものは、そのまま残っています。"
    "違う所に、いまの内容を並べました。残すほうに直してから、もう一度お進みください。"
)
LONGEST = 200


def fingerprint(shown: Any) -> str:
    """A short digest of what a page showed: any JSON value."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class SeenForm(EnishiForm):
    """`shown`: what the page shows now. A form sent from an older page is refused once: what was typed is kept, and beside
    each box that differs stands what is stored now. Sent again from there, it is saved."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        self.fingerprint = fingerprint(shown)
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "seen": self.fingerprint}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.pop("seen", "") != self.fingerprint:
            self.add_error(None, SOMEBODY_WAS_FIRST)
            self._lay_side_by_side()
        return given

    def _lay_side_by_side(self) -> None:
        for name in self.changed_data:
            field = self.fields[name]
            if name not in self.errors and not field.widget.is_hidden:
                stored = in_words(field, self.get_initial_for_field(field, name))
                self.add_error(name, f"＊いまの内容は「{stored}」です。")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.fingerprint  # from now on both were seen


def in_words(field: forms.Field, value: Any) -> str:
    """A stored value as people read it, shortened where it is very long."""
    known = {
        str(code): str(label) for code, label in getattr(field, "choices", ()) if not isinstance(label, list | tuple)
    }
    if isinstance(value, list | tuple):
        text = "、".join(known.get(str(one), str(one)) for one in value)
    elif isinstance(value, date):
        text = western(value)
    else:
        text = known.get(str(value), "" if value is None else str(value))
    text = " ".join(text.split())
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text or "空"
