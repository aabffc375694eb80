"""Surveys: questions in versions, asked of a panel by consent or of everybody, answered without a name behind."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "enishi.surveys"
    verbose_name = "調査"

    def ready(self) -> None:
        from enishi.surveys import notices  # registers its kinds

        assert notices.ASKS
