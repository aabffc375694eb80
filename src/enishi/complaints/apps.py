"""Complaints stand apart from the pipeline; see `models`."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "enishi.complaints"
    verbose_name = "お申し出（苦情）"
