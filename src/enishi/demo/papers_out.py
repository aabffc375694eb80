"""Forms on paper: one handed out that waits for its answer, one that came by fax and was keyed in twice and recorded."""

from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.japanese.date_display import western
from enishi.common.workflow import Channel
from enishi.demo.places import Place
from enishi.desk import paper
from enishi.desk.enums import PaperKind
from enishi.openings.enums import OpeningState
from enishi.referrals.models import Referral
from enishi.web.desk.paper_forms import OF_OPENING, RIGHT, TWINS


def lay_out_papers(places: list[Place], desk: Actor) -> None:
    """The monthly confirmation of two institutions, and a physician's question about a referral on paper."""
    published = [p.institution for p in places if p.institution.openings.filter(state=OpeningState.PUBLISHED).exists()]
    with ago(timedelta(days=5)):
        paper.make_sheet(kind=PaperKind.CONFIRM, by=desk, institution=published[-1])
        back = paper.make_sheet(kind=PaperKind.CONFIRM, by=desk, institution=published[-2])
    asked = Referral.objects.filter(consented_at=None, refused_at=None, physician__isnull=False).first()
    if asked is not None:
        paper.make_sheet(kind=PaperKind.REFERRAL, by=desk, physician=asked.physician, printed={"referral": asked.pk})
    with ago(timedelta(days=2)):
        paper.receive_sheet(sheet=back, by=desk, channel=Channel.FAX)
        answers = {f"{OF_OPENING}{number}": [RIGHT] for number in back.printed}
        values = answers | {"confirmed_by": ["事務長"], "signed_on": [western(today())]}
        twin = TWINS[PaperKind.CONFIRM]
        critical = twin.make(back).critical
        for time in (1, 2):
            paper.type_sheet(sheet=back, by=desk, values=values, critical=critical, time=time)
        form = twin.make(back, {name: given[0] for name, given in values.items()})
        assert form.is_valid(), form.errors
        paper.finish_sheet(sheet=back, by=desk, act=lambda by: twin.record(back, form, by))
