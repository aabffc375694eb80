"""Today's list: what matters now, in one fixed order, each row with the reason it stands there.

The order is printed above the list and is the same for everybody who looks: what was promised and is due, who waits, what
stands too long in its stage, what goes stale, whom nobody spoke with, then what is ahead (`next_rules.Band`); within each
the earlier date, then the order of `Kind`, then the number. A physician's name is not part of a task: the page fills it in
after logging that it was read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from enishi.candidacies.dialogue import TALKING
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, HeldMessage, Inquiry, Question
from enishi.candidacies.shielding import hidden_pairs
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Party
from enishi.desk.agenda import OF_A_TALK
from enishi.desk.callbacks import open_callbacks
from enishi.desk.care_tasks import care_tasks, unconfirmed_differing
from enishi.desk.enums import Caller, DayPart
from enishi.desk.house_tasks import house_tasks
from enishi.desk.models import CallbackRequest
from enishi.desk.next_rules import Band, age_words, band_of, is_long, long_after
from enishi.desk.next_tasks import follow_tasks, next_tasks
from enishi.desk.quality_tasks import quality_tasks
from enishi.desk.records import owned_by
from enishi.desk.referral_tasks import referral_tasks
from enishi.desk.stage_ages import median_days
from enishi.notices.models import Notice
from enishi.openings.enums import ConfirmWay
from enishi.openings.freshness import to_be_asked, ways_of
from enishi.openings.models import Opening
from enishi.openings.rules import AMBER_AFTER_DAYS, HIDDEN_AFTER_DAYS, oldest_fresh
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import ContactEvent, Physician

SHOWN = 10
MOST = 100
"""Of each sort the earliest so many are read: nobody does more in a day, and a list of thousands is as quick as one of tens."""

LOOK_AHEAD_WORKING_DAYS = 5
REGISTRATION_WITHIN_WORKING_DAYS = 5
"""Our own aim from the first talk to 求職受理; a physician who waits longer stands on the list as late."""

LETTERS_WITHIN_WORKING_DAYS = 1
HELD_WITHIN_WORKING_DAYS = 1
OUTSIDE_SINCE = timedelta(days=30)


class Kind(Labelled):
    """Sorts of work, in the order in which they stand on one day."""

    SHIELD = "shield", "伏せる相手とのお話"
    CALLBACK = "callback", "折り返しのお電話"
    CALL = "call", "新しいお申し込み"
    QUESTION = "question", "回答のない質問"
    SILENT = "silent", "お返事のない相手"
    CARE = "care", "着任のあと"
    TURN = "turn", "担当者の番"
    REGISTRATION = "registration", "求職の受理"
    APPLICATION = "application", "医療機関のお申し込み"
    DECLARATION = "declaration", "法令順守の自己申告"
    REGION = "region", "地域のご紹介の確認"
    RECONFIRM = "reconfirm", "募集の再確認"
    LETTERS = "letters", "手紙とお電話のお知らせ"
    QUALITY = "quality", "品質確認で直すこと"
    REFERRAL = "referral", "ほかの機関との紹介"
    NEXT = "next", "決めてあったこと"
    STAGE = "stage", "長くとどまっているお話"
    FOLLOW = "follow", "しばらくご連絡のない相手"


ORDER = f"{'、'.join(band.label for band in Band)}の順、その中では期日の早い順です。理由は各行に書いています。"
_RANK = {kind: rank for rank, kind in enumerate(Kind)}
BANDS: dict[Kind, Band] = {
    Kind.SHIELD: Band.PROMISE,
    Kind.CALLBACK: Band.PROMISE,
    Kind.CALL: Band.PROMISE,
    Kind.QUESTION: Band.PROMISE,
    Kind.CARE: Band.PROMISE,
    Kind.APPLICATION: Band.PROMISE,
    Kind.NEXT: Band.PROMISE,
    Kind.REFERRAL: Band.PROMISE,
    Kind.QUALITY: Band.WAITING,
    Kind.SILENT: Band.WAITING,
    Kind.TURN: Band.WAITING,
    Kind.REGISTRATION: Band.WAITING,
    Kind.DECLARATION: Band.WAITING,
    Kind.LETTERS: Band.WAITING,
    Kind.STAGE: Band.AGE,
    Kind.RECONFIRM: Band.FRESH,
    Kind.REGION: Band.FRESH,
    Kind.FOLLOW: Band.FOLLOW,
}
"""What a task is about once its day has come."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row. words: what to do, with {name} for the physician; reason: why it stands here today."""

    kind: Kind
    number: str
    due: date
    words: str
    reason: str
    href: str
    physician: Physician | None = None

    def band(self, today: date) -> Band:
        """Why it stands where it stands today."""
        return band_of(BANDS[self.kind], self.due, today)

    def title(self, names: dict[int, str]) -> str:
        """The row's words; names: family names by primary key of the physician."""
        return self.words.replace("{name}", names.get(self.physician.pk, "") if self.physician else "")


