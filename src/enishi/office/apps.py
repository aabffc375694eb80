"""The licensee's office keeps what its ledgers must say later as it was on the day."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "enishi.office"
    verbose_name = "事務局"

    def ready(self) -> None:
        from enishi.office.ledger_entries import keep_opening, keep_seeker  # models must be there first
        from enishi.openings.actions import MACHINE as OPENINGS
        from enishi.physicians.actions import MACHINE as PHYSICIANS

        OPENINGS.also(effect=keep_opening)
        PHYSICIANS.also(effect=keep_seeker)
