"""A form as an A4 sheet, black on white, with its code: blank, or with what is known already."""

from typing import Any

from django import forms
from django.conf import settings

from enishi.common import qr
from enishi.common.documents import pdf
from enishi.common.japanese.halfdays import mask_of, pattern_words
from enishi.common.profile import load_profile
from enishi.desk.enums import PaperKind
from enishi.desk.models import PaperSheet
from enishi.outreach.paper_codes import shown
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import NEED_WORDS
from enishi.web.desk.paper_forms import TWINS


def sheet_pdf(sheet: PaperSheet) -> bytes:
    """The PDF of one sheet."""
    profile = load_profile(settings.PROFILE)
    twin = TWINS[PaperKind(sheet.kind)]
    form = twin.make(sheet)
    link = f"{settings.BASE_URL}/c/{sheet.code}"
    return pdf(
        "web/desk/typst/paper.typ",
        {
            "title": twin.kind.label,
            "lead": twin.lead,
            "sender": profile.name,
            "phone": profile.phone_with_hours,
            "fax": profile.fax,
            "address": profile.full_address,
            "code": shown(sheet.code),
            "link": link,
            "qr": qr.svg(link, border=2).decode(),
            "facts": [list(fact) for fact in twin.facts(sheet) if fact[1]],
            "groups": [{"title": title, "questions": questions} for title, questions in _groups(form)],
            "told": [[item.heading, item.law, list(item.lines)] for item in getattr(form, "explanations", ())],
        },
    )


def _groups(form: EnishiForm) -> list[tuple[str, list[dict[str, Any]]]]:
    sections = getattr(form, "sections", None)
    if sections is None:
        return [("", [question(form, name) for name in form.fields])]
    return [
        (title, [question(form, field.name) for group in groups for field in group.fields])
        for _, title, _, groups in sections
    ]


def question(form: EnishiForm, name: str) -> dict[str, Any]:
    """kind: line, lines, one, many or week. choices: (word, whether it is marked). value: what is printed in the box."""
    field, bound = form.fields[name], form[name]
    later = getattr(field, "later", "")
    asked: dict[str, Any] = {
        "label": str(field.label),
        "need": f"※{later}" if later else NEED_WORDS[field.required][0],
        "hint": str(field.help_text),
        "unit": getattr(field, "unit", ""),
        "kind": "line",
        "choices": [],
        "value": "",
    }
    value = bound.value()
    if name == "slots":
        words = pattern_words(mask_of(value)) if value else ""
        return asked | {"hint": "例：火曜の午前・午後、木曜の午前", "value": words}
    if isinstance(field, forms.BooleanField):
        return asked | {
            "kind": "one",
            "choices": [[str(getattr(field, "full_text", "") or getattr(field.widget, "text", "")), False]],
        }
    if isinstance(field, forms.ChoiceField) and not isinstance(field.widget, forms.Select):
        many = isinstance(field, forms.MultipleChoiceField)
        marked = {str(one) for one in (value if many else [value]) or () if one not in (None, "")}
        boxes = [[str(word), str(code) in marked] for code, word in field.choices if word]
        return asked | {"kind": "many" if many else "one", "choices": boxes}
    if isinstance(field.widget, forms.Textarea):
        asked["kind"] = "lines"
    return asked | {"value": "" if value in (None, "") else str(value)}
