"""The institution's room. Included under /inst; patterns begin with the slash themselves."""

from django.urls import path

from enishi.institutions.readiness_items import Seat
from enishi.web.aftercare.pages import INST as CARE
from enishi.web.aftercare.pages import urls_for as care_urls
from enishi.web.institution import (
    advertisement,
    apply,
    checking,
    common_answers,
    confirming,
    continuity,
    declaration,
    hosting,
    insight,
    lists,
    members,
    needs,
    opening_steps,
    opening_views,
    papers,
    profile,
    readiness,
    region_note,
    relay,
    reports,
    scope,
    talk_views,
    views,
)
from enishi.web.institution.access import MEMBERS
from enishi.web.talk.extra_routes import common_urls, urls_around
from enishi.web.talk.papers import papers_for
from enishi.web.talk.routes import Room, urls_for
from enishi.web.visits.routes import INST
from enishi.web.visits.routes import urls_for as visit_urls

TALK = "/talks/<str:number>"
ROOM = Room(path=TALK, base="/inst/talks/{number}", name="inst_talk", roles=MEMBERS, show=talk_views.show)

urlpatterns = [
    path("", views.home, name="inst_home"),
    path("/apply", apply.apply, name="inst_apply"),
    path("/apply/done", apply.done, name="inst_apply_done"),
    path("/join/<str:token>", members.join, name="inst_join"),
    path("/declaration", declaration.declaration, name="inst_declaration"),
    path("/users", members.users, name="inst_users"),
    path("/users/invite", members.invite_user, name="inst_user_invite"),
    path("/users/<int:pk>", members.user_role, name="inst_user"),
    path("/users/invitations/<int:pk>/cancel", members.cancel, name="inst_invitation_cancel"),
    path("/profile", profile.profile, name="inst_profile"),
    path("/profile/edit", profile.edit, name="inst_profile_edit"),
    path("/profile/reality/<str:part>", profile.reality, name="inst_reality"),
    path("/region-note", region_note.region_note, name="inst_region_note"),
    path("/continuity", continuity.book, name="inst_continuity"),
    path("/continuity/new", continuity.new, name="inst_continuity_new"),
    path("/continuity/share", continuity.share, name="inst_continuity_share"),
    path("/continuity/draft", continuity.draft, name="inst_continuity_draft"),
    path("/continuity/<int:pk>", continuity.post, name="inst_continuity_post"),
    path("/reports", reports.reports, name="inst_reports"),
    path("/paper", papers.papers, name="inst_papers"),
    path("/paper/new", papers.new, name="inst_paper_new"),
    path("/paper/<str:code>/sheet.pdf", papers.print_sheet, name="inst_paper_pdf"),
    path("/needs", needs.needs, name="inst_needs"),
    path("/needs/<int:pk>/<str:act>", needs.change, name="inst_needs_change"),
    path("/relay", relay.relays, name="inst_shared_posts"),
    path("/relay/<str:number>", relay.relay, name="inst_shared_post"),
    path("/relay/<str:number>/close", relay.close, name="inst_shared_post_close"),
    path("/openings", opening_views.openings, name="inst_openings"),
    path("/openings/new", opening_steps.new, name="inst_opening_new"),
    path("/openings/template.xlsx", lists.template, name="inst_openings_template"),
    path("/openings/export.xlsx", lists.export, name="inst_openings_export"),
    path("/openings/import", lists.upload, name="inst_openings_import"),
    path("/openings/import/<uuid:key>", lists.check, name="inst_openings_import_check"),
    *advertisement.urlpatterns,
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
    path(
        "/readiness/physician/<str:group>", readiness.group, {"seat": Seat.PHYSICIAN}, name="inst_readiness_physician"
    ),
    path("/candidates", talk_views.candidates, name="inst_candidates"),
    path(TALK, talk_views.talk, name="inst_talk"),
    path(f"{TALK}/documents/<int:pk>", talk_views.document, name="inst_talk_document"),
    path(f"{TALK}/hosting", hosting.hosting, name="inst_hosting"),
    path(f"{TALK}/welcome", talk_views.welcome, name="inst_talk_welcome"),
    path(f"{TALK}/steps/<str:step_id>", talk_views.take_step, name="inst_talk_step"),
    path(f"{TALK}/decline", talk_views.decline, name="inst_talk_decline"),
    path(f"{TALK}/offer", talk_views.offer, name="inst_talk_offer"),
    path(f"{TALK}/reopen", talk_views.reopen, name="inst_talk_reopen"),
    path(f"{TALK}/contract", talk_views.contract, name="inst_talk_contract"),
    path(f"{TALK}/start", talk_views.start, name="inst_talk_start"),
    *papers_for(TALK, "inst", MEMBERS, notice=True),
    *urls_for(ROOM),
    *visit_urls(INST),
    *care_urls(CARE),
    *urls_around(ROOM),
    *common_urls(ROOM),
    path("/answers", common_answers.page, name="inst_common_answers"),
    path("/answers/<int:pk>/end", common_answers.end, name="inst_common_answer_end"),
]
