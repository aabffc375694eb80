"""適正認定の証拠: each criterion with where Enishi itself shows it, what people laid beside it, how it stood and when to look again."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from enishi.audit.actions import record, record_export
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.certification import Criterion, Part, criteria_on, criterion_on
from enishi.office import wordings
from enishi.office.explained_enums import Standing
from enishi.office.models import CriterionReview, CriterionWording, Evidence, StaffTraining
from enishi.office.once import made_already
from enishi.office.results import fiscal_year, published_results

ENOUGH = 5
"""無期雇用の就職 a year, in two years one after the other (申請の要件)."""
ENOUGH_BASIC = 70
"""Percent of the basic standards that should hold."""
LONGEST = timedelta(days=366)
"""A criterion is looked at once a year at least."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where Enishi shows it: words and address of a page."""

    words: str
    path: str


def places_of(code: str, day: date) -> tuple[Place, ...]:
    """Pages and reports of Enishi that are the evidence of a criterion; () for one that people alone can show."""
    year = fiscal_year(day)
    found = {
        "results": (("就職の実績（公表）", "/legal/placement#results"), (f"様式第8号（{year - 1}年度）", f"/ops/reports/form8/{year - 1}")),
        "licence": (("許可番号と許可年月日（公表）", "/legal/placement"), ("許可の更新の期日", "/ops")),
        "fees": (("手数料の表（公表）", "/legal/placement#fees"), ("だれに、いつお示ししたか", "/ops/explanations"), ("手数料管理簿", "/ops/ledgers/fees")),
        "refunds": (("返戻金制度（公表）", "/legal/placement#refunds"), ("請求・入金・返戻", "/ops/fees")),
        "gifts": (("お祝い金をお渡ししないこと（公表）", "/legal/placement"), ("まとめてのお便り（二人で確かめた文）", "/ops/mailings")),
        "moving": (("転職をお勧めしない期間の決まりの確かめ", "/ops/audit"), ("求職管理簿（転職勧奨禁止期間）", "/ops/ledgers/seekers")),
        "adverts": (("周知の文と成果", "/ops/funnel"), ("お知らせ", "/ops/news")),
        "conditions": (("求人管理簿", "/ops/ledgers/openings"), ("中立性の報告", f"/ops/neutrality/{year}")),
        "privacy": (
            ("同意の台帳", "/ops/consents"), ("公開の台帳", "/ops/disclosures"), ("取り出したファイルの記録", "/ops/exports"),
            ("事故の記録", "/ops/incidents"), ("保存期間の見回り", "/ops/retention"), ("役割の見直し", "/ops/access-review"),
        ),
        "management": (
            ("お申し出（苦情）の記録", "/ops/complaints"), ("求職管理簿", "/ops/ledgers/seekers"), ("役割の一覧", "/ops/roles"),
            ("バックアップと復元の試し", "/ops/backups"),
        ),
        "staff": (("従業員教育の記録", "/ops/training"),),
        "fit": (("同意の台帳", "/ops/consents"), ("中立性の報告", f"/ops/neutrality/{year}")),
        "reality": (("募集の鮮度", "/desk/openings"), ("求人管理簿", "/ops/ledgers/openings")),
        "staying": (("6か月の確認", "/ops/half-year"), ("総合サイトの数字", f"/ops/reports/portal/{year - 1}")),
        "voices": (("お申し出（苦情）の記録", "/ops/complaints"),),
    }  # fmt: skip
    return tuple(Place(words, path) for words, path in found.get(code, ()))


@dataclass(frozen=True, slots=True)
class Folder:
    """One criterion with what shows it. counted: what our own records say today, "" where nothing is counted.

    is_due: never looked at, or the day to look again has come. wording: of the official sheet, found right by a second person;
    waiting: typed and not compared yet.
    """

    criterion: Criterion
    places: tuple[Place, ...]
    counted: str
    evidence: list[Evidence]
    review: CriterionReview | None
    is_due: bool
    wording: CriterionWording | None = None
    waiting: CriterionWording | None = None

    @property
    def title(self) -> str:
        """In the words of the check sheet, where two people compared them."""
        return self.wording.title if self.wording else self.criterion.title

    @property
    def asks(self) -> str:
        return self.wording.text if self.wording else self.criterion.asks

    @property
    def standing(self) -> Standing | None:
        return Standing(self.review.standing) if self.review else None


def folders(day: date | None = None) -> list[Folder]:
    """All criteria that stand on the day; a handful of queries, files left unread."""
    day = day or today()
    laid: dict[str, list[Evidence]] = {}
    for row in evidence_in_force():
        laid.setdefault(row.criterion, []).append(row)
    newest: dict[str, CriterionReview] = {}
    for review in CriterionReview.objects.select_related("by").order_by("criterion", "-id").distinct("criterion"):
        newest[review.criterion] = review
    counted, worded, open_ones = _counted(day), wordings.in_force(day), wordings.waiting()
    return [
        Folder(
            c, places_of(c.code, day), counted.get(c.code, ""), laid.get(c.code, []), (last := newest.get(c.code)),
            last is None or last.next_on <= day or last.on < c.since, worded.get(c.code), open_ones.get(c.code),
        )
        for c in criteria_on(day)
    ]  # fmt: skip


