"""What is typed of a trip: where and when it begins, its places, its costs."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from enishi.areas.models import Municipality
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.institutions.models import Institution
from enishi.visits.enums import Payer
from enishi.visits.models import Trip, TripStop
from enishi.visits.trip_rules import Means, TripCostKind
from enishi.visits.trips import name_of
from enishi.web.components.fields import ClockField, EraDateField, ManYenField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

TELLS = 5
INSTITUTION, ELSEWHERE = "institution", "elsewhere"


def town_of(words: str) -> Municipality | None:
    """One municipality by name, with or without its prefecture. Raises ValidationError where none or several are meant."""
    wanted = "".join(words.split())
    if not wanted:
        return None
    rows = Municipality.objects.current().select_related("prefecture")
    every = [m for m in rows.named(wanted) if m.name == wanted] or list(rows.named(wanted)[:20])
    if not every:
        for m in rows.filter(prefecture__name__startswith=wanted[:2]):
            if f"{m.prefecture.name}{m.name}" == wanted:
                return m
        raise forms.ValidationError(f"「{words}」という市区町村が見つかりませんでした。例：盛岡市")
    if len(every) > 1:
        told = "、".join(f"{m.prefecture.name}{m.name}" for m in every[:TELLS])
        raise forms.ValidationError(
            f"当てはまる市区町村が{len(every)}つあります。次のように、県からご入力ください：{told}"
        )
    return every[0]


def house_of(actor: Actor, words: str) -> Institution:
    """One institution by number or by name. Raises ValidationError where none or several are meant."""
    wanted = words.strip()
    rows = Institution.objects.visible_to(actor)
    found = list(rows.filter(number__iexact=wanted)) or list(rows.filter(name=wanted)[:2])
    if len(found) != 1:
        found = list(rows.filter(name__contains=wanted).order_by("name")[: TELLS + 1])
    if not found:
        raise forms.ValidationError(
            f"「{wanted}」という医療機関が見つかりませんでした。番号か、名前の一部をご入力ください。"
        )
    if len(found) > 1:
        told = "、".join(f"{i.name}（{i.number}）" for i in found[:TELLS])
        raise forms.ValidationError(f"当てはまる医療機関がいくつかあります。番号でご入力ください：{told}")
    return found[0]


class TripForm(EnishiForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="出張の名前", max_length=60, help_text="例：県北の3病院", widget=forms.TextInput(attrs={"class": "w-l"})
    )
    starts_on = EraDateField(label="初めの日", yearless="next", help_text="例：12月8日")
    town = forms.CharField(
        label="出発する市区町村",
        max_length=40,
        required=False,
        help_text="移動の時間の目安に使います。例：盛岡市",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    words = forms.CharField(label="覚え書き", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_town(self) -> Municipality | None:
        return town_of(self.cleaned_data["town"])

    @classmethod
    def kept(cls, trip: Trip) -> dict[str, Any]:
        town = trip.from_place
        return {
            "key": trip.key,
            "seen": trip.version,
            "title": trip.title,
            "starts_on": trip.starts_on,
            "town": f"{town.prefecture.name}{town.name}" if town else "",
            "words": trip.words,
        }


class StopForm(EnishiForm):
    """A place. Of an institution the talk it is about may be said, which then comes along on paper."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    where = forms.ChoiceField(
        label="行き先の種類",
        choices=[(INSTITUTION, "医療機関・自治体"), (ELSEWHERE, "ほかの場所（宿・県庁・駅など）")],
        widget=ChoiceCards(two_columns=True),
    )
    name = forms.CharField(
        label="行き先",
        max_length=60,
        help_text="医療機関は、番号か名前の一部で。例：I-2026-0001、みさき丘",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    town = forms.CharField(
        label="市区町村",
        max_length=40,
        required=False,
        help_text="「ほかの場所」のときだけ。移動の目安に使います。",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    day = EraDateField(label="日", yearless="next", help_text="例：12月8日")
    arrives = ClockField(label="着く時刻", help_text="例：午前10時")
    leaves = ClockField(label="出る時刻", help_text="例：午前11時30分")
    means = forms.ChoiceField(label="行き方", choices=Means.choices(), widget=ChoiceCards(two_columns=True))
    minutes = NumberField(
        label="ここまでの移動",
        unit="分",
        required=False,
        min_value=0,
        max_value=1440,
        help_text="空なら、市区町村の位置から車での目安を出します。電車や飛行機のときは、ご入力ください。",
    )
    talk = forms.CharField(
        label="お話の番号",
        max_length=12,
        required=False,
        help_text="この先のお話で訪ねるときだけ。例：C-2026-0001",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    purpose = forms.CharField(label="用件", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    limit = ManYenField(label="この先が持てる費用の上限", required=False, help_text="うかがったときだけ。例：5")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        institution: Institution | None = None
        municipality: Municipality | None = None
        talk: Candidacy | None = None
        for name, read in (
            ("name", lambda: house_of(self.actor, given["name"]) if given.get("where") == INSTITUTION else None),
            ("town", lambda: town_of(given["town"]) if given.get("where") == ELSEWHERE else None),
        ):
            if name not in given or "where" not in given:
                continue
            try:
                found: Any = read()
            except forms.ValidationError as problem:
                self.add_error(name, problem)
                continue
            if name == "name":
                institution = found
            else:
                municipality = found
        if number := given.get("talk", "").strip().upper():
            rows = Candidacy.objects.visible_to(self.actor).filter(number=number, opening__institution=institution)
            talk = rows.first() if institution else None
            if talk is None:
                self.add_error("talk", "この行き先のお話の番号ではありません。番号をお確かめください。例：C-2026-0001")
        self.found = (institution, municipality, talk)
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The fields of a TripStop. Of a valid form only."""
        said, zone = self.cleaned_data, timezone.get_default_timezone()
        institution, municipality, talk = self.found
        return {
            "institution": institution,
            "candidacy": talk,
            "name": "" if institution else said["name"],
            "municipality": municipality,
            "arrives_at": datetime.combine(said["day"], said["arrives"], tzinfo=zone),
            "leaves_at": datetime.combine(said["day"], said["leaves"], tzinfo=zone),
            "means": said["means"],
            "minutes": said["minutes"],
            "purpose": said["purpose"].strip(),
            "limit_yen": said["limit"],
        }

    @classmethod
    def kept(cls, stop: TripStop) -> dict[str, Any]:
        arrives, leaves = timezone.localtime(stop.arrives_at), timezone.localtime(stop.leaves_at)
        town = stop.municipality
        return {
            "where": INSTITUTION if stop.institution else ELSEWHERE,
            "name": stop.institution.number if stop.institution else stop.name,
            "town": f"{town.prefecture.name}{town.name}" if town else "",
            "day": arrives.date(),
            "arrives": arrives.time(),
            "leaves": leaves.time(),
            "means": stop.means,
            "minutes": stop.minutes,
            "talk": stop.candidacy.number if stop.candidacy else "",
            "purpose": stop.purpose,
            "limit": stop.limit_yen,
        }


class CostForm(EnishiForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="費用の種類", choices=TripCostKind.choices(), widget=ChoiceCards(two_columns=True))
    words = forms.CharField(
        label="内容", required=False, max_length=60, help_text="例：盛岡・久慈 往復",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    yen = ManYenField(label="金額", help_text="例：1.2。「12000円」とも書けます。")
    payer = forms.ChoiceField(label="どなたが持ちますか", widget=ChoiceCards(two_columns=True))

    def __init__(self, *args: Any, stops: list[TripStop], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "payer": Payer.OPERATOR.value, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.places = {str(s.pk): s for s in stops if s.institution_id}
        field: Any = self.fields["payer"]
        field.choices = [
            (Payer.OPERATOR.value, "事務局"),
            *((f"stop:{pk}", name_of(s)) for pk, s in self.places.items()),
        ]

    @property
    def who(self) -> tuple[Payer, TripStop | None]:
        """Of a valid form only."""
        code: str = self.cleaned_data["payer"]
        if code.startswith("stop:"):
            return Payer.INSTITUTION, self.places[code.removeprefix("stop:")]
        return Payer(code), None
