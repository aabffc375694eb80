"""What is said back of what was typed: while typing, on the page to confirm, and when two pages disagree."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from enishi.common.japanese.kana import guess_reading
from enishi.common.japanese.postcodes import display_postcode
from enishi.common.japanese.times import time_words
from enishi.web.components.forms import NOT_GIVEN, EnishiBoundField, EnishiForm
from enishi.web.components.summary import Row
from enishi.web.registration.collect import readings
from enishi.web.registration.person_forms import ContactForm, SelfForm
from enishi.web.registration.wishes_form import WishesForm

READINGS = {"family_kana": "ふりがな（姓）", "given_kana": "ふりがな（名）"}
FROM_THE_NAME = "お名前から書きました。違うときは、お直しください。"


def answer_to(form: EnishiForm, *, kept: bool, at: datetime) -> dict[str, Any]:
    """The answer while typing: words to show, echoes and proposals by the id of the control.

    A proposal is for an empty control only; the page never puts it over what somebody typed.
    """
    form.is_valid()
    words = (
        f"{time_words(at.time())}に、ここまでを保存しました。" if kept else "別の画面で、新しい内容が保存されています。"
    )
    return {"words": words, "echoes": _echoes(form), "proposals": dict(_proposals(form)) if kept else {}}


def _echoes(form: EnishiForm) -> dict[str, str]:
    return {
        str(bound.auto_id): bound.echo
        for bound in form.visible_fields()
        if isinstance(bound, EnishiBoundField) and hasattr(bound.field, "echo")
    }


def _proposals(form: EnishiForm) -> Iterator[tuple[str, dict[str, str]]]:
    """Readings from names, the address from a postcode that has but one."""
    given = form.cleaned_data
    if isinstance(form, ContactForm):
        for part in ("family", "given"):
            if reading := guess_reading(given.get(f"{part}_name") or ""):
                yield str(form[f"{part}_kana"].auto_id), {"value": reading, "why": FROM_THE_NAME}
    if isinstance(form, SelfForm) and len(form.places) == 1:
        why = "郵便番号から書きました。違うときは、お直しください。"
        yield str(form["address"].auto_id), {"value": form.places[0].text, "why": why}


def rows_to_confirm(number: int, form: EnishiForm) -> list[Row]:
    """The rows of a step, with what we wrote ourselves shown as such: guessed readings, the place of a postcode."""
    words = _own_words(form)
    return [
        Row(row.label, words.get(row.label, row.value), row.href)
        for row in form.confirm_rows(f"/register/{number}")
        if words.get(row.label, row.value)
    ]


def given_and_empty(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows with an answer, and those left empty: a long list of nothing hides the few words that matter."""
    return [row for row in rows if row.value != NOT_GIVEN], [row for row in rows if row.value == NOT_GIVEN]


def _own_words(form: EnishiForm) -> dict[str, str]:
    """Values by label that are not simply what was typed; "" leaves the row out."""
    given = form.cleaned_data
    if isinstance(form, ContactForm):
        guessed = readings(given)
        return {
            label: f"{guessed[name]}（{FROM_THE_NAME.rstrip('。')}）"
            for name, label in READINGS.items()
            if guessed[name] and (not given[name] or given[name] == _guess(given, name))
        }
    if isinstance(form, WishesForm) and not given["anywhere"]:
        return {str(form["anywhere"].label): ""}  # 「どこでもよい：いいえ」 would read as if no region were right
    if isinstance(form, SelfForm) and given["postcode"]:
        place = form.place.text if form.place else ""
        return {
            str(form["postcode"].label): f"{display_postcode(given['postcode'])}　{place}".strip("　"),
            "どちらの町でしょうか": "",
        }
    return {}


def _guess(given: dict[str, Any], name: str) -> str:
    return guess_reading(given[name.replace("_kana", "_name")])


def differences(sent: EnishiForm, newer: EnishiForm) -> list[tuple[str, str, str]]:
    """(label, words of the older page, words of the newer one) of every field in which they differ."""
    rows = []
    for name in {**newer.fields, **sent.fields}:
        pair = tuple(_said(form, name) for form in (sent, newer))
        if pair[0] != pair[1]:
            label = (newer.fields.get(name) or sent.fields[name]).label
            rows.append((str(label or ""), *pair))
    return rows


def _said(form: EnishiForm, name: str) -> str:
    """What a field says: as understood if it is right, else as typed."""
    if name not in form.fields:
        return ""
    form.is_valid()
    bound = form[name]
    if name in form.cleaned_data and isinstance(bound, EnishiBoundField):
        return bound.words
    value = bound.value()
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value or "")
