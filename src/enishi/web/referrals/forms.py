"""What is typed about referrals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.outreach.paper_codes import NotACode, parse_paper_code
from enishi.referrals.enums import Level, PartnerKind, SheetKind, Way
from enishi.referrals.models import Partner, Referral
from enishi.referrals.rules import CRITICAL, IDENTITY_FACTS, LARGEST_BYTES, labels_of, shown
from enishi.web.components.fields import EraDateField, KanaField, MailField, PhoneField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.uploads import PaperImageField
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.desk.record_forms import KeyedForm
from enishi.web.referrals.words import LEFT_OUT_AT_FIRST

TOLD_BY = [(c.value, c.label) for c in (Channel.PHONE, Channel.PAPER, Channel.FAX, Channel.MAIL)]


def _line(label: str, longest: int, size: str = "w-l", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"class": size}), **more)


# -- the registry -----------------------------------------------------------------------------------
class PartnerForm(EnishiForm):
    name = _line("名称", 120, help_text="許可証・届出の名称のとおりに。ファイルの差出人と照らし合わせます。")
    kind = forms.ChoiceField(label="種類", choices=PartnerKind.choices(), widget=ChoiceCards())
    licence = _line(
        "許可・届出番号", 40, "w-m", required=False, help_text="例：13-ユ-000000。番号のない公の機関では空けます。"
    )
    address = _line("所在地", 200, help_text="法律の記録（第三者への提供）に記します。")
    representative = _line("代表者のお名前", 60, "w-m", help_text="法律の記録に記します。")
    contact = _line("窓口（部署・役職）", 60, "w-m", help_text="例：地域医療支援課 ドクターバンク担当")
    phone = PhoneField(label="電話", required=False)
    fax = PhoneField(label="ファクス", required=False)
    mail = MailField(label="メール", required=False)
    houses = forms.CharField(
        label="運営・所属する病院など",
        required=False,
        max_length=2000,
        help_text="1行に1つ。ここを伏せている先生は、この機関へは紹介できなくなります。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    prefecture = forms.ModelChoiceField(
        label="都道府県の機関のとき", queryset=None, required=False, empty_label="（全国・そのほか）"
    )
    agreed_on = EraDateField(label="取り決めの日", yearless="last", help_text="例：令和8年4月1日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from enishi.areas.models import Prefecture

        super().__init__(*args, **kwargs)
        field = self.fields["prefecture"]
        field.queryset = Prefecture.objects.order_by("code")  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]

    def clean_houses(self) -> list[str]:
        rows = [line.strip() for line in self.cleaned_data["houses"].splitlines() if line.strip()]
        if any(len(row) > 120 for row in rows):
            raise forms.ValidationError("1つの名前は120字までにしてください。1行に1つずつお書きください。")
        return rows

    @classmethod
    def of(cls, partner: Partner) -> dict[str, Any]:
        names = ("name", "kind", "licence", "address", "representative", "contact", "phone", "fax", "mail", "agreed_on")
        return {n: getattr(partner, n) for n in names} | {
            "houses": "\n".join(partner.houses), "prefecture": partner.prefecture_id,
        }  # fmt: skip


class KeyForm(EnishiForm):
    public = forms.CharField(
        label="公開鍵",
        max_length=200,
        help_text="相手の機関から届いた44文字（最後は「=」）",
        widget=forms.TextInput(attrs={"class": "w-l", "autocomplete": "off", "spellcheck": "false"}),
    )
    read_out = _line(
        "お電話で読み合わせた、指紋の最後の8文字",
        12,
        "w-s",
        help_text="届いた鍵から計算した指紋と照らし合わせます。メールで聞いたものは使わないでください。",
    )
    checked_with = _line("読み合わせた方の役職", 60, "w-m", help_text="例：ドクターバンク担当係長")
    valid_from = EraDateField(label="使える初めの日", yearless="last")
    valid_until = EraDateField(label="使える終わりの日", yearless="next")


# -- going out --------------------------------------------------------------------------------------
class AskForm(KeyedForm):
    """Which facts go: every one stands there with its words, ticked or not."""

    facts = forms.MultipleChoiceField(
        label="伝える内容",
        widget=ChoiceCardsMany(),
        help_text="印のあるものだけが伝わります。先生にも、この内容をそのままお見せします。",
    )
    own_wish = YesField(
        label="先生からのお申し出です", required=False, help_text="こちらからお勧めするときは、空けておきます。"
    )

    def __init__(self, *args: Any, kind: SheetKind, words: Mapping[str, str], **kwargs: Any) -> None:
        left_out = LEFT_OUT_AT_FIRST if len(words) > 1 else ()
        chosen = [key for key in words if key not in left_out]
        kwargs["initial"] = {"facts": chosen, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        rows = zip(words, shown(kind, words), strict=True)
        self.fields["facts"].choices = [(key, f"{label}：{said}") for key, (label, said) in rows]  # type: ignore[attr-defined]
        if kind is SheetKind.OPENING:
            del self.fields["own_wish"]


class LevelForm(EnishiForm):
    partner = forms.ChoiceField(label="紹介先", widget=ChoiceCards())
    level = forms.ChoiceField(label="伝える範囲", choices=Level.choices(), widget=ChoiceCards(), initial=Level.OUTLINE)

    def __init__(self, *args: Any, partners: list[Partner], with_level: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name}（{PartnerKind(p.kind).label}）") for p in partners
        ]
        if not with_level:
            del self.fields["level"]


class HeardForm(EnishiForm):
    """A yes, a no or a withdrawal as the desk was told."""

    channel = forms.ChoiceField(
        label="どの方法でうかがいましたか", choices=TOLD_BY, widget=ChoiceCards(two_columns=True)
    )
    confirmer = _line("同意した方の役職", 60, "w-m", help_text="例：事務長")

    def __init__(self, *args: Any, referral: Referral, confirmer: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if referral.physician_id or not confirmer:
            del self.fields["confirmer"]


class HandForm(EnishiForm):
    way = forms.ChoiceField(label="渡し方", choices=Way.choices(), widget=ChoiceCards())


# -- coming in --------------------------------------------------------------------------------------
class FileForm(EnishiForm):
    file = forms.FileField(
        label="紹介のファイル", help_text=f"相手の機関が書き出した .json。{LARGEST_BYTES // 1024}KBまで。"
    )

    def clean_file(self) -> bytes:
        sent: UploadedFile = self.cleaned_data["file"]
        return sent.read(LARGEST_BYTES + 1)


class TwinForm(EnishiForm):
    """The printed twin, typed; what matters most is typed twice."""

    partner = forms.ChoiceField(label="送った機関", widget=ChoiceCards())
    code = _line("紹介票の番号", 12, "w-m code", help_text="右上の8文字。例：ABCD-EFGH")
    level = forms.ChoiceField(label="範囲", choices=Level.choices(), widget=ChoiceCards(), initial=Level.IDENTITY)
    issued_on = EraDateField(label="紹介票の日", yearless="last")
    consent_on = EraDateField(label="ご本人の同意の日", yearless="last")
    image = PaperImageField(label="届いた紹介票")

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [(str(p.pk), p.name) for p in partners]  # type: ignore[attr-defined]
        for key, label in labels_of(SheetKind.PHYSICIAN).items():
            self.fields[key] = self._field(key, label)
        for key in CRITICAL:
            self.fields[f"again_{key}"] = self._field(key, f"{IDENTITY_FACTS[key]}（もう一度）")

    @staticmethod
    def _field(key: str, label: str) -> forms.Field:
        match key:
            case "family_kana" | "given_kana":
                return KanaField(label=label, required=False)
            case "birth_date":
                return EraDateField(label=label, required=False)
            case "phone":
                return PhoneField(label=label, required=False)
            case "mail":
                return MailField(label=label, required=False)
            case "career" | "wishes" | "note" | "outline":
                return forms.CharField(
                    label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
                )
        return _line(label, 200, required=False)

    def clean_code(self) -> str:
        try:
            return parse_paper_code(self.cleaned_data["code"])
        except NotACode as fault:
            raise forms.ValidationError(fault.sentence.replace("用紙の", "紹介票の")) from fault

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for key in CRITICAL:
            if f"again_{key}" in given and key in given and given[key] != given[f"again_{key}"]:
                self.add_error(
                    f"again_{key}",
                    f"2回の{IDENTITY_FACTS[key]}が違います。紹介票をもう一度ご覧になり、両方をお確かめください。",
                )
        return given

    @property
    def facts(self) -> dict[str, str]:
        """Of a valid form."""
        found = {key: self.cleaned_data.get(key) for key in labels_of(SheetKind.PHYSICIAN)}
        return {
            key: value.isoformat() if hasattr(value, "isoformat") else str(value or "") for key, value in found.items()
        }


class TakeForm(EnishiForm):
    """Who it is, as the person who takes it in read and mended it."""

    family_name = _line("姓", 40, "w-m")
    given_name = _line("名", 40, "w-m", required=False)
    family_kana = KanaField(label="姓のふりがな", required=False)
    given_kana = KanaField(label="名のふりがな", required=False)
    birth_date = EraDateField(label="生年月日", required=False)
    phone = PhoneField(label="電話番号", required=False)
    mail = MailField(label="メールアドレス", required=False)
    address = _line("ご住所", 200, required=False)
    employer = _line(
        "現在の勤務先", 120, required=False, help_text="ここに書かれた勤務先は、はじめから伏せる相手になります。"
    )
    licence_number = _line("医籍登録番号", 20, "w-m", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("phone") and not given.get("mail") and not {"phone", "mail"} & self.errors.keys():
            self.add_error("phone", "ご連絡のために、電話番号かメールアドレスをご入力ください。")
        born = given.get("birth_date")
        if born and born > today():
            self.add_error("birth_date", "生年月日が、先の日になっています。")
        return given

    @property
    def identity(self) -> dict[str, str]:
        return {k: v.isoformat() if hasattr(v, "isoformat") else str(v or "") for k, v in self.cleaned_data.items()}


class JoinForm(EnishiForm):
    number = _line("登録の番号", 12, "w-m code", help_text="例：P-2026-0001")


class GiveBackForm(EnishiForm):
    reason = _line("お引き受けしない理由", 200, help_text="相手の機関には伝わりません。")


class OpeningForm(EnishiForm):
    number = _line(
        "私どもの募集の番号",
        12,
        "w-m code",
        required=False,
        help_text="同じ募集があるとき。例：O-2026-0001。ないときは空けます。",
    )


class DraftForm(EnishiForm):
    institution = _line("医療機関の番号か名前", 120, help_text="私どもに登録のある医療機関です。例：I-2026-0001")


class InstitutionYesForm(EnishiForm):
    """Who of the institution says yes."""

    confirmer = _line("同意なさる方の役職", 40, "w-m", help_text="お名前はいりません。例：事務長")


class ElsewhereForm(EnishiForm):
    """Which bank besides us."""

    partner = forms.ChoiceField(label="機関", required=False)
    name = _line("ほかの機関の名前", 120, required=False, help_text="上の一覧にないとき")
    channel = forms.ChoiceField(
        label="どの方法でうかがいましたか", choices=TOLD_BY, widget=ChoiceCards(two_columns=True)
    )

    def __init__(self, *args: Any, partners: list[Partner], own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(p.pk): p for p in partners}
        self.fields["partner"].choices = [("", "（一覧にない機関）"), *((k, p.name) for k, p in self.partners.items())]  # type: ignore[attr-defined]
        if own:
            del self.fields["channel"]
