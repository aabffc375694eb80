"""All addresses, by the people they are for."""

from django.conf import settings
from django.urls import include, path

from enishi.config.signposts import Signposts

by_readers = [
    path("", include("enishi.web.public.urls")),
    path("", include("enishi.web.sign_in.urls")),
    path("", include("enishi.web.registration.urls")),
    path("regions", include("enishi.web.regions.urls")),
    path("openings", include("enishi.web.openings.urls")),
    path("guide", include("enishi.web.guide.urls")),
    path("", include("enishi.web.openings.machine_urls")),
    path("", include("enishi.web.surveys.urls")),
    path("my", include("enishi.web.physician.urls")),
    path("f", include("enishi.web.family.urls")),
    path("q", include("enishi.web.readiness.urls")),
    path("inst", include("enishi.web.institution.urls")),
    path("desk", include("enishi.web.desk.urls")),
    path("ops", include("enishi.web.office.urls")),
    path("", include("enishi.web.desk.calendar_file")),
    path("", include("enishi.web.outreach.urls")),
    path("", include("enishi.web.complaints.urls")),
    path("", include("enishi.web.referrals.urls")),
    path("research", include("enishi.web.research.urls")),
]
if settings.DEV_PAGES:
    by_readers.append(path("dev/", include("enishi.web.dev.urls")))
urlpatterns = [Signposts(by_readers)]

handler400 = "enishi.web.errors.bad_request"
handler403 = "enishi.web.errors.forbidden"
handler404 = "enishi.web.errors.not_found"
handler500 = "enishi.web.errors.server_error"
handler429 = "enishi.web.errors.too_many"