def folder_of(code: str) -> Folder | None:
    return next((folder for folder in folders() if folder.criterion.code == code), None)


@dataclass(frozen=True, slots=True)
class Summary:
    """met of asked by part; ready: conditions and required standards all hold, and enough of the basic ones; due: to be looked at."""

    parts: list[tuple[Part, int, int]]
    ready: bool
    due: int


def summary_of(found: list[Folder]) -> Summary:
    parts = []
    for part in Part:
        mine = [f for f in found if f.criterion.part is part]
        parts.append((part, sum(f.standing is Standing.MET for f in mine), len(mine)))
    ready = all(met == asked for part, met, asked in parts if part is not Part.BASIC)
    ready = ready and all(100 * met >= ENOUGH_BASIC * asked for part, met, asked in parts if part is Part.BASIC)
    return Summary(parts, ready, sum(f.is_due for f in found))


def _counted(day: date) -> dict[str, str]:
    whole = [row for row in published_results(day) if not row.running][:2]
    years = "、".join(f"{row.year}年度 {row.indefinite}件" for row in whole)
    reached = len(whole) == 2 and all(row.indefinite >= ENOUGH for row in whole)
    short = "2年度ぶんの記録がまだありません" if len(whole) < 2 else "要件に届いていません"
    how = "要件に届いています" if reached else short
    results = f"無期雇用の就職は、{years}（{how}）。" if years else ""
    since = date(fiscal_year(day), 4, 1)
    taught = StaffTraining.objects.filter(on__gte=since).count()
    return {
        "results": results or "終わった年度の記録が、まだありません。",
        "staff": f"今年度の従業員教育は{taught}回です。",
    }


def evidence_in_force() -> QuerySet[Evidence]:
    return Evidence.objects.filter(removed_at=None).select_related("added_by").defer("file").order_by("pk")


@transaction.atomic
def add_evidence(*, criterion: str, by: Actor, key: uuid.UUID, note: str, file: CleanFile | None = None) -> Evidence:
    """A note, with or without a paper. Raises StepRefused for an unknown criterion and for nothing said."""
    if made := made_already(Evidence, key):
        return made
    _known(criterion)
    if not note.strip():
        raise StepRefused(Refusal("note", "何の証拠か、一言ご記入ください。例：2026年4月の研修の資料"))
    made = Evidence.objects.create(
        key=key, criterion=criterion, note=note.strip(), file=file.data if file else None, file_type=file.content_type if file else "",
        added_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="add_evidence", object_type="criterion", object_number=criterion)
    return made


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor) -> None:
    """Taken out of the folder; the paper itself is forgotten, that it was there stays."""
    held = Evidence.objects.select_for_update().defer("file").get(pk=evidence.pk)
    if held.removed_at is None:
        held.removed_at, held.removed_by_id, held.file = now(), by.user_id, None
        held.save(update_fields=["removed_at", "removed_by", "file"])
        record(by=by, action="remove_evidence", object_type="criterion", object_number=held.criterion)


def open_evidence(evidence: Evidence, *, by: Actor) -> bytes:
    """The paper, its taking out on record; empty where there is none any more."""
    data = Evidence.objects.filter(pk=evidence.pk, removed_at=None).values_list("file", flat=True).first()
    if data:
        record_export(by=by, what="evidence", form=evidence.file_type.rpartition("/")[2], rows=1)
    return bytes(data or b"")


@transaction.atomic
def review_criterion(
    *, criterion: str, by: Actor, key: uuid.UUID, standing: Standing, words: str, next_on: date
) -> CriterionReview:
    """How it stands today, and when to look again. Raises StepRefused without a reason where it is not met, and for a day that is no day to come."""
    if made := made_already(CriterionReview, key):
        return made
    _known(criterion)
    if standing is not Standing.MET and not words.strip():
        raise StepRefused(Refusal("words", "何が足りないか、いつまでにどうするかをご記入ください。"))
    if not today() < next_on <= today() + LONGEST:
        raise StepRefused(Refusal("next_on", "次に見直す日は、あすから1年以内の日をご記入ください。"))
    made = CriterionReview.objects.create(
        key=key,
        criterion=criterion,
        standing=standing,
        words=words.strip(),
        on=today(),
        next_on=next_on,
        by_id=by.user_id,
    )
    record(by=by, action="review_criterion", object_type="criterion", object_number=criterion, standing=str(standing))
    return made


def _known(code: str) -> None:
    if criterion_on(code, today()) is None:
        raise StepRefused(Refusal("criterion", "この要件は、いまの基準にありません。画面を開き直してください。"))