@dataclass(frozen=True, slots=True)
class Counts:
    """due: rows whose date is today or past; or_more: of one sort there were more than are read; waiting: candidacies in which a side's answer is awaited; outside: calls of the
    last 30 days outside a physician's promise."""

    due: int
    waiting: int
    outside: int
    or_more: bool = False


def todays_list(actor: Actor, today: date) -> list[Task]:
    """All tasks of this person up to five working days ahead, in order. A coordinator's own, nobody's and of whom he or she
    stands in for; of others, all."""
    until, medians = add_working_days(today, LOOK_AHEAD_WORKING_DAYS), median_days()
    questions: dict[int, Question] = {}
    for late in _late_questions(actor, today):
        questions.setdefault(late.candidacy_id, late)
    inquiries = {row.candidacy_id: row for row in _inquiries(actor)}
    conflicts = {row.pk: row for row in _conflicts(actor)}
    held = {row.candidacy_id: row for row in _held(actor)}
    spoken = {*questions, *conflicts, *inquiries}
    tasks = [
        *(_conflict(c, today) for c in conflicts.values()),
        *(_callback(c) for c in open_callbacks().filter(promised_on__lte=until).defer("name", "phone")[:MOST]),
        *(_registration(p) for p in _registering(actor)),
        *(_question(q, today) for q in questions.values() if q.candidacy_id not in conflicts),
        *(_inquiry(i) for i in inquiries.values() if i.candidacy_id not in conflicts),
        *(_held_words(h) for h in held.values() if h.candidacy_id not in conflicts),
        *(
            task
            for c in _candidacies(actor, today, until, medians)
            if c.pk not in spoken and (task := _candidacy(c, today, until, medians.get(c.state)))
        ),
        *(_reconfirm(o, way, today) for o, way in _stale_openings(today)),
        *_care(actor),
        *_contracts(actor),
        *_letters(),
        *(Task(Kind(kind), *rest) for kind, *rest in house_tasks(today)),
        *(Task(Kind(kind), *rest) for kind, *rest in next_tasks(actor, until)),
        *(Task(Kind(kind), *rest) for kind, *rest in quality_tasks(actor)),
        *(Task(Kind(kind), *rest) for kind, *rest in referral_tasks(actor)),
        *(Task(Kind(kind), *rest) for kind, *rest in follow_tasks(actor, until)),
    ]
    return sorted((t for t in tasks if t.due <= until), key=lambda t: (t.band(today), t.due, _RANK[t.kind], t.number))


def counts(actor: Actor, tasks: Iterable[Task], today: date) -> Counts:
    waiting = Candidacy.objects.filter(
        owned_by(actor, "owner"), waiting_for__in=[Party.PHYSICIAN, Party.INSTITUTION]
    ).count()
    outside = ContactEvent.objects.filter(owned_by(actor, "by"), kept=False, at__gte=now() - OUTSIDE_SINCE).count()
    listed = list(tasks)
    or_more = max(Counter(t.kind for t in listed).values(), default=0) >= MOST
    return Counts(due=sum(t.due <= today for t in listed), waiting=waiting, outside=outside, or_more=or_more)


def _inquiries(actor: Actor) -> Iterable[Inquiry]:
    """The oldest unanswered one of each pair comes last, so that it is the one kept."""
    rows = Inquiry.objects.filter(owned_by(actor, "candidacy__owner"), answered_at=None)
    waiting = rows.filter(candidacy__state=State.PHYSICIAN_ASKED).order_by("-asked_at", "-id")
    return _told_of_talk(waiting, "asked_at", "due_on")


def _inquiry(i: Inquiry) -> Task:
    """A physician who asks before answering waits for us, not we for him."""
    c = i.candidacy
    return Task(
        kind=Kind.QUESTION,
        number=c.number,
        due=i.due_on,
        words="{name}先生のお尋ねに答える" + f"（{c.opening.institution.name}）",
        reason=f"ご提案へのお返事の前に、お尋ねがあります。{_day(i.due_on)}までにお答えするお約束です。",
        href=f"{_href(c)}#inquiries",
        physician=c.physician,
    )


