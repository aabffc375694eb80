"""Those who were placed agree to research, as most do who are asked after a good talk. The worker makes the tables."""

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.candidacies.models import Placement
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from enishi.physicians.actions import give_consent, has_consented
from enishi.physicians.enums import ConsentKind
from enishi.research.jobs import freeze_yearly_cut, make_research_tables


def agree_and_count() -> None:
    """Each says so to the coordinator on the telephone, on the day the work was settled."""
    held = {
        one.user_id: actor_of(one)
        for one in Membership.objects.in_force().select_related("user").filter(role=Role.COORDINATOR)
    }
    for row in Placement.objects.select_related("candidacy__physician").order_by("pk"):
        physician = row.candidacy.physician
        if not has_consented(physician, ConsentKind.RESEARCH) and row.hired_on < today():
            with ago(today() - row.hired_on):
                by = held[physician.coordinator_id or row.candidacy.owner_id].by(Channel.PHONE)
                give_consent(physician=physician, kind=ConsentKind.RESEARCH, by=by)
    make_research_tables.defer(timestamp=0)
    freeze_yearly_cut.defer(timestamp=0)
