"""/inst/apply: an institution or a municipality asks to be registered. Searching the national list loses nothing that was typed."""

import uuid
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.areas.models import Municipality, Prefecture
from enishi.common.access import public
from enishi.common.explanations import Audience, Item
from enishi.institutions.enums import InstitutionKind
from enishi.institutions.joining import APPLICANT, Applicant, apply_for_institution, listed_like
from enishi.institutions.listed import ListedFacility
from enishi.office.explanations import words_now
from enishi.web.components.fields import MailField, NameField, NumberField, PhoneField, PostcodeField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

SESSION_KEY = "applied"
BY_HAND = "none"
WIDE = {"class": "w-l"}
TOO_OFTEN = (
    "お申し込みが続いたため、しばらく画面ではお受けできません。お手数ですが、お電話かファクスでお知らせください。"
)


class ApplyForm(EnishiForm):
    """The place, from the list or by hand, and who applies."""

    words = forms.CharField(
        label="施設名・市区町村でさがす",
        required=False,
        max_length=60,
        help_text="例：久慈　病院。国が公表している全国の病院の一覧からさがします。診療所と自治体は、下に手でお書きください。",
        widget=forms.TextInput(attrs=WIDE),
    )
    listed = forms.ChoiceField(label="見つかった病院", required=False, widget=ChoiceCards())
    name = forms.CharField(
        label="施設・部署の名称", max_length=200, required=False, widget=forms.TextInput(attrs=WIDE),
        help_text="例：○○町国民健康保険診療所、○○市健康福祉部 地域医療課",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="種類", choices=InstitutionKind.choices(), initial=InstitutionKind.HOSPITAL,
        widget=ChoiceCards(two_columns=True),
    )  # fmt: skip
    prefecture = forms.ChoiceField(label="都道府県", required=False, widget=forms.Select(attrs={"class": "w-m"}))
    town = forms.CharField(
        label="市区町村",
        max_length=40,
        required=False,
        help_text="例：久慈市",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    postcode = PostcodeField(label="郵便番号", required=False)
    address = forms.CharField(
        label="所在地（市区町村のあと）", max_length=150, required=False, widget=forms.TextInput(attrs=WIDE)
    )
    beds = NumberField(label="病床", unit="床", required=False, min_value=0, max_value=3000)
    corporation = forms.CharField(
        label="法人・開設者", max_length=200, required=False, help_text="例：医療法人○○会、○○町",
        widget=forms.TextInput(attrs=WIDE),
    )  # fmt: skip
    person = NameField(label="お申し込みの方のお名前", autocomplete="name")
    position = forms.CharField(
        label="お役職",
        max_length=60,
        help_text="例：事務長、院長、地域医療係長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    phone = PhoneField(label="ご連絡先の電話番号", help_text="確認のお電話は、公表されている代表の番号へ差し上げます。")
    mail = MailField(
        label="メールアドレス", required=False,
        help_text="ご登録の案内をお送りします。お持ちでなければ、空けておいてください。お電話と書面でご案内します。",
    )  # fmt: skip
    wish = forms.CharField(
        label="ご相談の内容", max_length=1000, required=False,
        help_text="例：内科の常勤医が来年3月に退職します。週2日からでもお願いしたい。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    read = YesField(
        label="職業紹介についての説明",
        text="職業紹介についての説明を読みました",
        small="手数料、返戻金、苦情の窓口、個人情報の取扱いです（職業安定法第32条の13）。",
        link=("/legal/placement", "説明を読む"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    FIND = ("words",)
    PLACE = ("name", "prefecture", "town", "postcode", "address", "beds", "corporation")
    WHO = ("person", "position", "phone", "mail", "wish", "read")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data if self.is_bound else self.initial
        self.found = listed_like(str(given.get("words", ""))[:60]) if given.get("words") else []
        chosen = str(given.get("listed", ""))
        if chosen.isdecimal() and all(str(f.pk) != chosen for f in self.found):
            self.found += ListedFacility.objects.open_today().filter(pk=int(chosen) % 2**31)[:1]
        cards = [(str(f.pk), f.name) for f in self.found]
        self.fields["listed"].choices = [*cards, (BY_HAND, "この中にない")] if cards else []  # type: ignore[attr-defined]
        self.fields["listed"].widget.hints = {str(f.pk): f"{f.address}　{f.corporation}" for f in self.found}  # type: ignore[attr-defined]
        prefectures = [(p.code, p.name) for p in Prefecture.objects.order_by("code")]
        self.fields["prefecture"].choices = [("", "お選びください"), *prefectures]  # type: ignore[attr-defined]

    @property
    def explanations(self) -> tuple[Item, ...]:
        """What the law wants told before the application is accepted (職業安定法施行規則24条の5)."""
        return words_now(Audience.EMPLOYER)

    @property
    def asked(self) -> bool:
        """Whether the list was searched, with or without a result."""
        given = self.data if self.is_bound else self.initial
        return bool(given.get("words"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        self.facility = next((f for f in self.found if str(f.pk) == given.get("listed")), None)
        if self.facility is None and not self.errors.get("listed"):
            self._need_by_hand(given)
        return given

    def _need_by_hand(self, given: dict[str, Any]) -> None:
        for field, words in (
            ("name", "施設・部署の名称をご入力ください。上の一覧からお選びいただくこともできます。"),
            ("prefecture", "都道府県をお選びください。"),
            ("town", "市区町村をご入力ください。例：久慈市"),
            ("address", "所在地をご入力ください。例：見本町1-1"),
        ):
            if not given.get(field) and field not in self.errors:
                self.add_error(field, words)
        self.town = None
        if given.get("prefecture") and given.get("town"):
            town = given["town"].split()[-1]
            places = Municipality.objects.filter(prefecture=given["prefecture"], valid=True)
            self.town = places.filter(name=town).first() or places.filter(name__endswith=town).first()
            if self.town is None:
                self.add_error(
                    "town", f"「{town}」が見つかりませんでした。政令市は区までご入力ください。例：久慈市、盛岡市"
                )

    def facts(self) -> dict[str, Any]:
        """Fields of Institution: of the list where one was chosen, with what was typed over it."""
        given, listed = self.cleaned_data, self.facility
        if listed is None:
            town = self.town
            assert town is not None
            return {
                "name": given["name"],
                "kind": given["kind"],
                "municipality": town,
                "postcode": given["postcode"],
                "address": f"{town.prefecture.name}{town.name}{given['address']}",
                "beds": given["beds"],
                "corporation": given["corporation"],
                "phone": given["phone"],
                "contact_name": given["position"],
            }
        return {
            "name": given["name"] or listed.name,
            "kind": given["kind"],
            "municipality": listed.municipality,
            "listed": listed,
            "postcode": given["postcode"] or listed.postcode.replace("-", ""),
            "address": given["address"] or listed.address,
            "beds": listed.beds_total if given["beds"] is None else given["beds"],
            "corporation": given["corporation"] or listed.corporation,
            "phone": given["phone"],
            "contact_name": given["position"],
        }


@public
@never_cache
def apply(request: HttpRequest) -> HttpResponse:
    """The form. 「さがす」 draws it again with what the list holds and everything that was typed; the other button sends it."""
    if request.method != "POST" or "find" in request.POST:
        form = ApplyForm(initial={"key": uuid.uuid4(), **request.POST.dict()})
        return _page(request, form)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if not ratelimit.consume(request, action="application"):
        form.add_error(None, TOO_OFTEN)
        return _page(request, form, status=429)
    given = form.cleaned_data
    made = apply_for_institution(
        key=given["key"],
        applicant=Applicant(given["person"], given["position"], given["phone"], given["mail"], given["wish"]),
        by=APPLICANT,
        **form.facts(),
    )
    request.session[SESSION_KEY] = {"number": made.institution.number, "mail": bool(made.mail)}
    return redirect("inst_apply_done")


@public
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """What happens next, and the number to name on the telephone."""
    applied = request.session.get(SESSION_KEY)
    if applied is None:
        return redirect("inst_apply")
    crumbs = [("医療機関・自治体の方へ", "/institutions"), ("お申し込みを承りました", "")]
    return render(request, "institution/apply_done.html", {"applied": applied, "crumbs": crumbs})


def _page(request: HttpRequest, form: ApplyForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "place_fields": [form[name] for name in form.PLACE],
        "who_fields": [form[name] for name in form.WHO],
        "crumbs": [("医療機関・自治体の方へ", "/institutions"), ("ご登録のお申し込み", "")],
    }
    return render(request, "institution/apply.html", context, status=status)
