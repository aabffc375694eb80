"""What waits for this institution today: each line one sentence, one date, one action."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from enishi.accounts.roles import Role
from enishi.aftercare.access import checkins_of
from enishi.aftercare.enums import CheckKind
from enishi.candidacies.dialogue import CLAUSES_CLOSED, TALKING
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement, Question
from enishi.candidacies.querysets import CandidacyQuerySet
from enishi.candidacies.track import open_steps
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import Party
from enishi.institutions.access import own_institution
from enishi.institutions.declaration_rules import Standing
from enishi.institutions.declarations import last_declaration, proposed_until, standing_of
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.rules import AMBER_AFTER_DAYS, Freshness
from enishi.referrals.access import referrals_for
from enishi.referrals.enums import Standing as Asked
from enishi.visits.enums import VisitEnd
from enishi.visits.models import Visit
from enishi.web.institution.access import EDITORS

APPROVERS = frozenset({Role.INSTITUTION_ADMIN, Role.INSTITUTION_APPROVER})
MANY_YEARS = date.max


@dataclass(frozen=True, slots=True)
class Task:
    """One line. due: None where the law or our promise names no day; detail: what it is about, never a name."""

    text: str
    detail: str
    action: str
    href: str
    due: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < today()


def tasks_for(actor: Actor) -> list[Task]:
    """Everything that waits, the nearest date first."""
    # Which talks these are is asked once: with the reader's rights in every question each took the database ten milliseconds.
    seen = list(Candidacy.objects.visible_to(actor).values_list("pk", flat=True))
    own = Candidacy.objects.filter(pk__in=seen).select_related("opening__current")
    found = [
        *_answers(own),
        *_questions(own),
        *_clauses(own),
        *_offers(own, actor),
        *_contracts(own),
        *_starts(own),
        *_openings(actor),
        *_declaration(actor),
        *_visits(own, actor),
        *_checkins(actor),
        *_referrals(actor),
    ]
    return sorted(found, key=lambda task: task.due or MANY_YEARS)


def _about(candidacy: Candidacy) -> str:
    return f"番号 {candidacy.number}　{candidacy.opening.current.title}"


def _talk(candidacy: Candidacy, part: str = "") -> str:
    return f"/inst/talks/{candidacy.number}{part}"


def _answers(own: CandidacyQuerySet) -> Iterator[Task]:
    for c in own.filter(state=State.INSTITUTION_ASKED):
        yield Task(
            "候補の先生がいらっしゃいます。会ってみたいか、お返事をお願いします。",
            _about(c),
            "概要を見る",
            _talk(c),
            c.due_on,
        )


def _questions(own: CandidacyQuerySet) -> Iterator[Task]:
    waiting = Question.objects.filter(candidacy__in=own.filter(state__in=TALKING), side=Party.PHYSICIAN, answers=None)
    for q in waiting.select_related("candidacy__opening__current"):
        yield Task(
            "先生からのご質問に、回答をお願いします。",
            _about(q.candidacy),
            "回答する",
            _talk(q.candidacy, f"#t{q.pk}"),
            q.due_on,
        )


def _clauses(own: CandidacyQuerySet) -> Iterator[Task]:
    drafts = own.filter(
        state__in=TALKING - CLAUSES_CLOSED,
        clauses__withdrawn_at=None,
        clauses__accepted_by_institution_at=None,
        clauses__isnull=False,
    )
    for c in drafts.annotate(drafts=Count("clauses", distinct=True)):
        text = f"合意事項の案が{c.drafts}件あります。承諾するか、直してほしい点をお知らせください。"
        yield Task(text, _about(c), "案を見る", _talk(c, "#talk"))


def _offers(own: CandidacyQuerySet, actor: Actor) -> Iterator[Task]:
    approves = actor.role in APPROVERS
    for c in own.filter(state=State.TERMS).prefetch_related("agreement_versions__track"):
        version = max(c.agreement_versions.all(), key=lambda v: v.no, default=None)
        if version is None:
            continue
        steps = open_steps(version)
        due = steps[0].expected_on if steps else c.due_on
        if not steps or (len(steps) == 1 and steps[0].in_person):
            text = (
                "条件合意書の案ができました。読んで、先生へご提示ください。"
                if approves
                else "条件合意書の案ができました。承認の権限をお持ちの方の確認を待っています。"
            )
        elif steps[0].in_person and not approves:
            text = f"条件合意書の案が、{steps[0].label}の段にあります。承認を待っています。"
        else:
            text = f"条件合意書の案が、{steps[0].label}の段にあります。済みましたら、記録をお願いします。"
        yield Task(text, _about(c), "決裁のページを開く", _talk(c, "/track" if steps else "#terms"), due)


def _contracts(own: CandidacyQuerySet) -> Iterator[Task]:
    for c in own.filter(state=State.AGREED, placement=None):
        yield Task(
            "条件合意書が成立しました。結んだ契約を記録してください。",
            _about(c),
            "契約を記録する",
            _talk(c, "#contract"),
            c.due_on,
        )


def _starts(own: CandidacyQuerySet) -> Iterator[Task]:
    rows = Placement.objects.filter(candidacy__in=own.filter(state=State.CONTRACTED), starts_on__lte=today())
    for p in rows.select_related("candidacy__opening__current"):
        yield Task(
            "勤務の始まる日になりました。免許証の原本を確かめ、記録してください。",
            _about(p.candidacy), "勤務の開始を記録する", _talk(p.candidacy, "#start"), p.starts_on,
        )  # fmt: skip


def _openings(actor: Actor) -> Iterator[Task]:
    own = Opening.objects.visible_to(actor).with_terms()
    for o in own.filter(state=OpeningState.PUBLISHED):
        if o.freshness is Freshness.FRESH or o.confirmed_at is None:
            continue
        asked_by = timezone.localdate(o.confirmed_at) + timedelta(days=AMBER_AFTER_DAYS)
        hidden = "いまは検索に出ていません。" if o.freshness is Freshness.HIDDEN else ""
        text = f"募集の内容が今も正しいか、お確かめください。{hidden}"
        yield Task(text, f"番号 {o.number}　{o.current.title}", "内容を確かめる", "/inst/openings/confirm", asked_by)
    for o in own.filter(state__in=[OpeningState.DRAFT, OpeningState.CHECKING]):
        detail = f"番号 {o.number}　{o.current.title}"
        yield Task("公開していない下書きがあります。", detail, "続きを書く", f"/inst/openings/{o.number}")


def _checkins(actor: Actor) -> Iterator[Task]:
    if actor.role not in EDITORS:
        return
    rows = checkins_of(actor).filter(due_on__lte=today(), answered_at=None, closed_at=None)
    for c in rows.select_related("placement__candidacy__opening__current"):
        text = f"着任された先生の{CheckKind(c.kind).label}のご様子を、お聞かせください。先生には伝わりません。"
        yield Task(text, _about(c.placement.candidacy), "お答えする", f"/inst/checkins/{c.pk}", c.due_on)


def _visits(own: CandidacyQuerySet, actor: Actor) -> Iterator[Task]:
    if actor.role not in EDITORS:
        return
    running = own.filter(state__in=[State.VISIT_ARRANGING, State.VISIT_FIXED, State.VISITED, State.DIALOGUE])
    running = running.filter(pk__in=Visit.objects.values("candidacy"))
    for c in running.prefetch_related("visits__times", "visits__reflections"):
        visit = list(c.visits.all())[-1]
        if visit.result == VisitEnd.DONE:
            if c.state == State.VISITED and all(r.side != Party.INSTITUTION for r in visit.reflections.all()):
                text = "面談・見学のご感想をお聞かせください。6つの問いで、先生には伝わりません。"
                yield Task(text, _about(c), "感想を書く", _talk(c, "/visit/reflection"), c.due_on)
        elif visit.is_open and visit.begins_at is not None:
            if not visit.plan:
                text = "面談・見学の日程が決まっています。お迎えの段取りをお書きください。"
                yield Task(text, _about(c), "段取りを書く", _talk(c, "/hosting"), timezone.localdate(visit.begins_at))
        elif visit.is_open and visit.wanted_for is None:
            live = [t for t in visit.times.all() if t.dropped_at is None]
            if any(t.side == Party.PHYSICIAN for t in live):
                yield Task(
                    "先生から日時の候補が届いています。1つお選びください。",
                    _about(c),
                    "日時を選ぶ",
                    _talk(c, "/visit"),
                    c.due_on,
                )
            elif {t.begins_at for t in live if t.side == Party.COORDINATOR} - {
                t.begins_at for t in live if t.side == Party.INSTITUTION
            }:
                text = "担当者から、面談・見学の日時の候補が届いています。よろしい日時をお選びください。"
                yield Task(text, _about(c), "日時を選ぶ", _talk(c, "/visit"), c.due_on)
            elif not live and c.state == State.VISIT_ARRANGING:
                text = "面談・見学のご都合のよい日時を、3つまでお知らせください。"
                yield Task(text, _about(c), "日時を書く", _talk(c, "/visit"), c.due_on)


def _referrals(actor: Actor) -> Iterator[Task]:
    """Whether an opening may be told to another bank."""
    for r in referrals_for(actor).select_related("opening__current").defer("facts").filter(ended_at=None):
        if r.standing is Asked.ASKED and r.opening:
            text = "ほかの紹介機関へ、この募集をお伝えしてよいか、お返事をお願いします。"
            detail = f"番号 {r.opening.number}　{r.opening.current.title}"
            yield Task(text, detail, "内容を見る", f"/inst/referrals/{r.number}", r.expires_on)


DECLARATION_WORDS = {
    Standing.MISSING: "法令順守の自己申告を、まだいただいていません。募集の公開に要ります。",
    Standing.EXPIRED: "法令順守の自己申告の期限が過ぎました。新しい募集の公開と、確認の日の更新ができません。",
    Standing.ENDS_SOON: "法令順守の自己申告の期限が近づいています。5つの問いで、2分ほどです。",
    Standing.APPLIES: "自己申告に「当てはまる」があります。是正が済みましたら、もう一度お答えください。",
}


PAUSED = "いまは、先生への新しいご提案を止めています。"


def _declaration(actor: Actor) -> Iterator[Task]:
    institution = own_institution(actor)
    last = last_declaration(institution)
    found = standing_of(institution)
    if found in DECLARATION_WORDS:
        ends = last.valid_until if last and not last.applies else None
        words = DECLARATION_WORDS[found]
        if found is Standing.EXPIRED:
            until = proposed_until(institution)
            words += (
                f"{date_with_weekday(until, with_year=False)}を過ぎると、先生への新しいご提案も止まります。"
                if until
                else PAUSED
            )
        yield Task(words, institution.name, "申告する", "/inst/declaration", ends)
