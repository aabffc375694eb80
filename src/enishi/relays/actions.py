"""Acts on shared posts: written by the institution or the desk, planned at the desk, and decided on there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.actions import edit_proposal, suggest
from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import explanation_for
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.halfdays import compact_words
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.engine.relay.problem import MOST_MEMBERS
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.relays.jobs import find
from enishi.relays.models import RelayMember, RelayPlan, RelayPost
from enishi.relays.planning import member_row, span_words

PREFIX = "R"
FIELDS = ("slots", "starts_on", "months", "stay", "permitted", "together", "note")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an institution needs. slots: codes of half-days; starts_on: first of a month; months, stay: whole months."""

    slots: tuple[str, ...]
    starts_on: date
    months: int
    stay: int
    permitted: bool
    together: bool
    note: str

    @property
    def row(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FIELDS} | {"slots": list(self.slots)}


@transaction.atomic
def ask_relay(*, opening: Opening, terms: Terms, key: UUID, by: Actor) -> RelayPost:
    """A new shared post under an opening; the same key again is the same post. Raises StepRefused."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    _check(opening, terms)
    post, made = RelayPost.objects.get_or_create(
        key=key, defaults={"number": number, "opening": opening, "made_by_id": by.user_id, **terms.row}
    )
    if made:
        _record("ask_relay", post, by)
    return post


@transaction.atomic
def change_relay(*, post: RelayPost, terms: Terms, seen: int, by: Actor) -> RelayPost:
    """Other terms. seen: `changes` as the page showed it. Raises StepRefused where another saved it meanwhile, a plan was
    decided on, or it was taken back."""
    row = _locked(post)
    if all(getattr(row, name) == value for name, value in terms.row.items()):
        return row
    if row.changes != seen:
        raise StepRefused(
            Refusal("stale", "ほかの方が先に直していました。いまの内容をご覧のうえ、もう一度お書きください。")
        )
    _refuse_decided(row)
    _check(row.opening, terms)
    for name, value in terms.row.items():
        setattr(row, name, value)
    row.changes += 1
    row.save()
    _record("change_relay", row, by)
    return row


@transaction.atomic
def close_relay(*, post: RelayPost, by: Actor) -> RelayPost:
    """Taken back. Again: nothing happens."""
    row = _locked(post)
    if row.closed_at is None:
        row.closed_at = now()
        row.save(update_fields=["closed_at"])
        _record("close_relay", row, by)
    return row


@transaction.atomic
def look_for_plan(*, post: RelayPost, chosen: Mapping[Physician, tuple[int, int | None]], by: Actor) -> RelayPlan:
    """A plan to be found by a job among these physicians: each with the first month (from 0) and the most months, or None.

    Raises StepRefused without anybody, with more than can be planned at once, or when the post is decided on.
    """
    row = _locked(post)
    _refuse_decided(row)
    if not 1 <= len(chosen) <= MOST_MEMBERS:
        raise StepRefused(Refusal("members", f"先生を1人から{MOST_MEMBERS}人までお選びください。"))
    last = row.plans.order_by("-no").first()
    plan = RelayPlan.objects.create(
        post=row, no=(last.no if last else 0) + 1, post_changes=row.changes, made_by_id=by.user_id
    )
    for physician, (first, most) in chosen.items():
        member = member_row(row, physician, first, most)
        member.plan = plan
        member.save()
    find.defer(plan=plan.pk)
    _record("look_for_relay_plan", row, by, plan=plan.no)
    return plan


@transaction.atomic
def adopt_plan(*, plan: RelayPlan, by: Actor) -> RelayPlan:
    """進める: every physician of the plan becomes a candidacy of the opening (T1), one in talks already stays that one.

    The draft of each new proposal says which months and half-days the plan asks. Raises StepRefused where a guard of one of
    them refuses (nothing is made then), the post was changed since, or a post for all together has a gap.
    """
    post = _locked(plan.post)
    row = RelayPlan.objects.select_for_update().get(pk=plan.pk)
    if row.adopted_at is not None:
        return row
    _refuse_decided(post)
    if row.found_at is None:
        raise StepRefused(Refusal("unfound", "組み合わせをさがしているところです。少しお待ちください。"))
    if row.post_changes != post.changes:
        raise StepRefused(Refusal("changed", "このあとで必要な曜日や月が変わりました。もう一度おさがしください。"))
    if post.together and not row.is_whole:
        raise StepRefused(
            Refusal("gaps", "全員がそろってから始める席です。空きと引き継ぎが残っているため、まだ進められません。")
        )
    members = [member for member in row.members.select_related("physician").order_by("pk") if member.stints]
    if not members:
        raise StepRefused(Refusal("nobody", "来られる先生がいらっしゃらない案は、進められません。"))
    for member in members:
        member.candidacy = _candidacy(post, member, by)
        member.save(update_fields=["candidacy"])
    row.adopted_at = now()
    row.save(update_fields=["adopted_at"])
    _record("adopt_relay_plan", post, by, plan=row.no, candidacies=[m.candidacy.number for m in members if m.candidacy])
    return row


def stint_words(post: RelayPost, stints: Iterable[list[Any]]) -> list[str]:
    """「2027年4月〜6月　月・火の午前・午後（週4コマ）」, months with the same half-days together."""
    words = []
    for first, patterns in stints:
        start = 0
        for at in range(1, len(patterns) + 1):
            if at == len(patterns) or patterns[at] != patterns[start]:
                span = span_words(post, first + start, first + at - 1)
                words.append(f"{span}　{compact_words(patterns[start])}")
                start = at
    return words


def _candidacy(post: RelayPost, member: RelayMember, by: Actor) -> Candidacy:
    talk = Candidacy.objects.still_open().filter(physician=member.physician, opening=post.opening).first()
    if talk is not None:
        return talk
    reasons = explanation_for(member.physician, post.opening)
    talk = suggest(physician=member.physician, opening=post.opening, by=by, reasons=reasons)
    asked = "、".join(stint_words(post, member.stints))
    words = f"ほかの先生方と分け合って診療を続ける「リレー常勤」のご提案です。先生にお願いしたいのは、{asked}です。"
    edit_proposal(candidacy=talk, by=by, opening_words=words)
    return talk


def _check(opening: Opening, terms: Terms) -> None:
    found = []
    if opening.state in (OpeningState.CLOSED, OpeningState.DRAFT):
        found.append(Refusal("opening", "公開中の募集をお選びください。"))
    if not terms.slots:
        found.append(Refusal("slots", "必要な曜日と時間を、一つ以上お選びください。"))
    if (terms.starts_on.year, terms.starts_on.month) < (today().year, today().month):
        found.append(Refusal("starts_on", "始まりの月は、今月よりあとの月にしてください。"))
    if terms.stay > terms.months:
        found.append(Refusal("stay", "お一人に続けてほしい月数は、全体の月数までにしてください。"))
    if found:
        raise StepRefused(*found)


def _refuse_decided(post: RelayPost) -> None:
    if post.closed_at is not None:
        raise StepRefused(Refusal("closed", "この席は取り下げられています。"))
    if post.plans.filter(adopted_at__isnull=False).exists():
        raise StepRefused(Refusal("adopted", "この席は、進める組み合わせがもう決まっています。"))


def _locked(post: RelayPost) -> RelayPost:
    return RelayPost.objects.select_for_update(of=("self",)).select_related("opening__current").get(pk=post.pk)


def _record(action: str, post: RelayPost, by: Actor, **details: Any) -> None:
    record(by=by, action=action, object_type="relay_post", object_number=post.number, **details)
