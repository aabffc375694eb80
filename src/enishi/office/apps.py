"""The licensee's office keeps what its ledgers must say later as it was on the day."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "enishi.office"
    verbose_name = "事務局"

    def ready(self) -> None:
        from enishi.candidacies.machine import MACHINE as CANDIDACIES  # models must be there first
        from enishi.institutions.actions import MACHINE as INSTITUTIONS
        from enishi.keeping.retention import also_evidence
        from enishi.office.chosen import keep_list
        from enishi.office.explanations import shown_at_application, shown_at_registration, told_at_acceptance
        from enishi.office.ledger_entries import keep_opening, keep_seeker
        from enishi.office.models import Explained
        from enishi.openings.actions import MACHINE as OPENINGS
        from enishi.physicians.actions import MACHINE as PHYSICIANS
        from enishi.physicians.registration import also_at_agreement

        OPENINGS.also(effect=keep_opening)
        PHYSICIANS.also(effect=keep_seeker)
        CANDIDACIES.also(effect=keep_list)
        PHYSICIANS.also(effect=told_at_acceptance)
        INSTITUTIONS.also(effect=shown_at_application)
        also_at_agreement(shown_at_registration)
        also_evidence(Explained)
