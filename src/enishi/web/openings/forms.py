"""What a physician chooses when asking to talk."""

from django import forms

from enishi.engine.specialties import N_BASIC, NAMES
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

SPECIALTY_CHOICES = [
    ("", "すべての診療科"),
    ("基本の診療科", [(name, name) for name in NAMES[:N_BASIC]]),
    ("細かい診療科", [(name, name) for name in NAMES[N_BASIC:]]),
]
LEVELS = (DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3)
LEVEL_HINTS = {
    DisclosureLevel.L1: "年代・診療科・お住まいの地方・日数だけです",
    DisclosureLevel.L2: "お勤め先の名前を除いた経歴も見えます",
    DisclosureLevel.L3: "医療機関が「会ってみたい」と答えたあとに、お名前とご経歴が見えます",
}


class AskForm(EnishiForm):
    """How far this one institution may see the physician, once it has said yes."""

    level = forms.ChoiceField(
        label="この医療機関に見せてよい範囲",
        choices=[(level.value, level.label) for level in LEVELS],
        widget=ChoiceCards(hints=LEVEL_HINTS),
        error_messages={"required": "見せてよい範囲をお選びください。迷われるときは「匿名の概要」をお選びください。"},
    )
