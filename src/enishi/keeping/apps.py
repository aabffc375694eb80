"""How long what is kept, what becomes of it then, and the proof; and what would bring everything back after a loss."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "enishi.keeping"
    verbose_name = "保存と消去"
