"""The coordinators' desk."""

from django.urls import path

from enishi.web.desk import (
    callbacks,
    candidacies,
    candidacy_acts,
    doctors,
    families,
    inquiries,
    intake,
    matching,
    places,
    scope,
    today,
)
from enishi.web.desk.common import READERS
from enishi.web.talk.routes import Room, urls_for

PAIR = "/candidacies/<str:number>"
TALK = Room(path=PAIR, base="/desk/candidacies/{number}", name="desk_talk", roles=READERS, show=candidacies.show_talk)

urlpatterns = [
    path("", today.home, name="desk_home"),
    path("/callbacks", callbacks.queue, name="desk_callbacks"),
    path("/callbacks/<str:number>", callbacks.done, name="desk_callback_done"),
    path("/board", today.board, name="desk_board"),
    path("/intake", intake.home, name="desk_intake"),
    path("/intake/physician", intake.new, name="desk_intake_new"),
    path("/intake/physician/<str:number>", intake.rest, name="desk_intake_rest"),
    path("/intake/physician/<str:number>/done", intake.done, name="desk_intake_done"),
    path("/doctors", doctors.doctors, name="desk_doctors"),
    path("/doctors/<str:number>", doctors.doctor, name="desk_doctor"),
    path("/doctors/<str:number>/identity", doctors.identity, name="desk_doctor_identity"),
    path("/doctors/<str:number>/wishes", doctors.wishes, name="desk_doctor_wishes"),
    path("/doctors/<str:number>/interview", doctors.begin_interview, name="desk_doctor_interview"),
    path("/doctors/<str:number>/licence", doctors.licence, name="desk_doctor_licence"),
    path("/doctors/<str:number>/shield", doctors.shield, name="desk_doctor_shield"),
    path("/doctors/<str:number>/documents/<int:pk>", doctors.document, name="desk_doctor_document"),
    path("/doctors/<str:number>/accept", doctors.accept, name="desk_doctor_accept"),
    path("/doctors/<str:number>/scope", scope.scope, name="desk_doctor_scope"),
    path("/doctors/<str:number>/scope/paper", scope.paper, name="desk_doctor_scope_paper"),
    path("/doctors/<str:number>/scope/<str:group>", scope.group, name="desk_doctor_scope_group"),
    path("/doctors/<str:number>/match", matching.for_physician, name="desk_doctor_match"),
    path("/suggestions/<int:suggestion_id>/keep", matching.keep, name="desk_keep"),
    path("/openings", places.openings, name="desk_openings"),
    path("/openings/<str:number>", places.opening, name="desk_opening"),
    path("/openings/<str:number>/confirm", places.confirm, name="desk_opening_confirm"),
    path("/openings/<str:number>/match", matching.for_opening, name="desk_opening_match"),
    path("/institutions", places.institutions, name="desk_institutions"),
    path("/institutions/<str:number>", places.institution, name="desk_institution"),
    path("/institutions/<str:number>/activate", places.activate, name="desk_institution_activate"),
    path("/institutions/<str:number>/family", families.family, name="desk_institution_family"),
    path(PAIR, candidacies.candidacy, name="desk_candidacy"),
    path(f"{PAIR}/proposal", candidacy_acts.edit_proposal, name="desk_proposal"),
    path(f"{PAIR}/propose", candidacy_acts.propose, name="desk_propose"),
    path(f"{PAIR}/inquiries/<int:pk>", inquiries.answer, name="desk_inquiry"),
    path(f"{PAIR}/pass-on", candidacy_acts.pass_on, name="desk_pass_on"),
    path(f"{PAIR}/heard/<str:what>", candidacy_acts.relay, name="desk_relay"),
    path(f"{PAIR}/steps/<str:step_id>", candidacy_acts.take_step, name="desk_step"),
    path(f"{PAIR}/start", candidacy_acts.start, name="desk_start"),
    path(f"{PAIR}/terms/begin", candidacy_acts.begin_terms, name="desk_begin_terms"),
    path(f"{PAIR}/terms/reopen", candidacy_acts.reopen, name="desk_reopen"),
    path(f"{PAIR}/terms", candidacy_acts.terms, name="desk_terms"),
    *urls_for(TALK),
]
