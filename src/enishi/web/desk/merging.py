"""/desk/duplicates: records that look like one person, place or post, laid side by side, made one, or known to be two."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import StepRefused
from enishi.institutions.access import institution_for
from enishi.merging.actions import UNDO_FOR, keep_apart, merge_records, undo_merge
from enishi.merging.enums import Kind, Side
from enishi.merging.handling import Choice, Plan
from enishi.merging.kinds import HANDLINGS
from enishi.merging.models import Merge
from enishi.merging.of_openings import TERM
from enishi.merging.plan import plan_of
from enishi.merging.querysets import better_kept, pairs_waiting, signs_of
from enishi.merging.undoing import what_came_since, what_stayed
from enishi.openings.access import opening_for
from enishi.openings.conditions import readable_terms
from enishi.physicians.access import identities_of, physician_for
from enishi.physicians.hearing.topics import BY_KEY
from enishi.physicians.interview_notes import texts_of
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, READERS, ROWS_ON_A_PAGE, decides, press
from enishi.web.desk.merging_cards import CARDS, HOME
from enishi.web.desk.sheets import timeline, wish_rows
from enishi.web.desk.undo import offer_undo
from enishi.web.institution.merging import label_of, words_of

EDIT = ["GET", "HEAD", "POST"]
DOORS: dict[Kind, Any] = {
    Kind.PHYSICIAN: physician_for,
    Kind.INSTITUTION: institution_for,
    Kind.OPENING: opening_for,
}
KIND_OF = {"P": Kind.PHYSICIAN, "I": Kind.INSTITUTION, "O": Kind.OPENING}
"""By the first letter of a number."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the pages speak of one kind. these: what is listed; apart: said of two that are not one; told: who hears of it."""

    title: str
    these: str
    alike: str
    apart: str
    apart_done: str
    sure: str
    example: str
    one: str
    hidden: str
    ledger: str
    told: str
    heard: str
    moment: str


WORDS = {
    Kind.PHYSICIAN: Words(
        "同じ方かもしれない登録",
        "医籍登録番号・生年月日・ふりがな・ご連絡先が同じ、または似ているご登録です。確かなものから並んでいます。お名前を読んだことは、記録に残ります。",
        "おそらく同じ方",
        "これは別の方です",
        "別の方として記録しました。",
        "同じ先生であることを、どのようにお確かめになりましたか",
        "例：お電話で、ご本人にうかがいました。",
        "同じ方",
        "伏せる相手は、両方の登録の全員を伏せます。",
        "求職管理簿の番号と受理の日は、両方ともそのまま残ります。",
        "先生に、ふだんの方法でお知らせします。",
        "先生にお知らせします",
        "先生から「前にも登録した」とうかがったときに。P-2026-0001 のような番号をご入力ください。",
    ),
    Kind.INSTITUTION: Words(
        "同じ医療機関かもしれない登録",
        "国の一覧の施設・名称と市区町村・電話番号・法人と所在地が同じご登録です。確かなものから並んでいます。",
        "おそらく同じ医療機関",
        "これは別の医療機関です",
        "別の医療機関として記録しました。",
        "同じ医療機関であることを、どのようにお確かめになりましたか",
        "例：代表の番号へお電話し、事務長にうかがいました。",
        "同じ医療機関",
        "どちらかの登録を伏せている先生は、これからも伏せたままです。お名前も数も、医療機関には伝わりません。",
        "求人管理簿と求職管理簿の記載は、受け付けたときのまま残ります。",
        "両方の担当の方に、お知らせします。",
        "担当の方にお知らせします",
        "医療機関から「登録が二つある」とうかがったときに。I-2026-0001 のような番号をご入力ください。",
    ),
    Kind.OPENING: Words(
        "同じ募集かもしれないもの",
        "同じ医療機関の募集で、管理番号が同じもの、または診療科・働き方・日数と、見出しか曜日が似ているものです。二つの方法で届いた同じ募集を、ここで見つけます。",
        "おそらく同じ募集",
        "これは別の募集です",
        "別の募集として記録しました。",
        "同じ募集であることを、どのようにお確かめになりましたか",
        "例：お電話で、事務長にうかがいました。",
        "同じ募集",
        "先生にお示しした条件の版は、そのまま残ります。",
        "求人管理簿の番号・受付の日・ご紹介は、両方の番号にそのまま残ります。",
        "医療機関の担当の方に、お知らせします。",
        "担当の方にお知らせします",
        "医療機関から「同じ募集が二つある」とうかがったときに。O-2026-0001 のような番号をご入力ください。",
    ),
}


