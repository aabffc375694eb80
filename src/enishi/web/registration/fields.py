"""Controls of the registration that other pages do not need: prefectures by region, names line by line."""

from typing import Any

from django import forms

from enishi.areas.enums import Region
from enishi.common.japanese.widths import half_width
from enishi.engine import specialties
from enishi.engine.schema import PREFECTURES

MOST_PREFECTURES = 5
REGION_ENDS = {
    Region.HOKKAIDO: 1, Region.TOHOKU: 7, Region.KANTO: 14, Region.CHUBU: 23, Region.KINKI: 30, Region.CHUGOKU: 35,
    Region.SHIKOKU: 39, Region.KYUSHU: 47,
}  # fmt: skip
"""The last JIS number of each block; the blocks follow the numbers."""

PREFECTURE_NAMES = {f"{number:02d}": name for number, name in enumerate(PREFECTURES, 1)}
BASIC_SPECIALTIES = [(s.name, s.name) for s in specialties.SPECIALTIES[: specialties.N_BASIC]]


def prefectures_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """(region, [(code, name), …]) from north to south."""
    rows, first = [], 1
    for region, last in REGION_ENDS.items():
        codes = [f"{number:02d}" for number in range(first, last + 1)]
        rows.append((region.label, [(code, PREFECTURE_NAMES[code]) for code in codes]))
        first = last + 1
    return rows


class PrefectureCards(forms.CheckboxSelectMultiple):
    """Cards in one fold for each region; a fold with a choice in it stands open."""

    template_name = "registration/prefectures.html"
    use_fieldset = True
    first_is_numbered = True
    how = f"{MOST_PREFECTURES}つまでお選びください"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["regions"] = [
            {"name": group, "options": options, "chosen": [o["label"] for o in options if o["selected"]]}
            for group, options, _ in context["widget"]["optgroups"]
        ]
        return context


class PrefecturesField(forms.MultipleChoiceField):
    """Up to five prefectures; value: list of two-digit codes."""

    widget = PrefectureCards

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=prefectures_by_region(), **kwargs)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_PREFECTURES:
            raise forms.ValidationError(
                f"都道府県は{MOST_PREFECTURES}つまでお選びください（現在{len(value)}つ）。"
                "もっと広くお考えの場合は「どこでもよい」をお選びください。"
            )

    def words(self, value: list[str]) -> str:
        return "、".join(PREFECTURE_NAMES[code] for code in value)


class SpecialtyWordField(forms.CharField):
    """Departments in free words, with marks between them; value: list of names, known ones by their usual name."""

    def to_python(self, value: Any) -> list[str]:
        text = super().to_python(value) or ""
        for mark in "，,／/　 \n":
            text = text.replace(mark, "、")
        found = []
        for word in filter(None, (part.strip() for part in text.split("、"))):
            index = specialties.find(half_width(word))
            found.append(word if index is None else specialties.NAMES[index])
        return list(dict.fromkeys(found))

    def validate(self, value: list[str]) -> None:
        super().validate("、".join(value))
        if any(len(word) > 40 for word in value):
            raise forms.ValidationError(
                "一つの診療科は40字までです。「、」で区切ってご入力ください。例：循環器内科、糖尿病内科"
            )

    def run_validators(self, value: list[str]) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value

    def words(self, value: list[str]) -> str:
        return "、".join(value)

    def echo(self, value: list[str]) -> str:
        return f"うかがった診療科：{'、'.join(value)}"


class LinesField(forms.CharField):
    """One name a line; value: list of str."""

    def to_python(self, value: Any) -> list[str]:
        text = super().to_python(value) or ""
        return list(
            dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.replace("、", "\n").splitlines())))
        )

    def validate(self, value: list[str]) -> None:
        super().validate("\n".join(value))
        short = next((name for name in value if len(name) < 2), None)
        if short:
            raise forms.ValidationError(
                f"「{short}」は短すぎるため、相手を見分けられません。2字以上でご入力ください。例：青葉会"
            )
        if any(len(name) > 120 for name in value):
            raise forms.ValidationError("名称は120字までです。一行に一つずつご入力ください。例：青葉会")

    def run_validators(self, value: list[str]) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def words(self, value: list[str]) -> str:
        return "、".join(value)
