"""The four steps of the registration on one page for the desk, and what only the desk knows: by which way it came."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.explanations import Audience, Item
from enishi.common.workflow import Channel
from enishi.office.explained_enums import ToldBy
from enishi.office.explanations import TOO_EARLY, tell_by_hand, version_on, words_now
from enishi.outreach.models import Campaign
from enishi.outreach.paper_codes import NotACode, parse_paper_code
from enishi.physicians.models import Physician
from enishi.web.components.fields import EraDateField, KanaField, MailField, PhoneField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.summary import Problem, problems_of
from enishi.web.components.uploads import PaperImageField
from enishi.web.components.widgets import ChoiceCards
from enishi.web.registration.drafts import ASKED_LATER, LONGEST, MOST_ANSWERS, query_of, reach_among
from enishi.web.registration.forms import STEP_FORMS
from enishi.web.registration.person_forms import SelfForm
from enishi.web.registration.promise_form import PromiseForm

WAYS = [(c.value, c.label) for c in (Channel.PHONE, Channel.PAPER, Channel.FAX)]


class WayForm(EnishiForm):
    """How the registration reached the desk. Consents are recorded with this channel and with who typed."""

    way = forms.ChoiceField(label="どのように届きましたか", choices=WAYS, widget=ChoiceCards(two_columns=True))
    paper_code = forms.CharField(
        label="用紙の番号",
        required=False,
        help_text="用紙の右上の8文字です。学会のご案内と結びつきます。お電話でも、お手元に用紙があればうかがいます。",
        widget=forms.TextInput(attrs={"class": "w-m code", "autocomplete": "off"}),
    )
    mine = YesField(
        label="自分がこの先生を担当する", required=False, small="印がなければ、担当の少ない人に決まります。"
    )
    read_out = YesField(
        label="ご同意の文を読み上げ、お返事を一つずつうかがった", required=False, small="お電話のときに必須です。"
    )

    def __init__(self, *args: Any, may_take: bool, may_choose_way: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_take:
            del self.fields["mine"]
        if not may_choose_way:
            del self.fields["way"], self.fields["paper_code"]

    def clean_paper_code(self) -> Campaign | None:
        typed = self.cleaned_data["paper_code"]
        if not typed:
            return None
        try:
            code = parse_paper_code(typed)
        except NotACode as fault:
            raise forms.ValidationError(fault.sentence) from fault
        found = Campaign.objects.filter(paper_code=code).first()
        if found is None:
            raise forms.ValidationError("この番号の用紙が見つかりません。右上の8文字をもう一度ご確認ください。")
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.channel is Channel.PHONE and not given.get("read_out"):
            self.add_error("read_out", "お電話では、ご同意の文を読み上げ、お返事をうかがってから印をお付けください。")
        return given

    @property
    def channel(self) -> Channel | None:
        """None while nothing readable was chosen."""
        if "way" not in self.fields:
            return Channel.PHONE
        way = self.cleaned_data.get("way")
        return Channel(way) if way else None


class ToldForm(EnishiForm):
    """How the statutory explanations were shown with this application (職業安定法32条の13, 同法施行規則24条の5第2項: on paper, or by mail
    at the person's wish, before the acceptance). Read aloud they are understood, and still sent with the acceptance."""

    told = forms.ChoiceField(
        label="どのようにお示ししましたか",
        choices=[
            (ToldBy.ALOUD.value, "お電話で、全文を読み上げた"),
            (ToldBy.PAPER.value, "紙でお渡しした・お送りした"),
            ("later", "まだお示ししていない"),
        ],
        help_text="手数料、返戻金、苦情の窓口、個人情報の取扱いなどです。ご登録の用紙の終わりにもあります。"
        "どの場合も、求職の受理のときに、お選びの受け取り方でお送りします。",
        widget=ChoiceCards(),
    )
    told_on = EraDateField(label="お示しした日", required=False, help_text="空けておくと、今日です。")
    told_arrived = YesField(label="受け取りの確認", text="受領書か、分かったとのお返事をいただいた", required=False)

    @property
    def items(self) -> tuple[Item, ...]:
        return words_now(Audience.SEEKER)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("told") == "later":
            return given
        given["told_on"] = on = given.get("told_on") or today()
        if on > today():
            self.add_error("told_on", "お示しした日は、今日までの日をご記入ください。")
        elif version_on(Audience.SEEKER, on) is None:
            self.add_error("told_on", TOO_EARLY)
        return given

    def record(self, physician: Physician, *, key: str, by: Actor) -> None:
        """Of a valid form: what was shown, in the register. key: of the page, so that it is written once."""
        given = self.cleaned_data
        if given["told"] != "later":
            tell_by_hand(
                of=physician, by=by, key=uuid.uuid5(uuid.NAMESPACE_URL, f"intake:{key}"), way=ToldBy(given["told"]),
                on=given["told_on"], arrived=given["told_arrived"],
            )  # fmt: skip


class TwiceForm(EnishiForm):
    """What is typed a second time of a registration on paper, without sight of the first, and the paper itself.

    Only what was given the first time is asked; names of fields are those of the steps.
    """

    def __init__(self, data: QueryDict | None, files: Any = None, *, first: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(data, files, prefix="again", **kwargs)
        self.first = {name: first[name] for name in TWICE if first.get(name)}
        for name in self.first:
            self.fields[name] = TWICE[name]()
        self.fields["image"] = PaperImageField(label="届いた用紙")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, value in self.first.items():
            if name in given and given[name] != value:
                label = self.fields[name].label
                self.add_error(
                    name,
                    f"1回目の{label}と違います。用紙をもう一度ご覧になり、ここか、下の1回目の入力を直してください。",
                )
        return given


TWICE: dict[str, Callable[[], forms.Field]] = {
    "family_kana": lambda: KanaField(label="ふりがな（姓）"),
    "given_kana": lambda: KanaField(label="ふりがな（名）"),
    "birth_date": lambda: EraDateField(label="生年月日", birth=True),
    "phone": lambda: PhoneField(label="電話番号"),
    "mail": lambda: MailField(label="メールアドレス"),
}
"""By these somebody is called, written to and found again; a slip in one of them loses the person."""


def answers_in(typed: QueryDict) -> dict[str, list[str]]:
    """What was typed of the page's questions, to be kept; empty answers and everything else are left out.

    Who goes on may be another person: who takes the physician over, and that the consents were read out, is said by whoever
    registers.
    """
    fields = {f"s{n}-{name}" for n, form in STEP_FORMS.items() for name in (*form().fields, *ASKED_LATER)}
    fields |= set(WayForm(may_take=True).fields) - {"mine", "read_out"}
    found = {
        name: [v[:LONGEST] for v in typed.getlist(name)[:MOST_ANSWERS] if v.strip()] for name in fields & set(typed)
    }
    return {name: found[name] for name in sorted(found) if found[name]}


class Intake:
    """All forms of the page. typed: the POST, or None for an empty page; known: initial values of step 1; begun: what was
    kept when the page was left."""

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        may_take: bool,
        known: Mapping[str, str] | None = None,
        may_choose_way: bool = True,
        begun: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.typed = typed
        self.way = WayForm(typed, may_take=may_take, may_choose_way=may_choose_way)
        self.told = ToldForm(typed)
        self.steps: dict[int, EnishiForm] = {
            n: form(typed, prefix=f"s{n}", initial=dict(known or {}) if n == 1 else None)
            for n, form in STEP_FORMS.items()
        }
        if typed is None and begun:
            self._take_up(begun)
        promise = self.steps[4]
        if typed is not None and isinstance(promise, PromiseForm):
            promise.reach = reach_among(
                mail=typed.get("s1-mail", ""),
                phone=typed.get("s1-phone", ""),
                paper=typed.get("s2-address", "") + typed.get("s2-postcode", ""),
            )

    def _take_up(self, begun: Mapping[str, list[str]]) -> None:
        """Put what was kept into the empty page; nothing is called wrong before somebody asks."""
        kept = query_of(begun)
        for form in self.forms:
            for name, field in form.fields.items():
                asked = form.add_prefix(name)
                if asked in kept:
                    form.initial[name] = field.widget.value_from_datadict(kept, MultiValueDict(), asked)

    @property
    def forms(self) -> list[EnishiForm]:
        return [self.way, *self.steps.values(), self.told]

    def is_valid(self) -> bool:
        """Every form is looked at, so that all problems are told at once."""
        right = [form.is_valid() for form in self.forms]
        return all(right)

    def twice(self, files: Any = None) -> TwiceForm | None:
        """What is to be typed again, None for a call; bound once the page has asked for it. Of valid forms only."""
        if self.way.channel is Channel.PHONE:
            return None
        first = {name: value for step in self.steps.values() for name, value in step.cleaned_data.items()}
        asked = self.typed is not None and any(name.startswith("again-") for name in self.typed)
        return TwiceForm(self.typed if asked else None, files if asked else None, first=first)

    @property
    def asks_town(self) -> bool:
        """Several towns share the postcode and the desk has not been asked yet. Of valid forms only."""
        about = self.steps[2]
        return (
            isinstance(about, SelfForm)
            and about.asks_town
            and self.typed is not None
            and "town_asked" not in self.typed
        )

    @property
    def problems(self) -> list[Problem]:
        return [problem for form in self.forms for problem in problems_of(form)]
