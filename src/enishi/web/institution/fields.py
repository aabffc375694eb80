"""Fields of the opening form that the common ones do not cover."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.engine.specialties import NAMES, find
from enishi.openings.conditions import days_words
from enishi.web.components.fields import ParsedField
from enishi.web.components.widgets import ChoiceCards

YES, NO = "yes", "no"


class DaysField(ParsedField):
    """Days a week, halves included: 2, 2.5, 週3日, ２日半; value: Decimal."""

    width = "w-s"
    unit = "日"
    attributes = {"inputmode": "decimal"}

    def parse(self, text: str) -> Decimal:
        words = arabic_numerals(half_width(text)).strip().removeprefix("週").replace("日", "").strip()
        half = words.endswith("半")
        try:
            days = Decimal(words.removesuffix("半") or "0") + (Decimal("0.5") if half else 0)
        except InvalidOperation:
            raise InputProblem("週の日数を読み取れませんでした。例：2、2.5", example="2.5") from None
        if not days.is_finite() or not 0 < days <= 7 or days * 10 % 5:
            raise InputProblem("週の日数は、0.5から7まで、半日きざみでご入力ください。例：2.5", example="2.5")
        return days

    def show(self, value: Decimal) -> str:
        return f"{float(value):g}"

    def words(self, value: Decimal) -> str:
        return days_words(value)


class SpecialtyWordsField(ParsedField):
    """Names of specialties with marks between them, synonyms understood; value: list of names."""

    width = "w-l"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=[], **kwargs)

    def parse(self, text: str) -> list[str]:
        pieces = [piece for piece in re.split(r"[、，,／/\n]", text) if piece.strip()]
        # 「プライマリ・ケア」 is one word, 「内科・外科」 are two.
        words = [
            w for piece in pieces for w in ([piece] if find(piece) is not None else piece.split("・")) if w.strip()
        ]
        unknown = [w.strip() for w in words if find(w) is None]
        if unknown:
            raise InputProblem(
                f"「{unknown[0]}」という診療科が見つかりませんでした。例：循環器内科、人工透析内科",
                example="循環器内科",
            )
        return list(dict.fromkeys(NAMES[find(w) or 0] for w in words))

    def show(self, value: list[str]) -> str:
        return "、".join(value)


class YesNoField(forms.ChoiceField):
    """A question answered by はい or いいえ; value: True, False, or None while unanswered."""

    def __init__(self, *, yes: str = "あり", no: str = "なし", **kwargs: Any) -> None:
        kwargs.setdefault("widget", ChoiceCards(two_columns=True))
        super().__init__(choices=[(YES, yes), (NO, no)], **kwargs)

    def clean(self, value: Any) -> bool | None:
        answered = super().clean(value)
        return None if answered in self.empty_values else answered == YES

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value
