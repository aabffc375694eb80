"""The physician's room, below /my."""

from django.urls import path

from enishi.web.openings import searches
from enishi.web.physician import own, privacy, talks, views
from enishi.web.physician.work_urls import WORK
from enishi.web.talk.routes import urls_for

urlpatterns = [
    path("", views.home, name="my"),
    path("/proposals", views.proposals, name="my_proposals"),
    path("/proposals/<str:number>", views.proposal, name="my_proposal"),
    path("/proposals/<str:number>/answer", views.answer, name="my_answer"),
    path("/talks/<str:number>", talks.talk, name="my_talk"),
    path("/talks/<str:number>/agreement", talks.sheet, name="my_agreement"),
    path("/talks/<str:number>/agreement/<int:no>", talks.sheet, name="my_agreement_version"),
    path("/talks/<str:number>/agree", talks.agree, name="my_agree"),
    path("/talks/<str:number>/revise", talks.revise, name="my_revise"),
    path("/talks/<str:number>/contract", talks.confirm_contract, name="my_contract"),
    path("/talks/<str:number>/disclose", talks.disclose, name="my_disclose"),
    path("/talks/<str:number>/visit", talks.ask_visit, name="my_visit"),
    path("/talks/<str:number>/decline", talks.decline, name="my_decline"),
    *urls_for(talks.ROOM),
    *WORK,
    path("/wishes", own.wishes, name="my_wishes"),
    path("/wishes/edit", own.edit_wishes, name="my_edit_wishes"),
    path("/privacy", privacy.privacy, name="my_privacy"),
    path("/privacy/shield", privacy.add_shield, name="my_add_shield"),
    path("/privacy/shield/<int:pk>/end", privacy.end_shield, name="my_end_shield"),
    path("/privacy/disclosures/<int:pk>/end", privacy.end_disclosure, name="my_end_disclosure"),
    path("/privacy/consents/<str:kind>", privacy.consent, name="my_consent"),
    path("/searches", searches.searches, name="my_searches"),
    path("/searches/<int:pk>/weekly", searches.weekly, name="my_search_weekly"),
    path("/searches/<int:pk>/delete", searches.delete, name="my_search_delete"),
]
