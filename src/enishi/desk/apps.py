"""Who looks after an institution is decided when it comes in."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "enishi.desk"
    verbose_name = "担当者の机"

    def ready(self) -> None:
        from enishi.desk.keeping import follow_institutions  # models must be there first
        from enishi.desk.mailing import open_circles
        from enishi.institutions.actions import MACHINE

        MACHINE.also(effect=follow_institutions)
        open_circles()
