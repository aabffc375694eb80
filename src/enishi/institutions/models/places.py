"""Hospitals, clinics and municipalities that look for physicians."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enishi.accounts.models import Organisation
from enishi.common.transitions import Stateful, TransitionRow
from enishi.institutions.enums import InstitutionKind, InstitutionState
from enishi.institutions.listed import ListedFacility
from enishi.institutions.querysets import InstitutionQuerySet


class Corporation(models.Model):
    """The legal entity that runs institutions; a shield against it covers them all. `group`: a wider family of corporations."""

    name = models.CharField("法人名", max_length=200, unique=True)
    group = models.CharField("グループ名", max_length=200, blank=True)

    class Meta:
        verbose_name = "法人"

    def __str__(self) -> str:
        return self.name


class Institution(Stateful):
    """One place of work. People act for it through memberships of its organisation.

    merged_into: the registration of the same place that goes on (see enishi.merging). Under its old name and address the
    one that ended still meets whoever hides from it (`physicians.shield`). One step leads there: later merges are followed.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="institution")
    corporation = models.ForeignKey(
        Corporation, verbose_name="法人", null=True, blank=True, on_delete=models.PROTECT, related_name="institutions"
    )
    listed = models.ForeignKey(
        ListedFacility, verbose_name="国の一覧", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    affiliations = ArrayField(
        models.CharField(max_length=100), verbose_name="医師の派遣元の医局", default=list, blank=True
    )
    name = models.CharField("名称", max_length=200)
    kana = models.CharField("ふりがな", max_length=200, blank=True)
    kind = models.CharField("種類", max_length=20, choices=InstitutionKind.choices())
    municipality = models.ForeignKey(
        "areas.Municipality", verbose_name="市区町村", on_delete=models.PROTECT, related_name="institutions"
    )
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=200)
    phone = models.CharField("電話番号", max_length=20, blank=True)
    contact_name = models.CharField("連絡担当者", max_length=80, blank=True)
    beds = models.PositiveIntegerField("病床数", null=True, blank=True)
    about = models.TextField("ご紹介", blank=True)
    honest_note = models.TextField("正直メモ（不便なこと）", blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed", verbose_name="統合した先"
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "医療機関"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in InstitutionState]), name="institution_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | ~models.Q(state="merged") & models.Q(merged_into=None),
                name="institution_merged_leads_on",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InstitutionTransition(TransitionRow):
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="transitions")
