"""The offices of societies are one of the circles to which a letter may go at once."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "enishi.outreach"
    verbose_name = "周知"

    def ready(self) -> None:
        from enishi.outreach import mailing, newsletter, seminar_notices, stories  # models must be there first

        mailing.open_circles()
        seminar_notices.open_circles()
        newsletter.open_circles()
        assert stories  # registers its notices
