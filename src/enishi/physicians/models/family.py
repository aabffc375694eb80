"""A page for the family (N24): what the physician shows of a place, and what the family asks."""

from django.conf import settings
from django.db import models

from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.openings.models import Opening
from enishi.physicians.models.person import Physician


class Relation(Labelled):
    """For whom a family page is made; no name is ever stored."""

    SPOUSE = "spouse", "配偶者"
    CHILD = "child", "お子さん"
    PARENT = "parent", "ご両親"
    FAMILY = "family", "ご家族"


class FamilyLink(models.Model):
    """An expiring page for one member of the family. `digest`: of the token, which is stored nowhere."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="family_links")
    relation = models.CharField("どなたに", max_length=10, choices=Relation.choices())
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField("期限")
    ended_at = models.DateTimeField("終えた日時", null=True)
    shows_visit = models.BooleanField("見学の予定を見せる", default=False)

    class Meta:
        verbose_name = "ご家族のページ"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.expires_at > now()


class FamilyPlace(models.Model):
    """One place that the page shows. Its institution stays unnamed until the physician allows it."""

    link = models.ForeignKey(FamilyLink, on_delete=models.CASCADE, related_name="places")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="+")
    shows_name = models.BooleanField("医療機関の名前を見せる", default=False)

    class Meta:
        verbose_name = "ご家族に見せる場所"
        constraints = (models.UniqueConstraint(fields=("link", "opening"), name="family_place_once"),)


class FamilyQuestion(models.Model):
    """A question of the family, for the physician and, if he or she wishes, for the coordinator; and its answer."""

    link = models.ForeignKey(FamilyLink, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(unique=True)
    text = EncryptedTextField("ご質問")
    asked_at = models.DateTimeField(default=now)
    to_coordinator_at = models.DateTimeField("担当者に渡した日時", null=True)
    answer = EncryptedTextField("お答え", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ご家族のご質問"
        ordering = ("asked_at", "id")
