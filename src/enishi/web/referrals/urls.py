"""Referrals: in the office, at the desk, for the physician, for an institution."""

from django.urls import path

from enishi.web.referrals import arrived, elsewhere, houses, mine, office, out

urlpatterns = [
    path("ops/partners", office.partners, name="office_partners"),
    path("ops/partners/new", office.new, name="office_partner_new"),
    path("ops/partners/key", office.make_key, name="office_signing_key"),
    path("ops/partners/key.pdf", office.our_key_pdf, name="office_signing_key_pdf"),
    path("ops/partners/provisions", office.provisions, name="office_provisions"),
    path("ops/partners/<int:pk>", office.partner, name="office_partner"),
    path("ops/partners/<int:pk>/edit", office.edit, name="office_partner_edit"),
    path("ops/partners/<int:pk>/end", office.end, name="office_partner_end"),
    path("ops/partners/<int:pk>/keys/<int:key>/end", office.end_key, name="office_partner_key_end"),
    path("desk/referrals", out.home, name="desk_referrals"),
    path("desk/referrals/receive", arrived.receive, name="desk_referral_receive"),
    path("desk/referrals/paper", arrived.twin, name="desk_referral_paper"),
    path("desk/referrals/format", arrived.file_format, name="desk_referral_format"),
    path("desk/referrals/out/<str:number>", out.referral, name="desk_referral"),
    path("desk/referrals/out/<str:number>/hand", out.hand, name="desk_referral_hand"),
    path("desk/referrals/out/<str:number>/withdrawal/<str:form>", out.withdrawal, name="desk_referral_withdrawal"),
    path("desk/referrals/out/<str:number>/<str:what>", out.act, name="desk_referral_act"),
    path("desk/referrals/in/<str:number>", arrived.arrived, name="desk_arrived"),
    path("desk/referrals/in/<str:number>/image", arrived.image, name="desk_arrived_image"),
    path("desk/referrals/in/<str:number>/answer/<str:form>", arrived.answer, name="desk_arrived_answer"),
    path("desk/referrals/in/<str:number>/<str:what>", arrived.act, name="desk_arrived_act"),
    path("desk/doctors/<str:number>/refer", out.refer_physician, name="desk_doctor_refer"),
    path("desk/openings/<str:number>/refer", out.refer_opening, name="desk_opening_refer"),
    path("desk/openings/<str:number>/also-held", elsewhere.also_held, name="desk_opening_also_held"),
    path("desk/doctors/<str:number>/elsewhere", elsewhere.of_physician, name="desk_doctor_elsewhere"),
    path("desk/doctors/<str:number>/elsewhere/<int:pk>/end", elsewhere.end, name="desk_doctor_elsewhere_end"),
    path("my/referrals", mine.referrals, name="my_referrals"),
    path("my/referrals/<str:number>", mine.referral, name="my_referral"),
    path("my/referrals/<str:number>/<str:what>", mine.answer, name="my_referral_answer"),
    path("inst/referrals", houses.referrals, name="inst_referrals"),
    path("inst/referrals/<str:number>", houses.referral, name="inst_referral"),
    path("inst/referrals/<str:number>/<str:what>", houses.answer, name="inst_referral_answer"),
    path("my/elsewhere/<int:pk>/end", mine.end_elsewhere, name="my_elsewhere_end"),
]
