"""The registration on paper: the questions of the four forms themselves, so that paper and screen cannot differ."""

from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings

from enishi.common import qr
from enishi.common.documents import pdf
from enishi.common.explanations import Audience
from enishi.common.profile import load_profile
from enishi.office.explanations import words_now
from enishi.outreach.links import short_link
from enishi.outreach.paper_codes import shown
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import NEED_WORDS
from enishi.web.registration.fields import PrefecturesField
from enishi.web.registration.forms import STEP_FORMS, STEP_NAMES
from enishi.web.registration.promise_form import PromiseForm

ONE_OF_TWO = "※どちらか一方は必須"
SIDE_BY_SIDE = {"family_name", "given_name", "family_kana", "given_kana"}


def paper_form(campaign_code: str, paper_code: str) -> bytes:
    """A PDF (A4, black on white) with the society's code on it, "" for a form without one."""
    link = short_link(campaign_code) if campaign_code else f"{settings.BASE_URL}/register"
    return _made(link, paper_code, settings.PROFILE, str(_groups()), str(words_now(Audience.SEEKER)))


@lru_cache(maxsize=64)
def _made(link: str, paper_code: str, profile_name: str, questions: str, told: str) -> bytes:
    """Drawing takes a second, so it is done once for each code; a new consent text or explanation asks for a new drawing."""
    profile = load_profile(profile_name)
    return pdf(
        "web/registration/typst/paper.typ",
        {
            "sender": profile.name,
            "phone": profile.phone_with_hours,
            "fax": profile.fax,
            "address": profile.full_address,
            "code": shown(paper_code) if paper_code else "",
            "qr": qr.svg(link, border=2).decode(),
            "link": link,
            "groups": _groups(),
            "told": [[item.heading, item.law, list(item.lines)] for item in words_now(Audience.SEEKER)],
        },
    )


def _groups() -> list[dict[str, Any]]:
    """The four steps with their questions, in words only."""
    made = [(name, STEP_FORMS[n]()) for n, name in enumerate(STEP_NAMES, 1)]
    return [{"title": name, "questions": [_question(form, field) for field in form.fields]} for name, form in made]


def _question(form: EnishiForm, name: str) -> dict[str, Any]:
    """kind: line, half (two stand side by side), lines, one, many, yes. choices: words with a box each."""
    field = form.fields[name]
    need = ONE_OF_TWO if name in ("mail", "phone") else NEED_WORDS[field.required][0]
    question = {
        "label": str(field.label),
        "need": need,
        "hint": str(field.help_text),
        "kind": "line",
        "choices": [],
        "text": "",
    }
    if isinstance(field, forms.BooleanField):
        text = getattr(field, "full_text", "") if isinstance(form, PromiseForm) else ""
        return question | {"kind": "yes", "hint": getattr(field.widget, "small", "") or "", "text": text}
    if isinstance(field, PrefecturesField):
        return question | {"hint": field.widget.how.replace("お選びください", "ご記入ください")}
    if isinstance(field, forms.MultipleChoiceField | forms.ChoiceField):
        many = isinstance(field, forms.MultipleChoiceField)
        return question | {"kind": "many" if many else "one", "choices": [str(word) for _, word in field.choices]}
    if isinstance(field.widget, forms.Textarea):
        return question | {"kind": "lines"}
    return question | {"kind": "half" if name in SIDE_BY_SIDE else "line"}
