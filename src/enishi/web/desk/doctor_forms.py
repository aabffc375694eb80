"""Forms about a physician: what is still missing, the licence, whom to hide from."""

from datetime import date
from typing import Any

from django import forms

from enishi.common.clock import today
from enishi.physicians.models import Identity
from enishi.web.components.fields import EraDateField, KanaField, NameField, PhoneField, PostcodeField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.seen import SeenForm


class IdentityForm(SeenForm):
    """What the desk learned; the mail address is left alone, as the physician signs in with it."""

    family_name = NameField(label="お名前（姓）")
    given_name = NameField(label="お名前（名）")
    family_kana = KanaField(label="ふりがな（姓）", required=False)
    given_kana = KanaField(label="ふりがな（名）", required=False)
    birth_date = EraDateField(label="生年月日", birth=True, required=False, help_text="例：昭和33年4月5日、1958/4/5")
    phone = PhoneField(
        label="電話番号（変えるときだけ）", required=False, help_text="いまの番号は、お電話をかける画面にだけ出ます。"
    )
    postcode = PostcodeField(label="郵便番号", required=False)
    address = forms.CharField(
        label="ご住所", max_length=200, required=False, widget=forms.TextInput(attrs={"class": "w-l"})
    )
    employer = forms.CharField(
        label="現在の勤務先",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-l"}),
        help_text="伏せる相手には、別に加えてください。",
    )
    licence_number = forms.CharField(
        label="医籍登録番号", max_length=20, required=False, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    career = forms.CharField(label="経歴", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}))

    @classmethod
    def of(cls, identity: Identity) -> dict[str, Any]:
        """The stored values as `initial`, and as what the page shows."""
        stored = {name: getattr(identity, name) for name in cls.base_fields if name != "seen"}
        return stored | {
            "phone": "",
            "birth_date": date.fromisoformat(identity.birth_date) if identity.birth_date else None,
        }

    def changes(self, identity: Identity) -> dict[str, str]:
        """What differs from the stored identity, as `complete_identity` takes it. Of a valid form only."""
        given = {name: value or "" for name, value in self.cleaned_data.items()}
        if given["birth_date"]:
            given["birth_date"] = given["birth_date"].isoformat()
        if not given["phone"]:
            del given["phone"]  # left empty: it stays as it is
        return {name: value for name, value in given.items() if value != getattr(identity, name)}


class LicenceForm(EnishiForm):
    on = EraDateField(
        label="医籍を確認した日", help_text="免許証の原本を見た日か、厚生労働省の検索で確かめた日です。例：2026/11/20"
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError("確認した日は、今日か、前の日をご入力ください。")
        return on


class ShieldForm(EnishiForm):
    name = forms.CharField(
        label="伏せる相手の名称",
        max_length=120,
        min_length=2,
        help_text="医療機関・法人・グループの名前です。その法人とグループの全体に伏せます。例：青葉会",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    is_employer = YesField(label="現在の勤務先です", required=False)
