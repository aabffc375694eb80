"""Two people act at the same moment: exactly one wins, and the other is told in a sentence."""

import threading

from django.db import connection

from enishi.candidacies.actions import pass_on, suggest, take_step
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.common.workflow import StepRefused


def at_the_same_time(*acts):
    """Run each act in a thread of its own with its own connection; what each returned or raised, in order."""
    outcomes = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(index, act):
        try:
            gate.wait(timeout=60)
            outcomes[index] = act()
        except StepRefused as refused:
            outcomes[index] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def test_of_two_who_pass_on_the_same_candidacy_exactly_one_does(real_world):
    candidacy = real_world.candidacy(state="physician_yes")
    one, two = (real_world.coordinator() for _ in range(2))
    outcomes = at_the_same_time(
        lambda: pass_on(candidacy=Candidacy.objects.get(pk=candidacy.pk), by=one),
        lambda: pass_on(candidacy=Candidacy.objects.get(pk=candidacy.pk), by=two),
    )
    refused = [o for o in outcomes if isinstance(o, StepRefused)]
    assert len(refused) == 1
    assert refused[0].codes == {"state"}
    assert "医療機関に確認中" in refused[0].refusals[0].sentence
    assert CandidacyTransition.objects.filter(candidacy=candidacy, step="T7").count() == 1


def test_two_different_steps_at_once_do_not_both_happen(real_world):
    candidacy = real_world.candidacy(state="dialogue")
    outcomes = at_the_same_time(
        lambda: take_step(candidacy=Candidacy.objects.get(pk=candidacy.pk), step_id="T10", by=real_world.ms_miura),
        lambda: take_step(
            candidacy=Candidacy.objects.get(pk=candidacy.pk), step_id="T29", by=real_world.ms_miura, reason="重なり"
        ),
    )
    candidacy.refresh_from_db()
    log = list(candidacy.transitions.order_by("id").values_list("step", flat=True))
    # Closing is allowed after arranging too; arranging is not after closing.
    assert candidacy.state == "coordinator_closed"
    assert log[-1] == "T29"
    assert sum(isinstance(o, StepRefused) for o in outcomes) == (0 if "T10" in log else 1)


def test_two_coordinators_cannot_open_the_same_pair_twice(real_world):
    physician, opening = real_world.physician(), real_world.opening()
    one, two = (real_world.coordinator() for _ in range(2))
    outcomes = at_the_same_time(
        lambda: suggest(physician=physician, opening=opening, by=one),
        lambda: suggest(physician=physician, opening=opening, by=two),
    )
    refused = [o for o in outcomes if isinstance(o, StepRefused)]
    assert [r.codes for r in refused] == [{"already_open"}]
    assert Candidacy.objects.count() == 1
