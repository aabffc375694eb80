"""What 手取りのめやす asks: up to three jobs, the age and the family. Nothing of it is stored, logged or put into an address."""

from typing import Any

from django import forms
from django.forms import BoundField

from enishi.law.net_pay import Insured, Job
from enishi.web.components.fields import ManYenField, NumberField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

JOBS = (1, 2, 3)
MOST_YEN = 300_000_000
DAYS_A_YEAR = 366
INSURED = [
    (Insured.YES.value, "入る"),
    (Insured.NO.value, "入らない"),
    (Insured.UNKNOWN.value, "分からない"),
]
_HINTS = {
    Insured.YES.value: "常勤や、週20時間以上の勤務は、たいてい入ります",
    Insured.NO.value: "週1日の外来や、単発の勤務は、たいてい入りません",
    Insured.UNKNOWN.value: "両方の場合を計算し、幅に入れます",
}


def _of_job(no: int) -> dict[str, forms.Field]:
    """The four fields of one job; the words before the first are none, so that one job reads plainly."""
    which = "" if no == 1 else f"{no}つ目の"
    return {
        f"yearly{no}": ManYenField(
            label=f"{which}年収",
            required=False,
            help_text="税込の額です。決まっていなければ、下の日額だけで結構です。例：1200",
        ),
        f"daily{no}": ManYenField(
            label=f"{which}日額", required=False, help_text="年収がお分かりなら、空のままで。例：8"
        ),
        f"days{no}": NumberField(
            label=f"{which}1年の日数",
            unit="日",
            required=False,
            min_value=1,
            max_value=DAYS_A_YEAR,
            help_text="週1日なら50日ほど、週2日なら100日ほどです。例：100",
        ),
        f"insured{no}": forms.ChoiceField(
            label=f"{which}勤務先の社会保険（健康保険・厚生年金）",
            choices=INSURED,
            initial=Insured.UNKNOWN.value,
            required=False,
            widget=ChoiceCards(hints=_HINTS),
        ),
    }


class NetPayForm(EnishiForm):
    age = NumberField(label="年齢", unit="歳", min_value=25, max_value=110, help_text="例：66")
    spouse = YesField(
        label="収入の少ない配偶者がいる", required=False, small="年金やパートなどの所得が、年62万円以下の方です。"
    )
    others = NumberField(
        label="ほかに養っているご家族",
        unit="人",
        required=False,
        min_value=0,
        max_value=12,
        help_text="16歳以上の方の人数です。いなければ、空のままで。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "age": self.fields["age"],
            **{name: field for no in JOBS for name, field in _of_job(no).items()},
            "spouse": self.fields["spouse"],
            "others": self.fields["others"],
        }

    def job_fields(self, no: int) -> list[BoundField]:
        return [self[f"{name}{no}"] for name in ("yearly", "daily", "days", "insured")]

    @property
    def first_job(self) -> list[BoundField]:
        return self.job_fields(1)

    @property
    def more_jobs(self) -> list[tuple[int, list[BoundField], bool]]:
        """The second and third job: number, fields, and whether something stands in them (then they are shown open)."""
        return [(no, self.job_fields(no), self._is_filled(no)) for no in JOBS[1:]]

    def _is_filled(self, no: int) -> bool:
        return self.is_bound and any(self.data.get(f"{name}{no}", "").strip() for name in ("yearly", "daily", "days"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for no in JOBS:
            self._check_job(no, given)
        if not self.errors and not self.jobs:
            self.add_error("yearly1", "年収か、日額と1年の日数を、ご入力ください。例：1200")
        return given

    def _check_job(self, no: int, given: dict[str, Any]) -> None:
        yearly, daily, days = (given.get(f"{name}{no}") for name in ("yearly", "daily", "days"))
        for name, amount in (("yearly", yearly), ("daily", daily)):
            if amount is not None and not 0 <= amount <= MOST_YEN:
                self.add_error(f"{name}{no}", "0から3億円までの額をご入力ください。例：1200")
        if yearly is not None and daily is not None:
            self.add_error(f"daily{no}", "年収か日額の、どちらか一方だけをご入力ください。")
        elif daily is not None and days is None and f"days{no}" not in self.errors:
            self.add_error(f"days{no}", "日額の勤務は、1年の日数もご入力ください。例：100")
        elif daily is None and yearly is None and days is not None and not self.has_error(f"daily{no}"):
            self.add_error(f"daily{no}", "日数に対する日額をご入力ください。例：8")

    @property
    def jobs(self) -> list[Job]:
        """The jobs that were filled in. Of a valid form only."""
        given, found = self.cleaned_data, []
        for no in JOBS:
            pay, insured = given.get(f"yearly{no}"), Insured(given.get(f"insured{no}") or Insured.UNKNOWN.value)
            if pay is None and given.get(f"daily{no}") is not None and given.get(f"days{no}"):
                pay = given[f"daily{no}"] * given[f"days{no}"]
            if pay is not None:
                found.append(Job(pay, insured))
        return found
