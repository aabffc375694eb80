"""An advertisement that came to the desk by fax, mail, post or on a call, read into a draft of the institution that sent it."""

from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.web.desk.common import HEARD_BY, READERS
from enishi.web.openings.advertisement import DeskAdvertisementForm
from enishi.web.openings.advertisement_pages import Side, urls_for

SIDE = Side(
    path="/intake/opening",
    base="/desk/intake/opening",
    names=("desk_intake_opening", "desk_ad_found", "desk_ad_review"),
    roles=READERS,
    template="base_staff.html",
    crumbs=(("紙と電話の受付", "/desk/intake"),),
    form=lambda data, files, actor: DeskAdvertisementForm(
        data, files, among=Institution.objects.visible_to(actor), ways=HEARD_BY
    ),
    whose=lambda form, actor: (
        form.cleaned_data["institution"],
        actor.by(Channel(form.cleaned_data["channel"])),
    ),
    leads_to=lambda number: f"/desk/openings/{number}",
    said=lambda made: f"{made.institution.name}の下書きをつくりました。公開はしていません。",
)
urlpatterns = urls_for(SIDE)
