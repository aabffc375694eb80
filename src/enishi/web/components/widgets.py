"""Controls as large cards and the weekly grid. Every text they show is escaped by the templates."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import CODES, DAYS, PART_WORDS, PARTS

NEED_WORDS = {True: ("※必須", "need"), False: ("※任意", "free")}


class _Cards:
    """What radio and check-box cards share. hints: a small line under the words of an option, by its value.

    two_columns: side by side on a wide screen; short: the words are so few that two stand side by side on a phone too.
    """

    template_name = "components/widgets/cards.html"
    use_fieldset = True
    two_columns: bool
    short: bool
    hints: Mapping[str, str]

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, str] | None = None,
        two_columns: bool = False,
        short: bool = False,
        how: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.two_columns, self.short = two_columns, short
        if how is not None:
            self.how = how

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["two_columns"] = self.two_columns
        context["widget"]["short"] = self.short
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class ChoiceCards(_Cards, forms.RadioSelect):
    """One of several, as full-width cards: `ChoiceField(choices=…, widget=ChoiceCards(hints={"few": "…"}))`."""

    how = "1つお選びください"


class ChoiceCardsMany(_Cards, forms.CheckboxSelectMultiple):
    """Several of many, as full-width cards."""

    how = "いくつでもお選びください"


class LevelRow(forms.RadioSelect):
    """One of a few short words side by side: どちらでもよい, 必ず, できれば, 避けたい."""

    template_name = "components/widgets/levels.html"
    use_fieldset = True


class CheckCard(forms.CheckboxInput):
    """A yes as one card. text: the words in the card (else the field's label); small: a line under them; link: (href, words)."""

    template_name = "components/widgets/check.html"

    def __init__(
        self,
        *args: Any,
        text: str = "",
        small: str = "",
        link: tuple[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.small, self.link = text, small, link
        # Filled in by the field on its page: a card without a text of its own carries the label.
        self.label: str = ""
        self.need: bool | None = None

    @property
    def own_label(self) -> bool:
        """Whether the card carries the label of the field itself."""
        return not self.text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        word, word_class = ("", "") if self.text or self.need is None else NEED_WORDS[self.need]
        context["widget"] |= {
            "text": self.text or self.label,
            "small": self.small,
            "link": self.link,
            "word": word,
            "word_class": word_class,
        }
        return context


class WeekGrid(forms.CheckboxSelectMultiple):
    """Seven days by morning, afternoon and night; values `mon_am` … `sun_night`. A day is a row on the phone."""

    template_name = "components/widgets/week.html"
    how = "いくつでも。押すたびに「○」がつきます"
    use_fieldset = True
    part_words: ClassVar[dict[str, str]] = dict(zip(PARTS, PART_WORDS, strict=True))
    day_words: ClassVar[dict[str, str]] = dict(zip(DAYS, WEEKDAYS, strict=True))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen = set(context["widget"]["value"])
        base = (attrs or {}).get("id") or name
        cells = {code: self._cell(code, f"{base}_{i}", code in chosen) for i, code in enumerate(CODES)}
        context["widget"]["days"] = [
            {"word": word, "cells": [cells[f"{day}_{part}"] for part in PARTS]} for day, word in self.day_words.items()
        ]
        return context

    def _cell(self, code: str, id_: str, checked: bool) -> dict[str, Any]:
        day, _, part = code.partition("_")
        word = self.part_words[part]
        return {
            "id": id_,
            "code": code,
            "word": word,
            "spoken": f"{self.day_words[day]}曜の{word}",
            "checked": checked,
        }
