"""The institution's room. Included under /inst; patterns begin with the slash themselves."""

from django.urls import path

from enishi.institutions.readiness_items import Seat
from enishi.web.institution import (
    checking,
    confirming,
    insight,
    lists,
    needs,
    opening_steps,
    opening_views,
    papers,
    readiness,
    scope,
    talk_views,
    views,
)
from enishi.web.institution.access import MEMBERS
from enishi.web.talk.routes import Room, urls_for

TALK = "/talks/<str:number>"
ROOM = Room(path=TALK, base="/inst/talks/{number}", name="inst_talk", roles=MEMBERS, show=talk_views.show)

urlpatterns = [
    path("", views.home, name="inst_home"),
    path("/profile", views.profile, name="inst_profile"),
    path("/paper", papers.papers, name="inst_papers"),
    path("/paper/new", papers.new, name="inst_paper_new"),
    path("/paper/<str:code>/sheet.pdf", papers.print_sheet, name="inst_paper_pdf"),
    path("/needs", needs.needs, name="inst_needs"),
    path("/needs/<int:pk>/<str:act>", needs.change, name="inst_needs_change"),
    path("/openings", opening_views.openings, name="inst_openings"),
    path("/openings/new", opening_steps.new, name="inst_opening_new"),
    path("/openings/template.xlsx", lists.template, name="inst_openings_template"),
    path("/openings/export.xlsx", lists.export, name="inst_openings_export"),
    path("/openings/import", lists.upload, name="inst_openings_import"),
    path("/openings/import/<uuid:key>", lists.check, name="inst_openings_import_check"),
    path("/openings/confirm", confirming.confirm_all, name="inst_openings_confirm"),
    path("/openings/confirm/way", confirming.choose_way, name="inst_openings_confirm_way"),
    path("/openings/<str:number>", opening_views.opening, name="inst_opening"),
    path("/openings/<str:number>/copy", opening_steps.copy, name="inst_opening_copy"),
    path("/openings/<str:number>/steps/<int:step>", opening_steps.step, name="inst_opening_step"),
    path("/openings/<str:number>/versions", opening_views.versions, name="inst_opening_versions"),
    path("/openings/<str:number>/edit", opening_views.edit, name="inst_opening_edit"),
    path("/openings/<str:number>/publish", opening_views.publish, name="inst_opening_publish"),
    path("/openings/<str:number>/confirm", opening_views.confirm, name="inst_opening_confirm"),
    path("/openings/<str:number>/close", opening_views.close, name="inst_opening_close"),
    path("/openings/<str:number>/check", checking.check, name="inst_opening_check"),
    path("/openings/<str:number>/insight", insight.insight, name="inst_opening_insight"),
    path("/openings/<str:number>/scope", scope.scope, name="inst_opening_scope"),
    path("/openings/<str:number>/scope/<str:group>", scope.group, name="inst_opening_scope_group"),
    path("/readiness", readiness.home, name="inst_readiness"),
    path("/readiness/link", readiness.link, name="inst_readiness_link"),
    path("/readiness/share", readiness.share_it, name="inst_readiness_share"),
    path("/readiness/paper", readiness.paper, name="inst_readiness_paper"),
    path("/readiness/office/<str:group>", readiness.group, {"seat": Seat.OFFICE}, name="inst_readiness_office"),
    path("/readiness/doctor/<str:group>", readiness.group, {"seat": Seat.DOCTOR}, name="inst_readiness_doctor"),
    path("/candidates", talk_views.candidates, name="inst_candidates"),
    path(TALK, talk_views.talk, name="inst_talk"),
    path(f"{TALK}/documents/<int:pk>", talk_views.document, name="inst_talk_document"),
    path(f"{TALK}/welcome", talk_views.welcome, name="inst_talk_welcome"),
    path(f"{TALK}/decline", talk_views.decline, name="inst_talk_decline"),
    path(f"{TALK}/offer", talk_views.offer, name="inst_talk_offer"),
    path(f"{TALK}/reopen", talk_views.reopen, name="inst_talk_reopen"),
    path(f"{TALK}/contract", talk_views.contract, name="inst_talk_contract"),
    path(f"{TALK}/start", talk_views.start, name="inst_talk_start"),
    *urls_for(ROOM),
]
