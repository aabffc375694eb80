"""Every state can be reached by what people really do, and says whose turn it is."""

import pytest

from enishi.candidacies.enums import ENDS, State


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_by_real_actions(world, state):
    candidacy = world.candidacy(state=state)
    assert candidacy.state == state
    log = list(candidacy.transitions.values_list("from_state", "to_state"))
    assert log[0][0] == "" and log[-1][1] == state
    assert all(before == earlier[1] for (before, _), earlier in zip(log[1:], log, strict=False))
    if state in ENDS:
        assert (candidacy.waiting_for, candidacy.due_on) == ("", None)
    else:
        assert candidacy.waiting_for and candidacy.due_on and candidacy.owner
