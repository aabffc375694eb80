"""The offices of societies are one of the circles to which a letter may go at once."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "enishi.outreach"
    verbose_name = "周知"

    def ready(self) -> None:
        from enishi.outreach.mailing import open_circles  # models must be there first

        open_circles()
