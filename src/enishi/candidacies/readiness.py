"""Both sides wish to speak of terms (T16): each says so on its own page, or the desk was told."""

from collections.abc import Sequence

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.enums import OF_INSTITUTION, OF_PHYSICIAN, State
from enishi.candidacies.models import Candidacy
from enishi.candidacies.terms_models import TermsWish
from enishi.common.actor import Actor
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Channel, Party, Refusal, StepRefused

READY_STATES = frozenset({State.DIALOGUE, State.VISITED})
TELLERS = {Party.PHYSICIAN: OF_PHYSICIAN, Party.INSTITUTION: OF_INSTITUTION}


def ready_sides(candidacy: Candidacy) -> frozenset[Party]:
    """Who has said yes since the talk came to where it stands now; a yes from before a visit is asked again."""
    if not candidacy.pk:
        return frozenset()
    return frozenset(Party(side) for side in _SAID.all(candidacy=candidacy.pk, since=candidacy.state_since))


_SAID = Worded(
    lambda: TermsWish.objects.filter(candidacy=Given("candidacy"), at__gte=Given("since")).values_list(
        "side", flat=True
    )
)


@transaction.atomic
def wish_terms(*, candidacy: Candidacy, by: Actor) -> None:
    """A side says on its own page that it wants to go on to terms. Said twice it stands once.

    Raises StepRefused where the talk is elsewhere by now.
    """
    if by.party not in TELLERS:
        raise ValueError(f"{by.party} is no side of a talk")
    held = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if held.state not in READY_STATES:
        raise StepRefused(
            Refusal("state", f"いまは「{held.label}」です。このお返事は、意見交換か見学のあとに承ります。")
        )
    if by.party not in ready_sides(held):
        _note(held, by, by.party, by.channel, "")


def note_wishes(candidacy: Candidacy, by: Actor, heard: Sequence[tuple[Party, Channel, str]]) -> None:
    """What the desk was told, in the transaction of T16. Raises StepRefused for a teller of the other side, or no way told."""
    given = ready_sides(candidacy)
    for side, channel, confirmer in heard:
        if channel == Channel.WEB or confirmer not in TELLERS[side]:
            raise StepRefused(
                Refusal("heard", f"{side.label}のお返事を、どなたから、どの方法でうかがったかをお選びください。")
            )
        if side not in given:
            _note(candidacy, by, side, channel, confirmer)


def _note(candidacy: Candidacy, by: Actor, side: Party, channel: Channel, confirmer: str) -> None:
    TermsWish.objects.create(
        candidacy=candidacy, side=side, by_id=by.user_id, channel=channel, confirmer=str(confirmer)
    )
    record(by=by, action="wish_terms", object_type="candidacy", object_number=candidacy.number, side=str(side))
