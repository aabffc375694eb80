"""希望整理シート as the desk types it from a talk: the columns of the matching core."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from enishi.areas.models import Municipality, Prefecture
from enishi.common.japanese.halfdays import codes_of
from enishi.common.japanese.problems import InputProblem
from enishi.engine.schema import WISHES
from enishi.openings.enums import Employment
from enishi.physicians.enums import OvertimeLevel, Relocation, Willingness, WishLevel
from enishi.physicians.models import WishSheet
from enishi.web.components.fields import ManYenField, MonthField, NumberField, ParsedField, WeekField
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.desk.seen import SeenForm
from enishi.web.institution.fields import DaysField, SpecialtyWordsField

SAME_NAME = 6


class PrefecturesField(ParsedField):
    """Names of prefectures with marks between them; value: list of two-digit codes. 岩手、青森 → ["03", "02"]."""

    width = "w-l"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=[], **kwargs)

    def parse(self, text: str) -> list[str]:
        codes = {p.name: p.code for p in Prefecture.objects.all()}
        short = {name if name == "北海道" else name[:-1]: code for name, code in codes.items()}
        found = []
        for word in _words(text):
            code = codes.get(word) or short.get(word)
            if code is None:
                raise InputProblem(
                    f"「{word}」という都道府県が見つかりませんでした。例：岩手県、青森県", example="岩手県"
                )
            found.append(code)
        return list(dict.fromkeys(found))

    def show(self, value: list[str]) -> str:
        names = dict(Prefecture.objects.filter(code__in=value).values_list("code", "name"))
        return "、".join(names[code] for code in value if code in names)


class MunicipalityField(ParsedField):
    """One municipality by name, with its prefecture where several share it; value: Municipality."""

    def parse(self, text: str) -> Municipality:
        plain = "".join(text.split())
        places = Municipality.objects.current().select_related("prefecture")
        found = [m for m in places.filter(name__in=[plain[i:] for i in range(len(plain))]) if _matches(m, plain)]
        if not found:
            raise InputProblem(
                f"「{plain}」という市区町村が見つかりませんでした。例：岩手県久慈市", example="岩手県久慈市"
            )
        if len(found) > 1:
            names = "、".join(f"{m.prefecture.name}{m.name}" for m in found[:SAME_NAME])
            raise InputProblem(
                f"同じ名前の市区町村があります。都道府県からご入力ください（{names}）。", example="岩手県久慈市"
            )
        return found[0]

    def show(self, value: Municipality) -> str:
        return f"{value.prefecture.name}{value.name}"


def _matches(place: Municipality, plain: str) -> bool:
    return plain in (place.name, place.prefecture.name + place.name)


def _words(text: str) -> list[str]:
    for mark in "，,・／/　 \n":
        text = text.replace(mark, "、")
    return [word for word in text.split("、") if word]


class WordsField(ParsedField):
    """Free words with marks between them; value: list of str."""

    width = "w-l"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=[], **kwargs)

    def parse(self, text: str) -> list[str]:
        found = list(dict.fromkeys(_words(text)))
        if any(len(word) > 40 for word in found):
            raise InputProblem(
                "一つのことばは40字までです。「、」で区切ってご入力ください。", example="内視鏡、心エコー"
            )
        return found

    def show(self, value: list[str]) -> str:
        return "、".join(value)


class WishForm(SeenForm):
    """One version of the wish sheet; `shown`: the number of the version on the page."""

    specialties = SpecialtyWordsField(label="診療科", help_text="主なものを先に。例：循環器内科、内科")
    skills = WordsField(label="技能", required=False, help_text="例：内視鏡、心エコー")
    municipality = MunicipalityField(label="お住まいの市区町村", required=False, help_text="例：岩手県久慈市")
    prefectures = PrefecturesField(
        label="ご希望の都道府県", required=False, help_text="空なら、どこでも。例：岩手県、青森県"
    )
    max_commute_min = NumberField(label="通える時間", unit="分", required=False, min_value=5, max_value=600)
    relocation = forms.ChoiceField(label="転居", choices=Relocation.choices(), widget=ChoiceCards(two_columns=True))
    employment = forms.MultipleChoiceField(
        label="働き方", choices=Employment.choices(), widget=ChoiceCardsMany(two_columns=True)
    )
    days_min = DaysField(label="週の日数（少なくとも）")
    days_max = DaysField(label="週の日数（多くとも）")
    slots = WeekField(label="勤務できる曜日と時間", required=False)
    night_duty = forms.ChoiceField(label="当直", choices=Willingness.choices(), widget=ChoiceCards(two_columns=True))
    on_call = forms.ChoiceField(label="オンコール", choices=Willingness.choices(), widget=ChoiceCards(two_columns=True))
    max_on_call_per_month = NumberField(
        label="オンコールの回数の上限（月）", unit="回", required=False, min_value=1, max_value=31
    )
    min_annual_pay_yen = ManYenField(label="年俸の下限", required=False)
    min_daily_pay_yen = ManYenField(label="日額の下限", required=False)
    must = forms.MultipleChoiceField(
        label="必ずかなえたいこと",
        choices=list(WISHES.items()),
        required=False,
        widget=ChoiceCardsMany(two_columns=True),
    )
    want = forms.MultipleChoiceField(
        label="できればかなえたいこと",
        choices=list(WISHES.items()),
        required=False,
        widget=ChoiceCardsMany(two_columns=True),
    )
    never = forms.MultipleChoiceField(
        label="避けたいこと", choices=list(WISHES.items()), required=False, widget=ChoiceCardsMany(two_columns=True)
    )
    available_from = MonthField(label="始められる時期", required=False, help_text="例：2027年4月、令和9年の春ごろ")
    weekly_hours_committed = forms.DecimalField(
        label="続けるお勤めの時間（週）",
        required=False,
        help_text="新しいお仕事と並べて続けるお勤めの、週の時間です。なければ空のままで結構です。例：8",
        min_value=0,
        max_value=120,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}),
    )
    overtime_level = forms.ChoiceField(
        label="続けるお勤めの、時間外の水準",
        choices=OvertimeLevel.choices(),
        help_text="お分かりにならなければ、A水準のままで結構です。",
        widget=ChoiceCards(two_columns=True),
    )
    note = forms.CharField(
        label="お伝えになりたいこと", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    PLAIN = (
        "specialties", "skills", "municipality", "prefectures", "max_commute_min", "relocation", "employment", "days_min",
        "days_max", "night_duty", "on_call", "max_on_call_per_month", "min_annual_pay_yen", "min_daily_pay_yen",
        "available_from", "overtime_level", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, sheet: WishSheet) -> dict[str, Any]:
        """The sheet as `initial`."""
        levels = {level.value: [k for k, v in sheet.wishes.items() if v == level] for level in WishLevel}
        hours = f"{float(sheet.weekly_hours_committed):g}" if sheet.weekly_hours_committed else None
        plain = {name: getattr(sheet, name) for name in cls.PLAIN}
        # A Decimal of the database would stand in its box as 1.0.
        plain |= {name: float(plain[name]) for name in ("days_min", "days_max")}
        return plain | levels | {"slots": list(sheet.slots), "weekly_hours_committed": hours}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("days_min") and given.get("days_max") and given["days_min"] > given["days_max"]:
            self.add_error(
                "days_max", ValidationError("多くともの日数は、少なくともの日数と同じか、多くしてください。")
            )
        seen: set[str] = set()
        for level in WishLevel:
            doubled = seen & set(given.get(level.value) or ())
            if doubled:
                words = "、".join(WISHES[key] for key in sorted(doubled))
                self.add_error(level.value, f"「{words}」は、ほかの欄でもお選びです。どちらか1つにしてください。")
            seen |= set(given.get(level.value) or ())
        return given

    def wishes(self) -> dict[str, Any]:
        """Fields of WishSheet. Of a valid form only."""
        given = self.cleaned_data
        return {name: given[name] for name in self.PLAIN} | {
            "slots": list(codes_of(given["slots"] or 0)),
            "weekly_hours_committed": given["weekly_hours_committed"] or 0,
            "wishes": {key: level.value for level in WishLevel for key in given[level.value]},
        }
