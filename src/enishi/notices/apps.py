"""Every app's `notices` module is read at start, so that the registry is whole."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "enishi.notices"
    verbose_name = "お知らせ"

    def ready(self) -> None:
        autodiscover_modules("notices")