def _held(actor: Actor) -> Iterable[HeldMessage]:
    """The oldest words of each talk that wait for the coordinator come last, so that they are those kept."""
    rows = HeldMessage.objects.filter(owned_by(actor, "candidacy__owner"), decided_at=None)
    waiting = rows.filter(candidacy__state__in=TALKING).order_by("-held_at", "-id")
    return _told_of_talk(waiting, "held_at")


def _held_words(h: HeldMessage) -> Task:
    """Whoever wrote them waits for us, and the other side knows nothing of them yet."""
    c = h.candidacy
    return Task(
        kind=Kind.QUESTION,
        number=c.number,
        due=add_working_days(timezone.localdate(h.held_at), HELD_WITHIN_WORKING_DAYS),
        words="{name}先生" + f"と{c.opening.institution.name}のあいだのことばを確かめる",
        reason="お名前や連絡先のようなことばがあり、お相手に届けずにお預かりしています。",
        href=f"{_href(c)}#held",
        physician=c.physician,
    )


def _callback(c: CallbackRequest) -> Task:
    """Without the name, which only the queue shows."""
    who, part = Caller(c.caller).label, DayPart(c.part).label
    again = f"これまでに{c.tries}回、つながりませんでした。" if c.tries else ""
    return Task(
        kind=Kind.CALLBACK,
        number=c.number,
        due=c.promised_on,
        words=f"{who}の方に折り返しのお電話（{c.number}）",
        reason=f"{_day(c.promised_on)}{'の' if c.wished_on == c.promised_on else 'までの'}{part}にお電話するお約束です。{again}",
        href="/desk/callbacks",
    )


def _registering(actor: Actor) -> Iterable[Physician]:
    states = [PhysicianState.REGISTERED, PhysicianState.INTERVIEWING]
    rows = Physician.objects.filter(owned_by(actor, "coordinator"), state__in=states)
    return rows.annotate(for_call=Q(state=PhysicianState.REGISTERED, delivery=None)).order_by("contact_by", "id")[:MOST]


def _registration(p: Physician) -> Task:
    href = f"/desk/doctors/{p.number}"
    if p.contact_by and p.for_call:  # type: ignore[attr-defined]  # annotated above
        reason = f"「続きはお電話で」のお申し込みです。{_day(p.contact_by)}にお電話するお約束です。"
        return Task(
            Kind.CALL, p.number, p.contact_by, "{name}先生にご登録の続きをうかがう", reason,
            f"/desk/intake/physician/{p.number}", p,
        )  # fmt: skip
    if p.state == PhysicianState.REGISTERED and p.contact_by:
        reason = f"新しいお申し込みです。{_day(p.contact_by)}までにご連絡するお約束です。"
        return Task(Kind.CALL, p.number, p.contact_by, "{name}先生に最初のご連絡", reason, href, p)
    since = timezone.localdate(p.state_since)
    due = add_working_days(since, REGISTRATION_WITHIN_WORKING_DAYS)
    reason = f"{_day(since)}から聞きとり中です。求職の受理がまだです。"
    return Task(Kind.REGISTRATION, p.number, due, "{name}先生の求職を受理", reason, href, p)


def _conflicts(actor: Actor) -> Iterable[Candidacy]:
    """Open talks with somebody whom the physician hides from by now: all are asked, only those are read."""
    rows = Candidacy.objects.still_open().filter(owned_by(actor, "owner"))
    pair_of = {pk: (p, i) for pk, p, i in rows.values_list("pk", "physician_id", "opening__institution_id")}
    hidden = hidden_pairs(pair_of.values())
    met = [pk for pk, pair in pair_of.items() if pair in hidden]
    return Candidacy.objects.filter(pk__in=met).for_cards()


def _conflict(c: Candidacy, today: date) -> Task:
    return Task(
        kind=Kind.SHIELD,
        number=c.number,
        due=today,
        words=f"{{name}}先生と{c.opening.institution.name}のお話を終える",
        reason="先生が伏せる相手です。医療機関からはもう見えません。先生にご意向を確かめてください。",
        href=_href(c),
        physician=c.physician,
    )


def _late_questions(actor: Actor, today: date) -> Iterable[Question]:
    """Late questions, the oldest first."""
    rows = Question.objects.filter(
        owned_by(actor, "candidacy__owner"), candidacy__state__in=TALKING, due_on__lt=today, answers=None
    )
    return _told_of_talk(rows, "due_on", "side", "text").order_by("due_on", "id")[:MOST]


def _told_of_talk(rows: Any, *columns: str) -> Any:
    """Rows that hang on a talk, with what a line says of them and of it: the other columns would double the time of the list."""
    return rows.select_related("candidacy__physician", "candidacy__opening__institution").only(
        *columns, *(f"candidacy__{column}" for column in OF_A_TALK)
    )


