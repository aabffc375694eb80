"""The four steps. Required: 姓, 名, one way to reach the physician, 診療科, 生年月日, 現在, 働き方, one consent, the delivery: nine."""

from enishi.web.components.forms import EnishiForm
from enishi.web.registration.person_forms import ContactForm, SelfForm
from enishi.web.registration.promise_form import PromiseForm
from enishi.web.registration.wishes_form import WishesForm

STEP_FORMS: dict[int, type[EnishiForm]] = {1: ContactForm, 2: SelfForm, 3: WishesForm, 4: PromiseForm}
STEP_NAMES = ("お名前とご連絡先", "先生について", "ご希望", "お約束と公開範囲")
MINUTES_LEFT = {1: 5, 2: 4, 3: 2, 4: 1}
