"""Several acts at the same moment, each in a thread and with a connection of its own."""

import threading

from django.db import connection

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
