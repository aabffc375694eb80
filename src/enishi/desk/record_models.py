"""What the desk keeps beside a record: who looks after it, what comes next, notes, traces to find them by, who stands in.

A record is a physician, an institution, an opening or a candidacy. `models.py` names them all; they live here because they
belong together.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from enishi.candidacies.models import Candidacy
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.institutions.models import Institution
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

SUBJECTS = ("physician", "institution", "opening", "candidacy")
Record = Physician | Institution | Opening | Candidacy


def exactly_one() -> Q:
    """A check: the row stands beside one record, no more and no fewer."""
    condition = Q()
    for one in SUBJECTS:
        condition |= Q(**{f"{name}__isnull": name != one for name in SUBJECTS})
    return condition


class BesideRecord(models.Model):
    """A row that stands beside exactly one record."""

    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def record(self) -> Any:
        """The record it stands beside."""
        return self.physician or self.institution or self.opening or self.candidacy


class Keeper(models.Model):
    """Who at the desk looks after an institution and its openings; a physician's coordinator stands with the physician."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="keeper")
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept", verbose_name="担当者"
    )
    since = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "医療機関の担当"


class NextAction(BesideRecord):
    """次にすること: what somebody at the desk set as the next step of a record, with its date and who does it.

    Where nobody set one, the rule of `next_rules` says what comes next. One at a time stands open beside a record.
    """

    words = EncryptedTextField("次にすること")
    due_on = models.DateField("期日")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="next_actions")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField("決めた日時", default=now)
    done_at = models.DateTimeField("済んだ日時", null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "次にすること"
        constraints = (
            models.CheckConstraint(condition=exactly_one(), name="next_action_of_one_record"),
            *(
                models.UniqueConstraint(fields=(name,), condition=Q(done_at=None), name=f"next_action_one_of_{name}")
                for name in SUBJECTS
            ),
        )
        indexes = (models.Index(fields=("due_on",), condition=Q(done_at=None), name="next_action_open_by_due"),)


class DeskNote(BesideRecord):
    """控え: what the desk writes down beside a record: a thought, a call, a fax, a letter, a talk face to face.

    Physicians and institutions never read it. restricted: only whoever wrote it, whoever looks after the record and the
    supervisor. It is never changed: who errs strikes it (`struck_at`) and writes another. `key` comes with the form.
    """

    key = models.UUIDField(unique=True)
    kind = models.CharField("種類", max_length=8, choices=NoteKind.choices(), default=NoteKind.NOTE)
    way = models.CharField("向き", max_length=4, choices=NoteWay.choices(), blank=True)
    reached = models.CharField("結果", max_length=10, choices=Reached.choices(), blank=True)
    whom = models.CharField("お相手の役職", max_length=40, blank=True)
    text = EncryptedTextField("控え", blank=True)
    restricted = models.BooleanField("担当者だけが読む", default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="書いた人"
    )
    at = models.DateTimeField("日時", default=now)
    struck_at = models.DateTimeField("取り消した日時", null=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "机の控え"
        constraints = (
            models.CheckConstraint(condition=exactly_one(), name="desk_note_of_one_record"),
            models.CheckConstraint(condition=~Q(text="") | ~Q(reached=""), name="desk_note_says_something"),
        )
        indexes = tuple(models.Index(fields=(name, "-at"), name=f"desk_note_of_{name}") for name in SUBJECTS)


class Trace(BesideRecord):
    """What finds an entry by its words: keyed digests of its pairs of letters, never the words (ADR 0038).

    source, source_pk: the row that holds the words. readers: 0 everybody at the desk, else the user who wrote it, beside
    whom only the keeper of the record and the supervisor are shown it. at: of the entry, for the order.
    """

    source = models.CharField(max_length=10)
    source_pk = models.BigIntegerField()
    at = models.DateTimeField()
    restricted = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    grams = ArrayField(models.IntegerField())

    class Meta:
        verbose_name = "控えの索引"
        constraints = (
            models.UniqueConstraint(fields=("source", "source_pk"), name="trace_once"),
            models.CheckConstraint(condition=exactly_one(), name="trace_of_one_record"),
        )
        indexes = (
            GinIndex(fields=("grams",), name="trace_by_grams", fastupdate=True),
            models.Index(fields=("-at", "-id"), name="trace_by_time"),
        )


class Deputy(models.Model):
    """代理: while somebody is away, another sees and does the work too. Nothing changes hands."""

    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deputies", verbose_name="お休みの人"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deputising", verbose_name="代理"
    )
    from_on = models.DateField("初めの日")
    until_on = models.DateField("終わりの日")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField("取りやめた日時", null=True)

    class Meta:
        verbose_name = "代理"
        constraints = (
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="deputy_from_until"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="deputy_is_another"),
        )


class CaseloadMove(models.Model):
    """担当の引き継ぎ: everything or some of what one coordinator looks after passes to another, who takes it on.

    chosen: {"physicians": [pk], "institutions": [pk]} as offered; moved: the same with "candidacies" and "actions", what
    passed when it was taken. Taken back within `UNDO_DAYS`: what the taker still holds returns.
    """

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    word = EncryptedTextField("ひとこと", blank=True)
    chosen = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=now)
    taken_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "担当の引き継ぎ"
        constraints = (
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="move_to_another"),
            models.UniqueConstraint(
                fields=("giver", "taker"),
                condition=Q(taken_at=None, refused_at=None),
                name="move_one_offered_a_pair",
            ),
        )
