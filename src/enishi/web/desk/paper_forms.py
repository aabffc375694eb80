"""The forms on paper: the same fields are printed, typed at the desk and read, so that paper and screen cannot differ."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.timezone import localdate

from enishi.aftercare.actions import answer as answer_checkin
from enishi.aftercare.enums import CheckKind, Light
from enishi.aftercare.models import CheckIn
from enishi.candidacies import actions as candidacies
from enishi.candidacies.enums import DeclineReason, State
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.explanations import Audience
from enishi.common.japanese.date_display import western_with_era
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.desk.enums import PaperKind
from enishi.desk.models import PaperSheet
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.declarations import declare
from enishi.institutions.joining import Applicant, apply_for_institution
from enishi.institutions.models import Institution
from enishi.office.explained_enums import ToldBy
from enishi.office.explanations import tell_by_hand, version_on
from enishi.openings.actions import Basis, draft_opening, revise_opening, terms_of
from enishi.openings.conditions import days_words, pay_text
from enishi.openings.freshness import confirm_openings
from enishi.openings.models import Opening
from enishi.physicians.enums import PhysicianState
from enishi.physicians.wish_drafts import words_of
from enishi.physicians.wishes import approve_wishes
from enishi.referrals.going_out import consent, refuse
from enishi.referrals.going_out import rows_of as referral_rows
from enishi.referrals.models import Referral
from enishi.web.aftercare.forms import CheckInForm
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.sheets import wish_rows
from enishi.web.institution.apply import ApplyForm
from enishi.web.institution.declaration import DeclarationForm
from enishi.web.institution.opening_form import OpeningForm, initial_of
from enishi.web.institution.opening_sections import names_of_step
from enishi.web.institution.talk_forms import REASONS
from enishi.web.openings.facts import duty_words, specialty_words

RIGHT, CHANGED, ENDED = "right", "changed", "ended"
YES, NO = "yes", "no"
OF_OPENING = "opening_"


class Paper(EnishiForm):
    """critical: fields that are typed twice. Optional on paper: what was left blank there is asked by telephone."""

    critical: tuple[str, ...] = ()


class SignedPaper(Paper):
    confirmed_by = forms.CharField(
        label="ご記入の方の役職", help_text="例：事務長", max_length=40, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    signed_on = EraDateField(label="ご記入の日", help_text="例：令和8年11月26日", yearless="last")


class ConfirmPaper(SignedPaper):
    """One answer for each opening that was printed."""

    def __init__(self, *args: Any, sheet: PaperSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {o.number: o for o in Opening.objects.filter(number__in=sheet.printed).select_related("current")}
        asked = {}
        for number in sheet.printed:
            if number in rows:
                asked[f"{OF_OPENING}{number}"] = forms.ChoiceField(
                    label=rows[number].current.title,
                    help_text=f"番号 {number}　{facts_line(rows[number])}",
                    choices=[
                        (RIGHT, "今も正しい"),
                        (CHANGED, "変わった所がある（お電話します）"),
                        (ENDED, "募集を終えたい（お電話します）"),
                    ],
                    widget=ChoiceCards(),
                )
        self.fields = {**asked, **self.fields}
        self.critical = (*asked, "signed_on")


class AnswerPaper(SignedPaper):
    critical = ("answer", "signed_on")

    answer = forms.ChoiceField(
        label="お返事", choices=[(YES, "会ってみたい"), (NO, "今回は見送りたい")], widget=ChoiceCards()
    )
    reason_code = forms.ChoiceField(
        label="見送る理由",
        help_text="見送るときだけ。担当者だけが読みます。",
        choices=REASONS,
        required=False,
        widget=ChoiceCards(two_columns=True),
    )
    field_order = ("answer", "reason_code", "confirmed_by", "signed_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == NO and not cleaned.get("reason_code"):
            self.add_error("reason_code", "見送る理由をお選びください。担当者が次のご紹介に生かします。")
        return cleaned


class OpeningPaper(OpeningForm):
    """What an opening needs by law and one asks first; practice and living are asked by telephone or on the screen."""

    critical = (
        "headcount",
        "days",
        "annual_pay_min_yen",
        "annual_pay_max_yen",
        "daily_pay_yen",
        "starts_on",
        "ends_on",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = names_of_step(1) | names_of_step(2) | names_of_step(3) | {"honest_note"}
        for name in self.fields.keys() - asked:
            del self.fields[name]


PHONE_FIELDS = (
    "title", "basic_specialties", "other_specialties", "any_specialty", "employment", "headcount", "days", "slots", "night_duty", "on_call",
    "annual_pay_min_yen", "annual_pay_max_yen", "daily_pay_yen", "starts_on", "contract_kind", "duties", "honest_note",
)  # fmt: skip
"""What is asked on a call, some five minutes; the rest of the law's questions follow on the screen, by paper or on another call."""


