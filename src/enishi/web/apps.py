"""The web room: everything that speaks HTML."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "enishi.web"
    label = "web"
    verbose_name = "画面"
