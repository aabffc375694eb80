"""Every app's `holdings` module is read at start, so that nothing held of a person is forgotten."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PhysiciansConfig(AppConfig):
    name = "enishi.physicians"
    verbose_name = "医師"

    def ready(self) -> None:
        autodiscover_modules("holdings")