class OpeningCall(OpeningForm):
    """The short form of an opening, in the order in which one asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in PHONE_FIELDS}

    critical: tuple[str, ...] = ()


class ApplicationPaper(ApplyForm):
    """The application of the public page without its search: the desk looks the place up in the national list afterwards."""

    critical = ("phone", "mail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "listed", "key"):
            del self.fields[name]


class DeclarationPaper(DeclarationForm):
    """The yearly declaration in the wording of the day on which it was printed; every answer is typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.critical = tuple(self.codes)


class CheckInPaper(CheckInForm):
    """Eight questions and how the agreed clauses stand; every mark is typed twice, for a red one calls somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.critical = (*self.codes, *(f"clause{key}" for key, _ in self.clauses))


@dataclass(frozen=True, slots=True)
class Twin:
    """One form in both shapes. lead: what the paper says first; record: does what the form says, returns what came of it."""

    kind: PaperKind
    lead: str
    make: Callable[..., Any]
    record: Callable[[PaperSheet, Any, Actor], str]
    decides: bool = False
    facts: Callable[[PaperSheet], list[tuple[str, str]]] = field(default=lambda sheet: [])


class WishesPaper(Paper):
    """The physician's answer to the printed version of the wish sheet."""

    critical = ("answer", "signed_on")

    answer = forms.ChoiceField(
        label="ご確認",
        choices=[(YES, "このとおりでよい"), (NO, "直したい所がある（お電話します）")],
        widget=ChoiceCards(),
    )
    mend = forms.CharField(
        label="直したい所", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="上の文に、そのまま書きこんでくださってもかまいません。",
    )  # fmt: skip
    signed_on = EraDateField(label="ご記入の日", help_text="例：令和8年11月26日", yearless="last")


