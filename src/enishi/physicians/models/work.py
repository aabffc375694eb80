"""What a physician keeps for himself or herself alone: the working week, the day of retirement with its plan, and
the preparations for a new post."""

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.physicians.models.person import Physician


class WorkingWeek(models.Model):
    """The rows of 働き方チェック over all workplaces; nobody but the physician reads them. `rows`: encrypted JSON, see `hours.py`."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="working_week")
    rows = EncryptedTextField("勤務", default="[]")
    saved_at = models.DateTimeField("保存", default=now)

    class Meta:
        verbose_name = "働き方チェック"


class RetirementPlan(models.Model):
    """定年カレンダー. `retires_on`: ISO date, encrypted; `done`: codes of what is ticked; mails only if `reminders`."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="retirement_plan")
    retires_on = EncryptedTextField("定年の日")
    done = models.JSONField("済んだこと", default=list)
    reminders = models.BooleanField("お知らせメール", default=False)
    saved_at = models.DateTimeField("保存", default=now)

    class Meta:
        verbose_name = "定年カレンダー"


class Preparation(models.Model):
    """着任の準備. `facts`: encrypted JSON, see `preparation.py`; `done`: codes of what is ticked."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="preparation")
    facts = EncryptedTextField("着任の日など")
    done = models.JSONField("済んだこと", default=list)
    saved_at = models.DateTimeField("保存", default=now)

    class Meta:
        verbose_name = "着任の準備"
