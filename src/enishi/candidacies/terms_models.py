"""Around an agreement: who wished to speak of terms, and the way a version goes inside the institution before it is offered."""

from django.conf import settings
from django.db import models

from enishi.candidacies.enums import Confirmer, TrackAct
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel, Party

SIDES = [(p.value, p.label) for p in (Party.PHYSICIAN, Party.INSTITUTION)]


class TermsWish(models.Model):
    """One side's yes to going on to terms (T16). It counts while the talk stands where it stood when the side said it."""

    candidacy = models.ForeignKey("candidacies.Candidacy", on_delete=models.PROTECT, related_name="terms_wishes")
    side = models.CharField("どちらから", max_length=20, choices=SIDES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    confirmer = models.CharField("お返事をくださった方", max_length=10, choices=Confirmer.choices(), blank=True)
    at = models.DateTimeField("日時", default=now)

    class Meta:
        verbose_name = "条件の話へ進むお返事"
        ordering = ("at", "id")


class TrackStep(models.Model):
    """承認の段: one position or assembly that one version goes through inside the institution, in the order of `no`.

    basis: hash of the words it decides on (`track.basis_of`), the whole version or its core; through_at: when it was through.
    """

    version = models.ForeignKey("candidacies.AgreementVersion", on_delete=models.PROTECT, related_name="track")
    no = models.PositiveSmallIntegerField("段")
    label = models.CharField("役職・会議", max_length=20)
    in_person = models.BooleanField("承認者が画面で押す", default=False)
    core_only = models.BooleanField("大事な条件だけを見る", default=False)
    basis = models.CharField("見た条件の指紋", max_length=64)
    expected_on = models.DateField("予定の日")
    through_at = models.DateTimeField("済んだ日時", null=True)

    class Meta:
        verbose_name = "承認の段"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("version", "no"), name="track_step_once"),)


class TrackRecord(models.Model):
    """What happened at a step. Rows are only added; the institution and the desk read them, the physician does not.

    on: the day of the decision, or the new expected day; note: the institution's own words (a file number, what to mend).
    """

    step = models.ForeignKey(TrackStep, on_delete=models.PROTECT, related_name="records")
    act = models.CharField("出来事", max_length=10, choices=TrackAct.choices())
    on = models.DateField("日")
    note = EncryptedTextField("控え", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    party = models.CharField("立場", max_length=20, choices=Party.choices())
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    confirmer = models.CharField("お返事をくださった方", max_length=10, choices=Confirmer.choices(), blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "承認の段の記録"
        ordering = ("at", "id")
