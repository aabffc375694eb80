"""The forms of signing in, in our words. Settings name them:

ACCOUNT_FORMS: request_login_code MailCodeRequest, confirm_login_code MailCode;
MFA_FORMS: authenticate SecondFactorCode, reauthenticate SecondFactorAgain, activate_totp StartApp, add_webauthn AddKey,
edit_webauthn RenameKey.
"""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from enishi.common.japanese.widths import half_width
from enishi.web.components.fields import MailField, YesField
from enishi.web.components.forms import speak_kindly
from enishi.web.context import operator

_LIMIT = "お試しの回数が多くなりました。10分ほどおいて、もう一度お試しください。"


class _Kind:
    """Labels, hints and sentences for a code field; any width of digits is taken."""

    code_label = "確認番号"
    code_hint = ""
    code_wrong = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.label_suffix = ""
        code = self.fields["code"]  # type: ignore[attr-defined]
        code.label, code.help_text = self.code_label, self.code_hint
        code.widget.attrs |= {"class": "w-m code", "inputmode": "numeric", "autocomplete": "one-time-code"}
        speak_kindly(code)

    def clean_code(self) -> Any:
        self.cleaned_data["code"] = half_width(self.cleaned_data["code"]).replace(" ", "").replace("-", "")  # type: ignore[attr-defined]
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as fault:
            raise ValidationError(self._sentence(fault), code=fault.code) from fault

    def _sentence(self, fault: ValidationError) -> str:
        if fault.code != "incorrect_code":
            return _LIMIT
        return f"{self.code_wrong}お電話でもお手伝いします（{operator().phone}）。"


class MailCodeRequest(RequestLoginCodeForm):  # type: ignore[misc]
    """Where the code is to be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.label_suffix = ""
        self.fields["email"] = MailField(
            label="メールアドレス", help_text="ご登録のアドレスに、6桁の確認番号をお送りします。"
        )
        speak_kindly(self.fields["email"])

    def clean_email(self) -> Any:
        try:
            return super().clean_email()
        except ValidationError as fault:
            raise ValidationError(_LIMIT, code=fault.code) from fault


class MailCode(_Kind, ConfirmLoginCodeForm):  # type: ignore[misc]
    code_hint = "メールの6桁の数字です。"
    code_wrong = "確認番号が違うようです。メールの6桁の数字をご確認ください。"


class SecondFactorCode(_Kind, AuthenticateForm):  # type: ignore[misc]
    code_hint = "認証アプリの6桁の数字、または控えの予備番号です。"
    code_wrong = "確認番号が違うようです。認証アプリに今表示されている6桁の数字をご確認ください。"


class SecondFactorAgain(_Kind, ReauthenticateForm):  # type: ignore[misc]
    code_hint = "認証アプリの6桁の数字、または控えの予備番号です。"
    code_wrong = SecondFactorCode.code_wrong


class StartApp(_Kind, ActivateTOTPForm):  # type: ignore[misc]
    code_hint = "読み取ったあとに、アプリに表示される6桁の数字です。"
    code_wrong = "確認番号が違うようです。アプリに今表示されている6桁の数字をご確認ください。"


class AddKey(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        _name_key(self.fields["name"])
        self.fields["passwordless"] = YesField(
            label="次から、この鍵だけでログインする",
            required=False,
            small="指紋・顔・暗証番号の確認が必要な鍵で使えます。",
        )


class RenameKey(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.label_suffix = ""
        _name_key(self.fields["name"])


def _name_key(field: forms.Field) -> None:
    field.label, field.help_text = "鍵の名前", "例：職場のパソコン、自分の電話"
    field.widget.attrs["class"] = "w-m"
    speak_kindly(field)