class ReferralPaper(Paper):
    """The physician's answer to exactly the printed words for the printed partner."""

    critical = ("answer", "signed_on")

    answer = forms.ChoiceField(
        label="お返事",
        choices=[(YES, "上の内容を、上の機関へ伝えることに同意する"), (NO, "同意しない（何も伝わりません）")],
        widget=ChoiceCards(),
    )
    signature = forms.CharField(
        label="ご署名",
        max_length=60,
        required=False,
        help_text="自筆でお願いします。",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    signed_on = EraDateField(label="ご記入の日", help_text="例：令和8年11月26日", yearless="last")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == YES and not given.get("signature", "").strip():
            self.add_error(
                "signature", "ご同意の用紙に署名がないときは、お電話でお確かめになり、紹介の画面で記録してください。"
            )
        return given


def facts_line(opening: Opening) -> str:
    v = opening.current
    return "・".join(w for w in (specialty_words(v.specialties), days_words(v.days), *duty_words(v), pay_text(v)) if w)


def _confirm(sheet: PaperSheet, form: ConfirmPaper, by: Actor) -> str:
    given = {key.removeprefix(OF_OPENING): v for key, v in form.cleaned_data.items() if key.startswith(OF_OPENING)}
    right = {number: sheet.printed[number] for number, answer in given.items() if answer == RIGHT}
    if right and sheet.institution:
        confirm_openings(openings=right, of=sheet.institution, by=by, confirmed_by=form.cleaned_data["confirmed_by"])
    rest = [number for number, answer in given.items() if answer != RIGHT]
    calls = f"。お電話でうかがう募集：{'、'.join(rest)}" if rest else ""
    return f"{len(right)}件を確認しました{calls}"


def _answer(sheet: PaperSheet, form: AnswerPaper, by: Actor) -> str:
    candidacy, given = sheet.candidacy, form.cleaned_data
    if candidacy is None:
        raise StepRefused(Refusal("candidacy", "どのお話の用紙か、わかりません。"))
    if given["answer"] == YES:
        candidacies.welcome(candidacy=candidacy, by=by)
        return f"{candidacy.number}：会ってみたいとのお返事を記録しました"
    step = "T9" if candidacy.state == State.INSTITUTION_ASKED else "T26"
    code = given["reason_code"]
    candidacies.decline(candidacy=candidacy, by=by, step_id=step, reason=DeclineReason(code).label, reason_code=code)
    return f"{candidacy.number}：見送りのお返事を記録しました"


def _opening(sheet: PaperSheet, form: OpeningPaper, by: Actor) -> str:
    if sheet.opening:
        seen = sheet.opening.versions.get(no=sheet.printed[sheet.opening.number])
        saved = revise_opening(opening=sheet.opening, by=by, terms=form.terms(terms_of(seen)), basis=Basis(seen.no))
        return f"募集 {sheet.opening.number} を第{saved.no}版に直しました"
    institution: Institution | None = sheet.institution
    if institution is None:
        raise StepRefused(Refusal("institution", "どの医療機関の用紙か、わかりません。"))
    made = draft_opening(institution=institution, by=by, terms=form.terms())
    return f"募集の下書き {made.number} をつくりました"


def _application(sheet: PaperSheet, form: ApplicationPaper, by: Actor) -> str:
    given = form.cleaned_data
    made = apply_for_institution(
        key=uuid.uuid5(uuid.NAMESPACE_URL, sheet.code),
        applicant=Applicant(given["person"], given["position"], given["phone"], given["mail"], given["wish"]),
        by=by,
        **form.facts(),
    )
    _told(sheet, made.institution, by)
    return f"お申し込み {made.institution.number} を受け付けました"


def _told(sheet: PaperSheet, institution: Institution, by: Actor) -> None:
    """The explanations stand on the last leaf of the form, and who calls hears them read aloud; the mark 「説明を読みました」 is the
    receipt (職業安定法32条の13)."""
    day = localdate(sheet.made_at)
    if version_on(Audience.EMPLOYER, day) is not None:
        tell_by_hand(
            of=institution, by=by, key=uuid.uuid5(uuid.NAMESPACE_URL, f"told:{sheet.code}"),
            way=ToldBy.ALOUD if sheet.is_call else ToldBy.PAPER, on=day, arrived=True,
        )  # fmt: skip


def _declaration(sheet: PaperSheet, form: DeclarationPaper, by: Actor) -> str:
    if sheet.institution is None:
        raise StepRefused(Refusal("institution", "どの医療機関の用紙か、わかりません。"))
    if set(form.codes) != {code for code, _, _ in wording_on(today()).items}:
        raise StepRefused(Refusal("wording", "申告の文が変わりました。新しい用紙で、もう一度お尋ねください。"))
    given = form.cleaned_data
    made = declare(
        institution=sheet.institution,
        by=by,
        answers=form.answers(),
        declarer=given["declarer"],
        detail=given["detail"],
    )
    return "自己申告を記録しました" + ("。当てはまるものがあります。お電話でうかがってください" if made.applies else "")


def _asked(sheet: PaperSheet) -> CheckIn:
    return CheckIn.objects.select_related("placement__candidacy").get(pk=sheet.printed["checkin"])


def _checkin(sheet: PaperSheet, form: CheckInPaper, by: Actor) -> str:
    done = answer_checkin(
        checkin=_asked(sheet), by=by, answers=form.answers, standings=form.standings, words=form.cleaned_data["words"]
    )
    kind, number = CheckKind(done.kind).label, done.placement.candidacy.number
    return f"{number}（{kind}）のお答えを記録しました" + (
        "。2営業日のうちにご連絡ください" if done.light == Light.RED else ""
    )


def _about(sheet: PaperSheet) -> list[tuple[str, str]]:
    asked = _asked(sheet)
    return [
        ("お答えになる方", "先生" if asked.side == Party.PHYSICIAN else "医療機関"),
        ("時期", CheckKind(asked.kind).label),
        ("お引き合わせの番号", asked.placement.candidacy.number),
    ]


def _wishes(sheet: PaperSheet, form: WishesPaper, by: Actor) -> str:
    if sheet.physician is None:
        raise StepRefused(Refusal("physician", "どの先生の用紙か、わかりません。"))
    no, number = int(sheet.printed["sheet"]), sheet.physician.number
    if form.cleaned_data["answer"] == NO:
        return f"{number}：直したい所があります。お電話でうかがってください"
    approve_wishes(physician=sheet.physician, by=by, no=no)
    accepted = sheet.physician.state == PhysicianState.ACTIVE
    return f"{number}：希望整理シート第{no}版のご確認を記録しました{'。求職を受理しました' if accepted else ''}"


def _written(sheet: PaperSheet) -> list[tuple[str, str]]:
    """The printed version, line by line, with the words it came from."""
    if sheet.physician is None:
        return []
    version = sheet.physician.wish_sheets.select_related("municipality__prefecture").get(no=sheet.printed["sheet"])
    words = words_of(version)
    rows = [(label, _with_words(said, words.get(label, []))) for label, said in wish_rows(version)]
    return [("先生の番号", f"{sheet.physician.number}　第{version.no}版"), *rows]


def _with_words(said: str, words: list[str]) -> str:
    return f"{said}\n（{'、'.join(f'「{word}」' for word in words)}）" if said and words else said


def _asked_about(sheet: PaperSheet) -> Referral:
    return Referral.objects.select_related("partner", "physician").get(pk=sheet.printed["referral"])


def _referral(sheet: PaperSheet, form: ReferralPaper, by: Actor) -> str:
    found, channel = _asked_about(sheet), Channel(by.channel)
    if form.cleaned_data["answer"] == NO:
        refuse(referral=found, by=by, channel=channel)
        return f"{found.number}：同意なさらないとのお返事を記録しました"
    consent(referral=found, by=by, channel=channel)
    return f"{found.number}：ご同意を記録しました"


def _referred(sheet: PaperSheet) -> list[tuple[str, str]]:
    found = _asked_about(sheet)
    where = f"{found.partner.name}\n{found.partner.address}\n窓口 {found.partner.contact}"
    until = f"{western_with_era(found.expires_on)}まで（いつでも取り消せます）"
    return [("お伝えする相手", where), ("期限", until), *referral_rows(found)]


def _house(sheet: PaperSheet) -> list[tuple[str, str]]:
    return [("医療機関", sheet.institution.name)] if sheet.institution else []


def _on_call(sheet: PaperSheet) -> dict[str, Any]:
    """Whoever answers the telephone answers today."""
    return {"confirmed_by": sheet.spoke_with, "signed_on": today()} if sheet.is_call else {}


TWINS: dict[PaperKind, Twin] = {
    PaperKind.CONFIRM: Twin(
        PaperKind.CONFIRM,
        "公開中の募集が今も正しいかを、印でお知らせください。ファクスか郵便でお返しください。",
        lambda sheet, data=None: ConfirmPaper(data, sheet=sheet, initial=_on_call(sheet)),
        _confirm,
        facts=_house,
    ),
    PaperKind.OPENING: Twin(
        PaperKind.OPENING,
        "わかる所だけで結構です。診療のようすや暮らしは、あとからお電話でうかがいます。",
        lambda sheet, data=None: (OpeningCall if sheet.is_call else OpeningPaper)(
            data, initial=initial_of(sheet.opening.current) if sheet.opening else None
        ),
        _opening,
        facts=_house,
    ),
    PaperKind.ANSWER: Twin(
        PaperKind.ANSWER,
        "お名前を伏せてご紹介した先生について、お返事をお願いします。",
        lambda sheet, data=None: AnswerPaper(data),
        _answer,
        decides=True,
        facts=lambda sheet: [*_house(sheet), ("お引き合わせの番号", sheet.candidacy.number if sheet.candidacy else "")],
    ),
    PaperKind.APPLICATION: Twin(
        PaperKind.APPLICATION,
        "医師をお求めの医療機関・自治体のお申し込みの用紙です。確認のお電話は、公表されている代表の番号へ差し上げます。",
        lambda sheet, data=None: ApplicationPaper(data),
        _application,
    ),
    PaperKind.DECLARATION: Twin(
        PaperKind.DECLARATION,
        "職業紹介事業者が求人をお断りできる場合に当たらないかを、年に1回お尋ねしています。",
        lambda sheet, data=None: DeclarationPaper(data, wording=wording_on(localdate(sheet.made_at))),
        _declaration,
        facts=_house,
    ),
    PaperKind.CHECKIN: Twin(
        PaperKind.CHECKIN,
        "着任のあとのご様子をうかがいます。お答えは担当者だけが読み、お相手には伝わりません。",
        lambda sheet, data=None: CheckInPaper(data, checkin=_asked(sheet)),
        _checkin,
        decides=True,
        facts=_about,
    ),
    PaperKind.WISHES: Twin(
        PaperKind.WISHES,
        "お話をうかがい、ご希望を下のように書きとめました。かっこの中は、先生のお言葉です。よろしければ印を付けて、ファクスか郵便でお返しください。",
        lambda sheet, data=None: WishesPaper(data),
        _wishes,
        facts=_written,
    ),
    PaperKind.REFERRAL: Twin(
        PaperKind.REFERRAL,
        "先生を、私どもと取り決めのある紹介機関へご紹介してよいか、うかがいます。お伝えするのは、下の内容だけです。同意なさらなくても、私どもからのご紹介に変わりはありません。",
        lambda sheet, data=None: ReferralPaper(data),
        _referral,
        decides=True,
        facts=_referred,
    ),
}
