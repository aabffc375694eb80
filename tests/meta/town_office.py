"""The town's bills, a refund that waits, and a closed year."""

import uuid
from datetime import timedelta
from typing import Any

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.aftercare.models import FeeEvent
from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.explanations import Audience
from enishi.common.uploads import CleanFile
from enishi.institutions.models import Institution
from enishi.office import (
    certification,
    explanations,
    incidents,
    money,
    reports,
    support,
    training,
    watching,
    wordings,
)
from enishi.office.enums import RefundKind, ReportKind
from enishi.office.explained_enums import Standing, ToldBy
from enishi.office.models import ChosenFrom, Explained, ExplanationText, Invoice, LedgerEntry
from enishi.office.results import fiscal_year
from enishi.office.safety_enums import IncidentEntryKind, WatchKind
from enishi.physicians.models import Physician


class Safety:
    """A leak that has to be reported, a look that waits and one that runs, somebody whose day was unusual."""

    def __init__(self, by: Actor) -> None:
        self.incident = incidents.open_incident(
            by=by, key=uuid.uuid4(), title="紹介文の誤送信", known_on=today(), happened="別の医療機関に送りました。",
            data_items="お名前、経歴の概要", people=1, sensitive=True, harmful=False, malicious=False,
        )  # fmt: skip
        incidents.add_entry(
            incident=self.incident,
            by=by,
            key=uuid.uuid4(),
            kind=IncidentEntryKind.MEASURE,
            on=today(),
            words="消していただきました。",
        )
        admin = Membership.objects.filter(role=Role.ADMIN, ended_at=None).order_by("pk")[0]
        asking, physicians = actor_of(admin), Physician.objects.exclude(user=None).order_by("pk")[:2]
        self.looks = [
            support.ask_support(physician=p, by=asking, key=uuid.uuid4(), reason="メールが届かないとのお電話", hours=2)
            for p in physicians
        ]
        support.decide_support(access=self.looks[0], by=by, granted=True)
        training.add_training(by=by, key=uuid.uuid4(), on=today(), subject="個人情報の取扱い", minutes=60, people=4)
        watching.set_limit(kind=WatchKind.OUTSIDE, by=by, count=1)
        reader = Membership.objects.filter(role=Role.COORDINATOR, ended_at=None).order_by("pk")[0]
        for p in Physician.objects.exclude(coordinator=reader.user).order_by("pk")[:2]:
            record_reading(
                by=actor_of(reader), what="identity", object_type="physician", object_number=p.number, level=3
            )
        explanations.tell_by_hand(of=physicians[0], by=by, key=uuid.uuid4(), way=ToldBy.PAPER, on=today())
        self.laid = certification.add_evidence(criterion="staff", by=by, key=uuid.uuid4(), note="研修の資料")
        self.paper = certification.add_evidence(
            criterion="staff",
            by=by,
            key=uuid.uuid4(),
            note="研修の名簿",
            file=CleanFile("application/pdf", b"%PDF-1.7"),
        )
        certification.review_criterion(
            criterion="staff",
            by=by,
            key=uuid.uuid4(),
            standing=Standing.PARTLY,
            words="年内にもう一度",
            next_on=today() + timedelta(days=30),
        )
        wordings.enter_wording(
            criterion="voices", by=by, key=uuid.uuid4(), title="意見の反映", text="見本の文", edition="見本の版"
        )
        self.unusual = [finding.key for finding in watching.findings()]


def put_safety(put: Any, found: Any, role: str, safety: Safety) -> None:
    """What the addresses of safety, consents and neutrality name."""
    put(found, ("incident",), [(safety.incident.number,)], [], "L-2026-9999")
    looks = [(look.pk,) for look in safety.looks]
    put(
        found, ("support",), looks[:1] if role == Role.ADMIN else [], looks if role != Role.ADMIN else looks[1:], 999999
    )
    put(found, ("support", "support_act"), [], [], 999999, "grant")
    put(found, ("watch_kind",), [(str(kind),) for kind in WatchKind], [], "no-such")
    put(found, ("unusual",), [(key,) for key in safety.unusual[:1]], [], "many-999999-20260101")
    put(found, ("consent", "text_version"), [("placement", 1)], [], "placement", 99)
    text = ExplanationText.objects.filter(audience=Audience.SEEKER).order_by("-version")[0]
    put(found, ("explained_text", "explained_version"), [(text.audience, text.version)], [], "nobody", 99)
    told = Explained.objects.filter(way=ToldBy.PAPER).select_related("physician").order_by("pk")[0]
    assert told.physician is not None
    put(found, ("side",), [(told.physician.number,)], [], "P-2026-9999")
    put(found, ("side", "told"), [(told.physician.number, told.pk)], [], told.physician.number, 999999)
    put(found, ("criterion",), [("staff",), ("fees",)], [], "no-such")
    put(found, ("criterion", "evidence"), [("staff", safety.paper.pk)], [], "staff", 999999)
    put(found, ("office_year",), [(fiscal_year(today()),)], [], 1999)
    put(found, ("chosen",), [(c.candidacy.number,) for c in ChosenFrom.objects.order_by("pk")[:2]], [], "C-2026-9999")


class OfficeThings:
    """A bill for every fee event; of the first one a part was paid and a correction waits. Last year's report is closed."""

    def __init__(self, by: Actor) -> None:
        for event in FeeEvent.objects.order_by("pk"):
            money.issue_invoice(event=event, by=by, key=uuid.uuid4(), net_yen=event.amount_yen or 100_000)
        self.bills = list(Invoice.objects.order_by("pk"))
        for bill in self.bills[:1]:
            money.record_collection(invoice=bill, by=by, key=uuid.uuid4(), on=today(), yen=1_000)
            money.prepare_refund(
                invoice=bill, by=by, key=uuid.uuid4(), kind=RefundKind.CORRECTION, net_yen=500, reason="率の誤り"
            )
        self.year = fiscal_year(today()) - 1
        reports.close_report(kind=ReportKind.FORM8, year=self.year, by=by)
        self.safety = Safety(by)


def put_office(put: Any, found: Any, role: str, things: OfficeThings, hospital: Institution) -> None:
    """What the addresses of the office name, as this role stands to it."""
    own = [b for b in things.bills if b.event.placement.candidacy.opening.institution_id == hospital.pk]
    mine = own if role in INSTITUTION_ROLES else things.bills
    rest = [bill for bill in things.bills if bill not in mine]
    put(found, ("bill",), [(b.serial,) for b in mine], [(b.serial,) for b in rest], 999999)
    waiting = [(b.serial, r.pk) for b in things.bills for r in b.refunds.all()]
    put(found, ("bill", "refund"), waiting, [], 999999, 999999)
    put(found, ("fee_case",), [(b.event.placement.candidacy.number,) for b in things.bills], [], "C-2026-9999")
    year = things.year
    put_safety(put, found, role, things.safety)
    put(found, ("report", "report_year"), [("form8", year), ("portal", year + 1)], [], "form9", year)
    put(
        found,
        ("report", "report_year", "report_form"),
        [("form8", year, "pdf"), ("portal", year, "json")],
        [],
        "form8",
        year,
        "doc",
    )
    put(found, ("report", "report_year", "figure"), [("form8", year + 1, "seekers_new")], [], "form8", year, "no-such")
    opening = LedgerEntry.objects.exclude(opening=None).order_by("pk").select_related("opening")[0].opening
    put(
        found,
        ("ledger", "ledger_row"),
        [("openings", opening.number)] if opening else [],
        [],
        "openings",
        "O-2026-9999",
    )