def _question(q: Question, today: date) -> Task:
    c = q.candidacy
    whom = c.opening.institution.name if q.side == Party.PHYSICIAN else "{name}先生"
    reason = f"期日を{(today - q.due_on).days}日過ぎても、{_short(q.text)}への回答がありません。"
    return Task(Kind.QUESTION, c.number, q.due_on, f"{whom}に回答をお願い", reason, _href(c), c.physician)


def _candidacies(actor: Actor, today: date, until: date, medians: Mapping[str, float]) -> Iterable[Candidacy]:
    """Ours that are due soon, those that are silent, and those that stand long in their stage."""
    due = Q(waiting_for=Party.COORDINATOR, due_on__lte=until)
    due |= Q(waiting_for__in=[Party.PHYSICIAN, Party.INSTITUTION], due_on__lt=today)
    for state, median in medians.items():
        if state in LONG_STAGES:
            due |= Q(state=state, state_since__date__lte=today - timedelta(days=long_after(median)))
    rows = Candidacy.objects.still_open().filter(due).filter(owned_by(actor, "owner"))
    return rows.for_cards().by_due_date()[:MOST]


TURNS: dict[str, tuple[str, str]] = {
    State.SUGGESTED: ("{name}先生にご提案するか決める（{place}）", "候補のまま、まだお伝えしていません。"),
    State.PHYSICIAN_YES: ("{place}に{name}先生の概要を伝える", "先生が「話を聞いてみたい」とお返事されました。"),
    State.DIALOGUE: ("{name}先生と{place}の意見交換を見る", "次の段階へ進めるか、双方にうかがう時期です。"),
    State.VISIT_ARRANGING: ("{name}先生と{place}の日程を決める", "面談・見学の日程がまだ決まっていません。"),
    State.VISIT_FIXED: ("{name}先生の面談・見学（{place}）を確かめる", "面談・見学が済んだか、確かめる時期です。"),
    State.VISITED: ("{name}先生と{place}にご感想をうかがう", "面談・見学のあと、まだ次が決まっていません。"),
    State.TRIAL: ("{name}先生の体験勤務（{place}）を確かめる", "体験勤務のご様子をうかがう時期です。"),
    State.TERMS: ("{name}先生と{place}の条件をすり合わせる", "条件合意書の案が、まだ提示されていません。"),
    State.WORKING: ("{name}先生のご様子をうかがう（{place}）", "着任後のご様子をうかがう時期です。"),
    State.ON_HOLD: ("{name}先生と{place}の再開を相談", "お休みの終わりの日が近づいています。"),
}
SILENCES: dict[str, tuple[str, str]] = {
    State.PHYSICIAN_ASKED: (
        "{name}先生にご様子をうかがう（{place}）",
        "期日を{days}日過ぎても、ご提案へのお返事がありません。",
    ),
    State.INSTITUTION_ASKED: ("{place}にお返事をお願い", "期日を{days}日過ぎても、ご紹介へのお返事がありません。"),
    State.TERMS: ("{place}に中の決裁のようすをうかがう", "医療機関の中の決裁が、予定の日から{days}日すぎています。"),
    State.OFFERED: (
        "{name}先生にご様子をうかがう（{place}）",
        "期日を{days}日過ぎても、条件のご提示へのお返事がありません。",
    ),
    State.AGREED: ("{place}に契約の記録をお願い", "合意のあと、期日を{days}日過ぎても、契約の記録がありません。"),
    State.CONTRACTED: ("{place}に勤務の開始を確かめる", "期日を{days}日過ぎても、勤務の開始の記録がありません。"),
}


LONG_STAGES = frozenset(
    {State.SUGGESTED, State.PHYSICIAN_YES, State.DIALOGUE, State.VISIT_ARRANGING, State.VISITED, State.TERMS}
)
"""Stages in which a talk can come to stand still without anybody's date having passed."""


def _candidacy(c: Candidacy, today: date, until: date, median: float | None) -> Task | None:
    """Its turn or its silence once the date has come; else that it stands too long, which has no date."""
    ours = c.waiting_for == Party.COORDINATOR
    age = (today - timezone.localdate(c.state_since)).days
    due = c.due_on or today  # an open candidacy always has a date (invariant c)
    if due > today or (due == today and not ours):
        if c.state in LONG_STAGES and is_long(age, median):
            words = "{name}先生と{place}のお話（{state}）を見る".replace("{place}", c.opening.institution.name)
            words = words.replace("{state}", c.label)
            return Task(Kind.STAGE, c.number, today, words, age_words(age, median), _href(c), c.physician)
        if due > until or not ours:
            return None
    words, reason = (TURNS if ours else SILENCES).get(
        c.state, ("{name}先生と{place}の次を決める", "次の手続きの期日です。")
    )
    words = words.replace("{place}", c.opening.institution.name)
    reason = reason.replace("{days}", str((today - due).days))
    reason += age_words(age, median) if c.state in LONG_STAGES else ""
    return Task(Kind.TURN if ours else Kind.SILENT, c.number, due, words, reason, _href(c), c.physician)


