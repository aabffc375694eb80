"""What research keeps: editions of the public figures and of the tables of research, counted once and never again."""

from decimal import Decimal

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.matching.models import SlateState


class FiguresEdition(models.Model):
    """The public figures up to the end of one month. tables: as `figures.Table.as_json`, with small cells hidden already.
    contacts: as `promises.PromiseYear`, the newest year first; empty in editions made before they were counted.

    Rows are only ever added: whatever changes afterwards, an edition says what it said.
    """

    until = models.DateField("数えた終わりの日", unique=True)
    made_at = models.DateTimeField("数えた日時", default=now)
    tables = models.JSONField("表")
    contacts = models.JSONField("年ごとのご連絡", default=list)

    class Meta:
        verbose_name = "公表の数字"
        ordering = ("-until",)

    def __str__(self) -> str:
        return f"{self.until:%Y-%m}"


class ResearchEdition(models.Model):
    """The tables of research up to the end of one month, with small cells hidden (`editions.made`). digest: SHA-256 of the
    tables as they stand here, so that whoever quotes them can prove which they were. Rows are only ever added.
    """

    until = models.DateField("数えた終わりの日", unique=True)
    made_at = models.DateTimeField("数えた日時", default=now)
    digest = models.CharField("要約値", max_length=64)
    tables = models.JSONField("表")

    class Meta:
        verbose_name = "調査研究の版"
        ordering = ("-until",)

    def __str__(self) -> str:
        return self.snapshot

    @property
    def snapshot(self) -> str:
        """What an answer names as its source: 2026-10-3f9a1c2b."""
        return f"{self.until:%Y-%m}-{self.digest[:8]}"


class NoiseYear(models.Model):
    """What answers with noise may tell in a calendar year, all together. The database refuses to spend more."""

    year = models.PositiveSmallIntegerField("年", primary_key=True)
    allowed = models.DecimalField("年の枠（ε）", max_digits=5, decimal_places=2)
    spent = models.DecimalField("使った分（ε）", max_digits=5, decimal_places=2, default=0)

    class Meta:
        verbose_name = "ゆらぎの年の枠"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(spent__gte=0, spent__lte=models.F("allowed")), name="noise_within_the_year"
            ),
        )

    @property
    def left(self) -> Decimal:
        return self.allowed - self.spent


class NoisyAnswer(models.Model):
    """A table with noise as it was answered, once for each question. question: names of dimensions; cells: values and count.

    Rows are only ever added: whoever asks the same again gets the same, and spends nothing.
    """

    edition = models.ForeignKey(ResearchEdition, on_delete=models.PROTECT, related_name="noisy_answers")
    year = models.ForeignKey(NoiseYear, on_delete=models.PROTECT, related_name="answers")
    cube = models.CharField("表", max_length=20)
    question = models.CharField("分け方", max_length=80)
    epsilon = models.DecimalField("使った分（ε）", max_digits=4, decimal_places=2)
    asked_at = models.DateTimeField("尋ねた日時", default=now)
    cells = models.JSONField("ます")

    class Meta:
        verbose_name = "ゆらぎを加えた表"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "cube", "question", "epsilon"), name="noisy_answer_once"),
            models.CheckConstraint(condition=models.Q(epsilon__gt=0), name="noisy_answer_costs"),
        )


class Scenario(models.Model):
    """A what-if somebody kept: what was asked of which snapshot, and what came out. kind: of `scenarios` or `offers`; asked,
    found: JSON. One that a job works out has its state, how far it is and when the job last said so; the others are done.
    """

    key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField("種類", max_length=12)
    title = models.CharField("題", max_length=60)
    snapshot = models.CharField("もとの記録", max_length=40, blank=True)
    asked = models.JSONField("尋ねたこと")
    found = models.JSONField("結果", null=True)
    made_at = models.DateTimeField("残した日時", default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状態", max_length=10, choices=SlateState.choices(), default=SlateState.DONE)
    stage = models.CharField("いま", max_length=80, blank=True)
    share = models.PositiveSmallIntegerField("進み具合（%）", default=0)
    cancel_asked = models.BooleanField(default=False)
    touched_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField("終了", null=True)
    problem = models.CharField("終わらなかったわけ", max_length=80, blank=True)

    class Meta:
        verbose_name = "もしもの記録"
        ordering = ("-id",)

    @property
    def state_words(self) -> str:
        return SlateState(self.state).label


class YearlyCut(models.Model):
    """The frozen records of a year, as files in one archive. digest: SHA-256 of the archive. Rows are only ever added."""

    year = models.PositiveSmallIntegerField("年", primary_key=True)
    made_at = models.DateTimeField("作った日時", default=now)
    digest = models.CharField("要約値", max_length=64)
    archive = models.BinaryField("控え（ZIP）")

    class Meta:
        verbose_name = "年の記録"
        ordering = ("-year",)
