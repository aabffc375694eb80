"""What ends with an opening, and what does not end with the first year."""

from enishi.candidacies.access import candidacy_for
from enishi.candidacies.actions import close_opening_and_talks
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.openings.enums import CloseReason


def test_a_filled_opening_ends_its_talks_and_tells_the_physicians_who_were_asked(world):
    opening = world.opening()
    talking = world.candidacy(state="dialogue", opening=opening)
    suggested = world.candidacy(state="suggested", opening=opening)
    agreed = world.candidacy(state="agreed", opening=opening)
    close_opening_and_talks(opening=opening, by=world.member(opening.institution), close_reason=CloseReason.FILLED)
    states = dict(Candidacy.objects.values_list("pk", "state"))
    assert states[talking.pk] == states[suggested.pk] == State.OPENING_CLOSED
    assert states[agreed.pk] == State.AGREED
    assert "E41" in [n.kind for n in world.messages(talking.physician)]
    assert "E41" not in [n.kind for n in world.messages(suggested.physician)]


def test_an_institution_still_sees_the_physician_who_settled_there(world):
    settled = world.candidacy(state="settled")
    assert candidacy_for(world.actor(settled.opening.institution), settled.number) == settled
