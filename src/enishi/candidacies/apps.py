"""What changes below is told to matching's jobs, which know of locks and talks and so live here."""

from django.apps import AppConfig

from enishi.common import changes


class CandidaciesConfig(AppConfig):
    name = "enishi.candidacies"
    verbose_name = "お引き合わせ"

    def ready(self) -> None:
        from enishi.candidacies.changed_terms import tell_changed_terms
        from enishi.candidacies.matching_jobs import follow  # models must be there first
        from enishi.candidacies.shielding import withdraw_hidden_talks

        changes.listen(follow)
        changes.listen(withdraw_hidden_talks)
        changes.listen(tell_changed_terms)