def _stale_openings(today: date) -> list[tuple[Opening, ConfirmWay]]:
    """Past 30 days: all of them. From 25 days on: those whose institution is asked by fax or telephone, as no mail goes there."""
    rows = to_be_asked(today).select_related("institution").order_by("confirmed_at", "id")
    told = ("number", "confirmed_at", "institution__number", "institution__name", "institution__organisation")
    rows = list(rows.only(*told)[:MOST])
    ways = ways_of({o.institution_id: o.institution for o in rows}.values()) if rows else {}
    found = [(o, ways[o.institution_id]) for o in rows]
    late = oldest_fresh(today)
    return [(o, way) for o, way in found if way is not ConfirmWay.MAIL or timezone.localdate(o.confirmed_at) < late]


ASKED_BY = {
    ConfirmWay.MAIL: "{place}の募集を再確認",
    ConfirmWay.FAX: "{place}に再確認のファクスを送る",
    ConfirmWay.PHONE: "{place}にお電話で募集を再確認",
}


def _reconfirm(o: Opening, way: ConfirmWay, today: date) -> Task:
    on = timezone.localdate(o.confirmed_at)
    age = (today - on).days
    left = HIDDEN_AFTER_DAYS - age
    after = f"あと{left}日で検索に出なくなります。" if left >= 0 else "検索に出していません。"
    stale = "30日を過ぎたのでご提案できません。" if age > AMBER_AFTER_DAYS else ""
    wished = "" if way is ConfirmWay.MAIL else f"{way.label}でのお尋ねをご希望です。"
    return Task(
        kind=Kind.RECONFIRM,
        number=o.number,
        due=on + timedelta(days=AMBER_AFTER_DAYS),
        words=ASKED_BY[way].replace("{place}", o.institution.name),
        reason=f"最後の確認から{age}日です。{wished}{stale}{after}",
        # The sheet for a fax is made on the page of the institution, for all its openings at once.
        href=f"/desk/institutions/{o.institution.number}" if way is ConfirmWay.FAX else f"/desk/openings/{o.number}",
    )


def _care(actor: Actor) -> Iterable[Task]:
    for task, reason, href in care_tasks(owned_by(actor, "candidacy__owner")):
        c = task.candidacy
        yield Task(Kind.CARE, c.number, task.due_on, f"{{name}}先生：{task.words}", reason, href, c.physician)


def _contracts(actor: Actor) -> Iterable[Task]:
    """A recorded contract that differs from the agreement: heard before the physician confirms it (職業安定法5条の3第3項)."""
    for placement, labels in unconfirmed_differing(owned_by(actor, "candidacy__owner")):
        c = placement.candidacy
        words = "{name}先生と" + f"{c.opening.institution.name}の契約を、合意書と見比べる"
        reason = f"医療機関が記録した契約が、条件合意書と違います（{labels}）。先生のご確認の前に、双方にうかがいます。"
        on = timezone.localdate(placement.recorded_at)
        yield Task(Kind.CARE, c.number, on, words, reason, f"{_href(c)}#placement", c.physician)


def _letters() -> Iterable[Task]:
    """One row for all that waits to be posted or told, due on the working day after the oldest came."""
    waiting = Notice.objects.for_the_desk().exclude(person="")
    oldest = waiting.aggregate(first=Min("created_at"), people=Count("person", distinct=True))
    if oldest["first"] is None:
        return []
    since = timezone.localdate(oldest["first"])
    return [
        Task(
            kind=Kind.LETTERS,
            number="",
            due=add_working_days(since, LETTERS_WITHIN_WORKING_DAYS),
            words=f"手紙かお電話で、先生{oldest['people']}人にお知らせ",
            reason=f"メールをお使いにならない先生へのお知らせです。いちばん古いものは{_day(since)}からお待ちです。",
            href="/desk/letters",
        )
    ]


def _href(c: Candidacy) -> str:
    return f"/desk/candidacies/{c.number}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"「{line if len(line) <= 20 else line[:20] + '…'}」"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
