"""An advertisement that the institution already has, read into drafts. Nothing is published here."""

from enishi.institutions.access import own_institution
from enishi.web.institution.access import EDITORS
from enishi.web.openings.advertisement import AdvertisementForm
from enishi.web.openings.advertisement_pages import Side, urls_for

SIDE = Side(
    path="/openings/read",
    base="/inst/openings/read",
    names=("inst_openings_read", "inst_ad_found", "inst_ad_review"),
    roles=EDITORS,
    template="base.html",
    crumbs=(("今日のご案内", "/inst"), ("募集", "/inst/openings")),
    form=lambda data, files, actor: AdvertisementForm(data, files),
    whose=lambda form, actor: (own_institution(actor), actor),
    leads_to=lambda number: f"/inst/openings/{number}/steps/1",
    said=lambda made: "下書きをつくりました。公開はしていません。足りないところを書き足してください。",
)
urlpatterns = urls_for(SIDE)
