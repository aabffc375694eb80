"""Two openings of one institution about one post, sent twice or by two ways."""

from typing import Any

from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.workflow import Refusal, StepRefused
from enishi.merging import notices as texts
from enishi.merging.clashes import clashing, table_of
from enishi.merging.enums import Kind, Side
from enishi.merging.handling import Choice, Handling, Job, Plan
from enishi.merging.models import Merge
from enishi.merging.relations import OPENING
from enishi.merging.rows import read
from enishi.openings.actions import MACHINE, TERMS, revise_opening, terms_of
from enishi.openings.enums import OVER, OpeningState
from enishi.openings.models import Opening
from enishi.openings.versions import differing, flat, nested

AGREEING = (State.OFFERED, State.AGREED, State.CONTRACTED)
"""A formal offer was made, and work has not begun."""
TERM = "terms."


class OfOpenings(Handling):
    kind = Kind.OPENING
    model = Opening
    machine = MACHINE
    into, back, merged = "O6", "O7", OpeningState.MERGED
    relations = OPENING
    how_sure = "同じ募集であることを、どのようにお確かめになったかをご記入ください。"

    def refusals(self, kept: Opening, absorbed: Opening) -> list[Refusal]:
        if kept.pk == absorbed.pk:
            return [Refusal("same", "同じ番号です。一つにする二つの番号をお選びください。")]
        if over := [o.number for o in (kept, absorbed) if o.state in OVER]:
            words = "・".join(over)
            return [Refusal("over", f"{words} は、募集を終えたか、すでにほかの募集と一つになっています。")]
        return [
            *_of_house(kept, absorbed),
            *_of_order(kept, absorbed),
            *_of_clashes(kept, absorbed),
            *_of_agreements(kept, absorbed),
        ]

    def compare(self, plan: Plan) -> None:
        """One choice for each fact in which the terms differ; what the kept one does not say at all is proposed from the other."""
        one, other = (flat(terms_of(o.current)) for o in (plan.kept, plan.absorbed))
        for key in sorted(differing(one, other)):
            a, b = one.get(key), other.get(key)
            default = Side.ABSORBED if a in (None, "", []) and b not in (None, "", [], False) else Side.KEPT
            plan.choices.append(Choice(f"{TERM}{key}", key, str(a or ""), str(b or ""), default, (a, b)))
        if plan.absorbed.external_number and not plan.kept.external_number:
            plan.fills.append(("管理番号", plan.absorbed.external_number))

    def finish(self, plan: Plan) -> None:
        kept, absorbed = plan.kept, plan.absorbed
        plan.account = f"{absorbed.number} のページは、{kept.number} へご案内します。検索と、先生へのご提案に出るのは {kept.number} だけになります。"
        plan.ends = [
            "お示しした条件と違うところのあるお話では、先生に、条件が変わったことをお知らせします。",
            f"募集の確認の日は、{kept.number} のものを使います。",
        ]

    def join(self, job: Job) -> None:
        kept, absorbed, recorder = job.kept, job.absorbed, job.recorder
        if absorbed.external_number and not kept.external_number:
            number = absorbed.external_number
            recorder.set(Opening, absorbed.pk, {"external_number": ""})
            recorder.set(Opening, kept.pk, {"external_number": number})
        one, other = (flat(terms_of(o.current)) for o in (kept, absorbed))
        chosen = {key for key in differing(one, other) if job.wants_absorbed(f"{TERM}{key}")}
        if not chosen:
            return
        facts = {key: value for key, value in one.items() if key not in chosen}
        facts |= {key: other[key] for key in chosen if key in other}
        terms = nested(facts, TERMS)
        before = read(Opening, [kept.pk], ["current_id"])[kept.pk]
        try:
            revise_opening(
                opening=kept, by=job.by, terms={name: terms[name] for name in {k.partition(".")[0] for k in chosen}}
            )
        except StepRefused as refused:
            raise StepRefused(
                *(Refusal(r.code, f"お選びの内容では公開を続けられません。{r.sentence}") for r in refused.refusals)
            ) from refused
        recorder.note(Opening, kept.pk, before, read(Opening, [kept.pk], ["current_id"])[kept.pk])

    def rows_to_move(self, job: Job, model: Any, rows: Any) -> tuple[Any, set[int]]:
        if model is Candidacy:
            return rows, set(rows.filter(introduced_on__isnull=False).values_list("pk", flat=True))
        return rows, set()

    def tell_matching(self, job: Job) -> None:
        changed(Subject.OPENING, job.kept.pk)
        changed(Subject.OPENING, job.absorbed.pk)

    def tell(self, job: Job, merge: Merge) -> None:
        texts.tell_people_of(job.kept.institution, "IN10", merge, job.kept.number)

    def undone(self, kept: Opening, absorbed: Opening, merge: Merge, by: Actor) -> None:
        changed(Subject.OPENING, kept.pk)
        changed(Subject.OPENING, absorbed.pk)
        texts.tell_people_of(kept.institution, "IN10u", merge, kept.number)


def _of_house(kept: Opening, absorbed: Opening) -> list[Refusal]:
    if kept.institution_id != absorbed.institution_id:
        return [
            Refusal(
                "house",
                "医療機関が違います。同じ医療機関の登録が二つあるときは、先に医療機関を一つにしてください。",
            )
        ]
    return []


def _of_order(kept: Opening, absorbed: Opening) -> list[Refusal]:
    """What is in public, and what stands in the ledger of openings, is kept: talks and referrals go on under it."""
    if absorbed.received_on and not kept.received_on:
        return [
            Refusal(
                "ledger",
                f"{absorbed.number} は求人を受け付けた募集です。{absorbed.number} を残すほうに入れかえてください。",
            )
        ]
    if absorbed.state == OpeningState.PUBLISHED != kept.state:
        return [
            Refusal("published", f"{absorbed.number} は公開中です。{absorbed.number} を残すほうに入れかえてください。")
        ]
    return []


def _of_clashes(kept: Opening, absorbed: Opening) -> list[Refusal]:
    return [
        Refusal(f"clash:{model._meta.model_name}", relation.refuse)
        for model, field, relation in table_of(Opening, OPENING)
        if relation.refuse and clashing(model, field, kept.pk, absorbed.pk)
    ]


def _of_agreements(kept: Opening, absorbed: Opening) -> list[Refusal]:
    """Two posts were promised where one post is sought: people say first which promise stands."""
    promised = [
        set(o.candidacies.filter(state__in=AGREEING).values_list("number", flat=True)) for o in (kept, absorbed)
    ]
    room = kept.current.headcount if kept.current else 1
    if all(promised) and len(promised[0] | promised[1]) > room:
        words = "・".join(sorted(promised[0] | promised[1]))
        return [
            Refusal(
                "agreements",
                f"両方の募集で、条件のご提示まで進んだお話（{words}）があります。募集の人数は{room}人です。人数を直すか、お話を終えてから、お進みください。",
            )
        ]
    return []
