"""What follows a contract takes part in the steps of a candidacy: start, check-ins, leaving."""

from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "enishi.aftercare"
    verbose_name = "着任のあと"

    def ready(self) -> None:
        from enishi.aftercare.locks import may_not_be_urged
        from enishi.aftercare.steps import follow, guard  # models must be there first
        from enishi.candidacies.machine import MACHINE
        from enishi.notices.ways import lock_urging_with

        lock_urging_with(may_not_be_urged)
        MACHINE.also(guard=guard, effect=follow)