class NumbersForm(EnishiForm):
    """Two that nobody found: somebody told us."""

    one = forms.CharField(label="番号", max_length=12, widget=forms.TextInput(attrs={"class": "w-m"}))
    other = forms.CharField(label="もう一つの番号", max_length=12, widget=forms.TextInput(attrs={"class": "w-m"}))

    def __init__(self, actor: Actor, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.kind = actor, kind

    def clean(self) -> dict[str, Any]:
        for name in ("one", "other"):
            if name in self.cleaned_data:
                self.cleaned_data[name] = self._found(name)
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if one is not None and one == other:
            self.add_error("other", "＊同じ番号です。もう一つの番号をご入力ください。")
        return self.cleaned_data

    def _found(self, name: str) -> Any:
        number = self.cleaned_data[name].strip().upper()
        found = HANDLINGS[self.kind].model.objects.visible_to(self.actor).filter(number=number).first()
        if found is None:
            letter = next(letter for letter, kind in KIND_OF.items() if kind is self.kind)
            self.add_error(name, f"＊この番号が見つかりません。{letter}-2026-0001 のような番号をご入力ください。")
        return found


class MergeForm(EnishiForm):
    """The sides of what must be chosen, how the desk made sure, and what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, plan: Plan, words: Words, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["reason"].label, self.fields["reason"].help_text = words.sure, words.example
        for choice in plan.choices:
            self.fields[choice.key] = forms.ChoiceField(
                label=choice.title,
                choices=[(Side.KEPT, choice.kept), (Side.ABSORBED, choice.absorbed)],
                initial=choice.default,
                widget=ChoiceCards(
                    two_columns=True,
                    hints={
                        str(Side.KEPT): f"残すほう（{plan.kept.number}）",
                        str(Side.ABSORBED): f"まとめるほう（{plan.absorbed.number}）",
                    },
                ),
            )

    @property
    def sides(self) -> dict[str, Side]:
        """Of a valid form."""
        return {choice.key: Side(self.cleaned_data[choice.key]) for choice in self.plan.choices}

    def fields_of(self, choices: list[Choice]) -> list[Any]:
        return [self[choice.key] for choice in choices]


@roles(*READERS)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of one kind that wait, the surest first; below, two numbers to be laid side by side."""
    actor = actor_in(request)
    asked = "one" in request.GET
    kind = request.GET.get("kind", "")
    kind = Kind(kind) if kind in set(Kind) else Kind.PHYSICIAN
    form = NumbersForm(actor, kind, request.GET if asked else None)
    if asked and decides(actor) and form.is_valid():
        kept, absorbed = better_kept(form.cleaned_data["one"], form.cleaned_data["other"])
        return redirect("desk_merge", kept.number, absorbed.number)
    waiting = {one: pairs_waiting(one) for one in Kind}
    page = Paginator(waiting[kind], ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    pairs = list(page.object_list)
    names = _names(kind, [row for pair in pairs for row in (pair.one, pair.other)], actor)
    rows = [
        {
            "pair": pair,
            "kept": better_kept(pair.one, pair.other)[0],
            "absorbed": better_kept(pair.one, pair.other)[1],
            "cards": [CARDS[kind](row, names, short=True) for row in (pair.one, pair.other)],
            "signs": [sign.label for sign in pair.signs],
        }
        for pair in pairs
    ]
    context = {
        "kind": kind,
        "words": WORDS[kind],
        "tabs": [(one, one.label, len(pairs)) for one, pairs in waiting.items()],
        "page": page,
        "rows": rows,
        "form": form,
        "decides": decides(actor),
        "merges": Merge.objects.filter(kind=kind, at__gt=now() - UNDO_FOR).select_related("by"),
        "crumbs": [HOME[kind], (WORDS[kind].title, "")],
    }
    return render(request, "desk/duplicates.html", context)


def _names(kind: Kind, records: list[Any], actor: Actor) -> dict[int, Any]:
    """Identities of physicians, each reading logged; nothing of the others, whose names are no secret."""
    return identities_of(records, by=actor) if kind is Kind.PHYSICIAN else {}


def _two(actor: Actor, number: str, other: str) -> tuple[Kind, Any, Any]:
    """Two records of one kind, each through its own door; else 404."""
    kind = KIND_OF.get(number[:1].upper())
    if kind is None or KIND_OF.get(other[:1].upper()) is not kind:
        raise Http404
    one, two = DOORS[kind](actor, number), DOORS[kind](actor, other)
    if one.pk == two.pk:
        raise Http404
    return kind, one, two


def _back_to(kind: Kind) -> str:
    return f"{reverse('desk_duplicates')}?kind={kind}"


@roles(*DECIDERS)
@require_POST
def apart(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """これは別の方です: the pair is not shown again."""
    actor = actor_in(request)
    kind, one, two = _two(actor, number, other)
    made = keep_apart(one=one, other=two, by=actor)
    offer_undo(request, f"{one.number} と {two.number} は、{WORDS[kind].apart_done}", "apart", made.pk, str(kind))
    return redirect(_back_to(kind))


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def merge(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """Both side by side: what is chosen, what moves, what stands against it; then the one button."""
    actor = actor_in(request)
    kind, kept, absorbed = _two(actor, number, other)
    words, names = WORDS[kind], _names(kind, [kept, absorbed], actor)
    plan = _in_words(plan_of(kept, absorbed))
    form = MergeForm(plan, words, request.POST or None, initial={"seen": plan.token})
    if request.method == "POST" and form.is_valid():
        try:
            done = merge_records(
                kept=kept,
                absorbed=absorbed,
                by=actor,
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                chosen=form.sides,
            )
            return redirect("desk_merged", done.pk)
        except OperationalError:  # somebody writes to one of the talks: one of the two had to give way
            form.add_error(None, "ちょうど同じときに、ほかの方の手続きがありました。もう一度お押しください。")
        except StepRefused as refused:
            _, kept, absorbed = _two(actor, number, other)
            plan = _in_words(plan_of(kept, absorbed))
            form = _shown_anew(plan, words, request, refused)
    context = {
        "kind": kind,
        "words": words,
        "plan": plan,
        "form": form,
        "choices": form.fields_of(plan.choices),
        "sides": [
            (Side.KEPT.label, CARDS[kind](kept, names)),
            (Side.ABSORBED.label, CARDS[kind](absorbed, names)),
        ],
        "signs": [sign.label for sign in signs_of(kept, absorbed)],
        "days": UNDO_FOR.days,
        "crumbs": [HOME[kind], (words.title, _back_to(kind)), ("見比べて一つにする", "")],
    }
    return render(request, "desk/merge.html", context)


def _in_words(plan: Plan) -> Plan:
    """Facts of an opening as its own form calls and writes them."""
    plan.choices = [
        replace(
            c, title=label_of(c.title), kept=words_of(c.title, c.values[0]), absorbed=words_of(c.title, c.values[1])
        )
        if c.key.startswith(TERM)
        else c
        for c in plan.choices
    ]
    return plan


def _shown_anew(plan: Plan, words: Words, request: HttpRequest, refused: StepRefused) -> MergeForm:
    """What was typed and chosen, on the page as it stands now, with the reasons against it."""
    given = request.POST.copy()
    given["seen"] = plan.token
    for choice in plan.choices:  # one that has come since is decided as proposed
        given.setdefault(choice.key, str(choice.default))
    form = MergeForm(plan, words, given)
    form.is_valid()
    known = {refusal.code for refusal in plan.refusals}
    for refusal in refused.refusals:
        if refusal.code not in known:  # those stand on the page already
            form.add_error(None, refusal.sentence)
    return form


@roles(*READERS)
@require_safe
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge: what went where, until when it can be taken back, and the history of the number that ended."""
    actor = actor_in(request)
    found = get_object_or_404(Merge.objects.select_related("by", "undone_by"), pk=pk)
    kind = Kind(found.kind)
    handling = HANDLINGS[kind]
    kept = get_object_or_404(handling.model, pk=found.kept)
    while kept.merged_into is not None:
        kept = kept.merged_into
    absorbed = get_object_or_404(handling.model, pk=found.absorbed)
    names = _names(kind, [kept, absorbed], actor)
    until = found.at + UNDO_FOR
    context = {
        "kind": kind,
        "words": WORDS[kind],
        "merge": found,
        "kept": CARDS[kind](kept, names, short=True),
        "beside": _of_absorbed(kind, absorbed),
        "until": until,
        "in_time": now() <= until,
        "decides": decides(actor),
        "came_since": what_came_since(found) if found.undone_at is None else [],
        "stayed": what_stayed(found),
        "timeline": timeline(absorbed.transitions.select_related("actor"), handling.machine.workflow),
        "crumbs": [HOME[kind], (kept.number, CARDS[kind](kept, names, short=True)["url"]), ("一つにした記録", "")],
    }
    return render(request, "desk/merged.html", context)


def _of_absorbed(kind: Kind, absorbed: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """(title, rows) of what stayed with the number that ended and is still worth reading."""
    if kind is Kind.PHYSICIAN:
        notes = [(BY_KEY[topic].title, text) for topic, text in texts_of(absorbed).items() if topic in BY_KEY]
        return [("希望整理シート", wish_rows(absorbed.wishes)), *([("面談の記録", notes)] if notes else [])]
    if kind is Kind.OPENING and absorbed.current is not None:
        return [("労働条件", [(row.label, row.text) for row in readable_terms(absorbed.current) if row.text])]
    return []


@roles(*DECIDERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """元に戻す."""
    actor = actor_in(request)
    found = get_object_or_404(Merge, pk=pk)
    return press(
        request,
        lambda: undo_merge(merge=found, by=actor),
        f"{found.kept_number} と {found.absorbed_number} を、元の二つに戻しました。",
        reverse("desk_merged", args=[pk]),
    )
