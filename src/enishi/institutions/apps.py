"""Notices are registered when the application starts."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "enishi.institutions"
    label = "institutions"

    def ready(self) -> None:
        from enishi.institutions import notices  # noqa: F401
