"""What the office keeps of its own: everything else it reads from the log of the other rooms."""

import json

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.office.certification_models import ComparisonPlan, CriterionReview, CriterionWording, Evidence
from enishi.office.explained_models import Explained, ExplanationText
from enishi.office.money_models import FeeEntry, Invoice, Refund
from enishi.office.purpose_models import FilePurpose
from enishi.office.report_models import ClosedReport, HalfYearCheck, TermChange
from enishi.office.safety_models import (
    ChosenFrom,
    Incident,
    IncidentEntry,
    ReviewAnswer,
    StaffTraining,
    SupportAccess,
    WatchAnswer,
    WatchLimit,
)
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

PURPOSE_MODELS = (FilePurpose,)
MONEY_MODELS = (Invoice, Refund, FeeEntry)
REPORT_MODELS = (ClosedReport, HalfYearCheck, TermChange)
EXPLAINED_MODELS = (ExplanationText, Explained)
CERTIFICATION_MODELS = (Evidence, CriterionReview, CriterionWording, ComparisonPlan)
SAFETY_MODELS = (
    ChosenFrom,
    Incident,
    IncidentEntry,
    ReviewAnswer,
    StaffTraining,
    SupportAccess,
    WatchAnswer,
    WatchLimit,
)


class LedgerEntry(models.Model):
    """The items of an opening or a seeker as they were on the day of acceptance: a ledger does not change when a hospital
    is renamed or a physician moves (職業安定法32条の15, 同法施行規則24条の7).

    facts: item of `law.ledgers` → text, as encrypted JSON; emptied when the law no longer asks for it.
    """

    opening = models.OneToOneField(Opening, null=True, on_delete=models.PROTECT, related_name="ledger_entry")
    physician = models.OneToOneField(Physician, null=True, on_delete=models.PROTECT, related_name="ledger_entry")
    accepted_on = models.DateField("受付年月日")
    made_at = models.DateTimeField("記録の日時", default=now)
    facts = EncryptedTextField("受け付けたときの記載")

    class Meta:
        verbose_name = "管理簿の記載"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(opening__isnull=False, physician__isnull=True)
                | models.Q(opening__isnull=True, physician__isnull=False),
                name="ledger_entry_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"ledger entry {self.pk}"

    @property
    def then(self) -> dict[str, str]:
        """Empty when it was erased."""
        return dict(json.loads(self.facts)) if self.facts else {}


class LedgerRemark(models.Model):
    """内部備考: what the office writes beside a row of a ledger for itself; the labour bureau never sees it. Only ever added."""

    key = models.UUIDField(unique=True)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="remarks")
    text = EncryptedTextField("内部備考")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "管理簿の内部備考"
        ordering = ("at", "id")
