"""The one thing a physician can do next, and the lists of the first page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from enishi.aftercare.enums import CheckKind
from enishi.aftercare.models import CheckIn
from enishi.candidacies.enums import AFTER_INSTITUTION_YES, ENDS, State
from enishi.candidacies.models import Candidacy, Placement
from enishi.candidacies.suggesting import current_locks
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.date_display import western
from enishi.common.workflow import Party
from enishi.physicians.actions import has_consented
from enishi.physicians.documents import ending_soon
from enishi.physicians.enums import ConsentKind, DocumentKind, PhysicianState
from enishi.physicians.interviews import interview_of
from enishi.physicians.models import Physician
from enishi.physicians.notices import moment_words
from enishi.physicians.wishes import waits_for_approval
from enishi.visits.enums import VisitEnd
from enishi.visits.models import VisitTime

BEFORE_TALK = (State.PHYSICIAN_ASKED, State.PHYSICIAN_YES, State.INSTITUTION_ASKED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The card on top of the first page. href: "" when there is nothing to do but wait; post: the button acts itself.

    by_us: the day is our promise, not the physician's.
    """

    title: str
    text: str
    href: str = ""
    button: str = ""
    due_on: date | None = None
    post: bool = False
    by_us: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One candidacy in a list. todo: what waits for the physician, "" if nothing does."""

    candidacy: Candidacy
    href: str
    todo: str = ""

    @property
    def place(self) -> str:
        return str(self.candidacy.opening.institution.name)

    @property
    def state(self) -> State:
        """The state with its words (the model field holds the bare code)."""
        return State(self.candidacy.state)


def own_candidacies(actor: Actor) -> list[Candidacy]:
    """With what `todo_of` looks at, in a fixed number of queries."""
    seen = Candidacy.objects.visible_to(actor).read_whole().select_related("placement")
    return list(
        seen.prefetch_related("questions__answers", "clauses", "visits__times", "visits__reflections").by_due_date()
    )


def proposals_of(candidacies: list[Candidacy]) -> list[Line]:
    """Those asked first, then those answered on which the institution has not spoken."""
    asked = [c for c in candidacies if c.state in BEFORE_TALK]
    asked.sort(key=lambda c: c.state != State.PHYSICIAN_ASKED)
    return [
        Line(c, f"/my/proposals/{c.number}", "お返事をお待ちしています" if c.state == State.PHYSICIAN_ASKED else "")
        for c in asked
    ]


def talks_of(candidacies: list[Candidacy]) -> list[Line]:
    """Candidacies in talks or further, those that wait for the physician first."""
    running = [c for c in candidacies if c.state not in BEFORE_TALK and c.state not in ENDS]
    lines = [Line(c, f"/my/talks/{c.number}", todo_of(c)) for c in running]
    return sorted(lines, key=lambda line: not line.todo)


def ended_of(candidacies: list[Candidacy]) -> list[Line]:
    return [Line(c, f"/my/talks/{c.number}") for c in candidacies if c.state in ENDS]


def todo_of(candidacy: Candidacy, *, asked: int | None = None, drafts: int | None = None) -> str:
    """What waits for the physician in a running talk. asked, drafts: questions without an answer and clauses without a yes of
    his or hers, where they are counted already."""
    if candidacy.state == State.OFFERED:
        return "条件のご提示に、お返事をお願いします"
    placement: Placement | None = getattr(candidacy, "placement", None)
    if candidacy.state == State.AGREED and placement is not None and placement.confirmed_at is None:
        return "契約の内容を、お確かめください"
    if visit := _of_visit(candidacy):
        return visit
    if candidacy.state not in AFTER_INSTITUTION_YES or candidacy.state == State.SETTLED:
        return ""
    asked = _asked(candidacy) if asked is None else asked
    if asked:
        return f"質問が{asked}件、お答えを待っています"
    if drafts is None:
        drafts = sum(not c.withdrawn_at and not c.accepted_by_physician_at for c in candidacy.clauses.all())
    return f"合意事項の案が{drafts}件、ご確認を待っています" if drafts else ""


def _of_visit(candidacy: Candidacy) -> str:
    """Times to choose from, none offered yet, or six answers after the visit."""
    visits = list(candidacy.visits.all())
    last = visits[-1] if visits else None
    if last is None:
        return ""
    if last.result == VisitEnd.DONE and candidacy.state == State.VISITED:
        given = any(r.side == Party.PHYSICIAN for r in last.reflections.all())
        return "" if given else "面談・見学のご感想をお聞かせください"
    if not last.is_open or last.begins_at is not None or last.wanted_for is not None:
        return ""
    live = [t for t in last.times.all() if t.dropped_at is None]
    if any(t.side == Party.INSTITUTION for t in live) or _is_proposed(live, Party.PHYSICIAN):
        return "日時の候補が届いています。1つお選びください"
    mine = any(t.side == Party.PHYSICIAN for t in live)
    return "" if mine or candidacy.state != State.VISIT_ARRANGING else "ご都合のよい日時をお知らせください"


def _is_proposed(live: list[VisitTime], side: Party) -> bool:
    """Whether the coordinator proposes a time that this side has not answered."""
    answered = {t.begins_at for t in live if t.side == side}
    return any(t.side == Party.COORDINATOR and t.begins_at not in answered for t in live)


def _of_checkins(physician: Physician) -> NextStep | None:
    """A check-in whose day has come."""
    due = CheckIn.objects.filter(
        placement__candidacy__physician=physician, side=Party.PHYSICIAN, due_on__lte=today(), answered_at=None, closed_at=None
    ).first()  # fmt: skip
    if due is None:
        return None
    text = "着任のあとのご様子をうかがいます。8つの問いで、5分ほどです。お答えは担当者だけが読みます。"
    return NextStep(f"{CheckKind(due.kind).label}のご様子", text, f"/my/checkins/{due.pk}", "お答えする")


def _asked(candidacy: Candidacy) -> int:
    """Questions to the physician without an answer: counted here where a list has read them, else by the database."""
    if "questions" in getattr(candidacy, "_prefetched_objects_cache", {}):
        return sum(q.side == Party.INSTITUTION and not q.answers.all() for q in candidacy.questions.all())
    return candidacy.questions.filter(side=Party.INSTITUTION, answers=None).count()


def next_step(physician: Physician, candidacies: list[Candidacy]) -> NextStep:
    """The most pressing one: offers and contracts, then proposals, then talks, then the registration itself."""
    talks = talks_of(candidacies)
    pressing = [line for line in talks if line.todo and line.state in (State.OFFERED, State.AGREED)]
    if pressing:
        line = pressing[0]
        return NextStep(line.place, f"{line.todo}。", line.href, "内容を見る", line.candidacy.due_on)
    proposals = [line for line in proposals_of(candidacies) if line.todo]
    if proposals:
        line = proposals[0]
        more = f"ほかに{len(proposals) - 1}件あります。" if len(proposals) > 1 else ""
        text = f"ご提案が届いています。お名前は、まだ伝わっていません。{more}"
        return NextStep(line.place, text, line.href, "ご提案を読む", line.candidacy.due_on)
    waiting = next((line for line in talks if line.todo), None)
    if waiting:
        if _of_visit(waiting.candidacy):
            return NextStep(waiting.place, f"{waiting.todo}。", f"{waiting.href}/visit", "日程のページを開く")
        return NextStep(waiting.place, f"{waiting.todo}。", waiting.href, "意見交換を開く")
    return _of_checkins(physician) or _of_talk(physician) or _of_registration(physician)


def _of_talk(physician: Physician) -> NextStep | None:
    """Times for a talk that wait for a choice, or the talk that was fixed."""
    talk = interview_of(physician)
    if talk is None or talk.asked_again:
        return None
    if talk.fixed_for is None:
        return NextStep(
            "面談の日時をお選びください", "担当者が、日時をいくつかご用意しました。", "/my/interview", "日時を選ぶ"
        )
    if talk.fixed_for < now():
        return None
    when = moment_words(timezone.localtime(talk.fixed_for))
    return NextStep(
        "面談のご予定", f"{when}です。ご都合が変わりましたら、お知らせください。", "/my/interview", "ご予定を見る"
    )


def _of_registration(physician: Physician) -> NextStep:
    coordinator = physician.coordinator.name if physician.coordinator else "担当者"
    if physician.state == PhysicianState.CLOSED:
        return NextStep("ご登録を終えています", "もう一度お使いになるときは、お電話をください。")
    if physician.state == PhysicianState.PAUSED:
        return _of_rest(physician)
    if not has_consented(physician, ConsentKind.PLACEMENT):
        return NextStep(
            "ご同意をお待ちしています",
            "求職のための個人情報の利用にご同意いただくと、ご紹介を始められます。お電話でも承ります。",
            "/my/privacy",
            "ご同意の文面を読む",
        )
    if physician.state == PhysicianState.REGISTERED:
        return NextStep(
            "ご連絡をお待ちください",
            f"{coordinator}が、お選びの方法でご連絡します。それまでに、大切なご説明をお読みいただけます。",
            "/legal/placement",
            "大切なご説明を読む",
            due_on=physician.contact_by,
            by_us=True,
        )
    if waits_for_approval(physician, physician.wishes):
        return NextStep(
            "希望整理シートの確認",
            f"お話をうかがって、{coordinator}がご希望を書きとめました。このとおりでよろしいか、お確かめください。",
            "/my/wishes#approve",
            "ご希望を確かめる",
        )
    return _of_papers(physician, coordinator) or _waiting(physician, coordinator)


def _of_rest(physician: Physician) -> NextStep:
    until = physician.paused_until
    if until and until <= today():
        text = "お休みの終わりの日が来ました。再開なさるまで、ご提案はお送りしません。"
    else:
        text = "ご提案は、お送りしていません。再開は、いつでもボタン1つでできます。"
    return NextStep("お休み中です", text, "/my/resume", "再開する", post=True)


def _of_papers(physician: Physician, coordinator: str) -> NextStep | None:
    if physician.licence_verified_on is None and not physician.documents.filter(kind=DocumentKind.LICENCE).exists():
        return NextStep(
            "医師免許証の確認",
            "ご提案の前に、医師免許証を確かめさせてください。写しをお預けいただくか、面談のときにお見せください。",
            "/my/documents#new",
            "免許証の写しを預ける",
        )
    if ending := ending_soon(physician, today()):
        words, day = ending[0]
        past = "過ぎています" if day < today() else "近づいています"
        return NextStep(f"「{words}」の期限", f"{western(day)}の期限が{past}。", "/my/documents", "書類を見る")
    return None


def _waiting(physician: Physician, coordinator: str) -> NextStep:
    if physician.state == PhysicianState.INTERVIEWING:
        return NextStep(
            "ご希望をうかがっています",
            f"お変わりがあれば、{coordinator}へお知らせください。",
            "/my/wishes",
            "ご希望を見る",
        )
    if current_locks([physician.pk]):  # within the two years we propose nothing, so we promise nothing
        text = f"お勤めのことでお困りのときや、お変わりがあるときは、{coordinator}へお知らせください。"
    else:
        text = f"合う募集が見つかりしだい、{coordinator}からご提案します。"
    return NextStep(
        "いま、していただくことはありません",
        text,
        "/my/wishes",
        "ご希望を見る",
    )
