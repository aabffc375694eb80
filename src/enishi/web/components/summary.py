"""The list of problems on top of a form, and the rows of a page to confirm."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence, with the id of the control that puts it right ("" for the form as a whole)."""

    sentence: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page to confirm. href: where 「直す」 leads, "" for a line that cannot be changed."""

    label: str
    value: str
    href: str = ""


def problems_of(form: BaseForm) -> list[Problem]:
    """Every problem of a bound form in the order of the fields; several errors of one field count once."""
    if not form.is_bound:
        return []
    whole = [Problem(str(error)) for error in form.non_field_errors()]
    hidden = [Problem(str(error)) for field in form.hidden_fields() for error in field.errors]
    return whole + hidden + [Problem(str(f.errors[0]), link_id(f)) for f in form.visible_fields() if f.errors]


def link_id(field: BoundField) -> str:
    """The id of the first control of a field, so that the link moves the focus into it."""
    widget: Any = field.field.widget
    base = str(widget.attrs.get("id") or field.auto_id)
    return f"{base}_0" if getattr(widget, "first_is_numbered", False) or widget.use_fieldset else base
