"""One row of the week as a form: workplace, kind, weekdays, from when to when."""

from datetime import time
from typing import Any

from django import forms

from enishi.law.week_rows import DAYS, Kind, Row
from enishi.law.working_hours import OvertimeLevel
from enishi.web.components.fields import ClockField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

DAY = 24 * 60
EVERY_WEEK = "weekly"
TIMES = [(EVERY_WEEK, "毎週"), *((str(n), f"月に{n}回") for n in range(1, 5))]
KIND_HINTS = {
    Kind.PERMITTED.value: "労働基準監督署の許可がある宿日直です",
    Kind.UNPERMITTED.value: "分からないときは、こちらをお選びください",
    Kind.ON_CALL.value: "呼ばれたら出向く待機です",
    Kind.TRAVEL.value: "勤務先から勤務先への移動です",
}


class Weekdays(ChoiceCardsMany):
    """Seven days in a row of cells, four to a line on the phone."""

    template_name = "components/widgets/weekdays.html"
    how = "いくつでも。押すたびに「○」がつきます"


class RowForm(EnishiForm):
    """One duty on one or several weekdays; the end before the start is on the next day."""

    place = forms.CharField(
        label="勤務先",
        required=False,
        max_length=40,
        help_text="先生に分かる呼び名で結構です。例：本院、A病院",
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="種類", choices=[(kind.value, kind.label) for kind in Kind], widget=ChoiceCards(hints=KIND_HINTS)
    )
    days = forms.MultipleChoiceField(
        label="曜日（始まる日）",
        choices=[(str(n), word) for n, word in enumerate(DAYS)],
        widget=Weekdays(),
    )
    start = ClockField(label="始まり", help_text="例：8:30、午前9時")
    end = ClockField(label="終わり", help_text="始まりより早い時刻は、次の日とみなします。例：17:30、翌朝なら8:30")
    pause = NumberField(
        label="うち休憩", unit="分", required=False, min_value=0, max_value=600, help_text="1回あたりの分数です。例：60"
    )
    times = forms.ChoiceField(
        label="回数", choices=TIMES, initial=EVERY_WEEK, widget=forms.Select(attrs={"class": "w-m"})
    )
    level = forms.ChoiceField(
        label="その勤務先の水準",
        choices=[(level.value, level.label) for level in OvertimeLevel],
        initial=OvertimeLevel.A.value,
        help_text="お分かりにならなければ、A水準のままで結構です。",
        widget=forms.Select(attrs={"class": "w-m"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("start") is not None and given.get("end") is not None:
            start, end = _minutes(given["start"]), _minutes(given["end"])
            if start == end:
                words = "始まりと終わりが同じ時刻です。24時間の勤務は、二つに分けてお加えください。例：8:30から20:30と、20:30から8:30"
                self.add_error("end", words)
            elif (given.get("pause") or 0) >= (end if end > start else end + DAY) - start:
                self.add_error("pause", "休憩は、勤務の長さより短くご入力ください。例：60")
        return given

    @property
    def rows(self) -> list[Row]:
        """One row for each chosen weekday. Of a valid form only."""
        given = self.cleaned_data
        start, end = _minutes(given["start"]), _minutes(given["end"])
        kind = Kind(given["kind"])
        return [
            Row(
                place=given["place"].strip(),
                kind=kind,
                weekday=int(day),
                start=start,
                end=end if end > start else end + DAY,
                break_minutes=(given["pause"] or 0) if kind in (Kind.WORK, Kind.UNPERMITTED) else 0,
                times=None if given["times"] == EVERY_WEEK else int(given["times"]),
                level=OvertimeLevel(given["level"]),
            )
            for day in given["days"]
        ]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
