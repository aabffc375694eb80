"""The licensee's office keeps what its ledgers must say later as it was on the day."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "enishi.office"
    verbose_name = "事務局"

    def ready(self) -> None:
        from enishi.candidacies.machine import MACHINE as CANDIDACIES  # models must be there first
        from enishi.office.chosen import keep_list
        from enishi.office.ledger_entries import keep_opening, keep_seeker
        from enishi.openings.actions import MACHINE as OPENINGS
        from enishi.physicians.actions import MACHINE as PHYSICIANS

        OPENINGS.also(effect=keep_opening)
        PHYSICIANS.also(effect=keep_seeker)
        CANDIDACIES.also(effect=keep_list)
