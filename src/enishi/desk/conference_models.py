"""ケース会議: a meeting about hard cases, who was there, and what was decided of each.

A case stands beside one record. question and words are typed by the coordinator and hold no name; brief is what the rules
wrote of the record without names, as it stood when the case was put on the list.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.desk.conference_rules import Why
from enishi.desk.record_models import SUBJECTS, BesideRecord, NextAction, exactly_one


class Conference(models.Model):
    """One meeting: planned, then held (`held_at`). Afterwards nothing of it changes but by a new meeting."""

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    on = models.DateField("開く日")
    place = models.CharField("場所・時刻", max_length=100, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=now)
    attended = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="出た人")
    held_at = models.DateTimeField("開いた日時", null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ケース会議"
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return self.number


class ConferenceCase(BesideRecord):
    """One case of one meeting. decided: what was decided; action: the next action it became."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="cases")
    why = models.CharField("なぜ", max_length=10, choices=Why.choices())
    question = EncryptedTextField("相談したいこと")
    brief = EncryptedTextField("概要")
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=now)
    decided = EncryptedTextField("決めたこと", blank=True)
    decided_at = models.DateTimeField("決めた日時", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(NextAction, null=True, on_delete=models.SET_NULL, related_name="+")
    dropped_at = models.DateTimeField("外した日時", null=True)

    class Meta:
        verbose_name = "ケース会議の一件"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=exactly_one(), name="conference_case_of_one_record"),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(decided=""), name="conference_case_decided_says_what"
            ),
            *(
                models.UniqueConstraint(
                    fields=("conference", name), condition=Q(dropped_at=None), name=f"conference_case_once_{name}"
                )
                for name in SUBJECTS
            ),
        )
