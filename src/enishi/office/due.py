"""期日: what the office must not miss, the days of the law and those of its own books, the nearest first.

What waits for a second person or for money and has no day of its own stands under today.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from enishi.law.periods import last_day_of_period
from enishi.office import certification, fee_lists, wordings
from enishi.office.deadline_rules import Deadline, deadlines
from enishi.office.incidents import tasks_of
from enishi.office.models import Incident, Invoice
from enishi.office.reviews import quarter_of, to_review
from enishi.outreach.models import NewsItem, Seminar, StoryVersion
from enishi.surveys.access import surveys_to_confirm


def due_on(day: date, *, licensed: date | None) -> list[Deadline]:
    """Those of `deadlines`, the roles that nobody looked at in this quarter, what is still to be done of each open incident, bills
    that were not paid in time, refunds, surveys handed to a second person, what waits for one before everybody reads it, and the
    certification's folder; incidents, bills and the folder may lie in the past."""
    found = [
        *deadlines(day, licensed=licensed),
        *_roles(day),
        *_incidents(),
        *_money(day),
        *_surveys(),
        *_to_publish(day),
        *_certification(day),
    ]
    return sorted(found, key=lambda one: (one.by, one.words))


def _roles(day: date) -> list[Deadline]:
    left = to_review().exclude(reviews__quarter=quarter_of(day)).count()
    if not left:
        return []
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    words = f"役割を見直す（この四半期は、あと{left:,}）"
    return [Deadline(last_day_of_period(first, months=3), words, "四半期に一度の見直し", "/ops/access-review", first)]


def _incidents() -> list[Deadline]:
    found = []
    for incident in Incident.objects.filter(closed_at=None).prefetch_related("entries"):
        for task in tasks_of(incident)[1]:
            if task.by is not None and task.done_on is None:
                words, path = f"事故 {incident.number}：{task.words}", f"/ops/incidents/{incident.number}"
                found.append(Deadline(task.by, words, task.source, path))
    return found


def _money(day: date) -> Iterator[Deadline]:
    """Of the lists of /ops/fees those in which somebody waits for us, or we for him beyond the day on the bill."""
    late = [
        one.invoice.due_on
        for one in fee_lists.open_bills(Invoice.objects.filter(due_on__lt=day))
        if one.balance.open_yen > 0
    ]
    if late:
        n = f"{len(late)}件{'以上' if len(late) == fee_lists.MOST else ''}"
        yield Deadline(min(late), f"お支払いの期日を過ぎた請求書を確かめる（{n}）", "請求書のお支払期日", "/ops/fees")
    waiting = (
        (len(fee_lists.leavings()), "返戻を用意する", "早く退かれた方の手数料"),
        (fee_lists.waiting_refunds().count(), "用意された返戻・訂正を、別の方が確かめる", "二人で決めるもの"),
        (fee_lists.unpaid_refunds().count(), "決まった返戻をお返しし、管理簿に記す", "手数料管理簿"),
    )
    yield from (Deadline(day, f"{words}（{n}件）", source, "/ops/fees") for n, words, source in waiting if n)


def _surveys() -> Iterator[Deadline]:
    for one in surveys_to_confirm():
        words = f"調査 {one.number}：別の方が読んで、始めるか戻す（{one.title}）"
        yield Deadline(one.closes_on, words, "調査の締め切り", f"/research/surveys/{one.number}")


def _to_publish(day: date) -> Iterator[Deadline]:
    """News and seminars that wait for another than who wrote them, drafts too; stories that were handed over."""
    newest = StoryVersion.objects.filter(story=OuterRef("story")).order_by("-no").values("pk")[:1]
    asked = StoryVersion.objects.filter(asked_at__isnull=False, approved_at=None, story__withdrawn_at=None)
    stories = asked.filter(pk=Subquery(newest))
    waiting = (
        (NewsItem.objects.waiting().count(), "お知らせ", "/ops/news"),
        (Seminar.objects.waiting().count(), "催し", "/ops/events"),
        (stories.count(), "体験のお話", "/ops/stories"),
    )
    for n, what, path in waiting:
        if n:
            yield Deadline(day, f"{what}を、書いた人とは別の方が読んで公開する（{n}件）", "二人で公開するもの", path)


SHEET = "適正認定の基準チェックシート（医療分野）"


def _certification(day: date) -> Iterator[Deadline]:
    """Words to be compared with the official sheet, by whom and when; words that wait for a second person; criteria to look at again."""
    at = "/ops/certification"
    if waiting := wordings.waiting():
        yield Deadline(day, f"入力された基準の文を、別の方がチェックシートと見くらべる（{len(waiting)}件）", SHEET, at)
    if left := [criterion for criterion in wordings.to_compare(day) if criterion.code not in waiting]:
        plan, words = wordings.plan(), f"適正認定の基準の文{len(left)}項目を、チェックシートと見くらべる"
        if plan is None:
            yield Deadline(day, f"{words}方と日を決める", SHEET, f"{at}#compare")
        else:
            yield Deadline(plan.due_on, f"{words}（{plan.person.name}さん）", SHEET, f"{at}#compare")
    again = [folder.review.next_on for folder in certification.folders(day) if folder.review and folder.is_due]
    if again:
        yield Deadline(min(again), f"適正認定の証拠を見直す（{len(again)}項目）", "適正認定の証拠", at)
