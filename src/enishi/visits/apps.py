"""Visits take part in the steps of a candidacy: they say what stands against one, and follow each that was taken."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "enishi.visits"
    verbose_name = "面談・見学・体験勤務"

    def ready(self) -> None:
        from enishi.candidacies.machine import MACHINE
        from enishi.visits.steps import follow, guard  # models must be there first

        MACHINE.also(guard=guard, effect=follow)
