"""The office: ledgers, the audit log, people and their roles."""

from django.urls import path

from enishi.web.office import mailings, views

urlpatterns = [
    path("", views.home, name="office_home"),
    path("/ledgers/<str:name>", views.ledger, name="office_ledger"),
    path("/ledgers/<str:name>/file/<str:form>", views.ledger_file, name="office_ledger_file"),
    path("/audit", views.audit_log, name="office_audit"),
    path("/mailings", mailings.mailings, name="office_mailings"),
    path("/mailings/new", mailings.new, name="office_mailing_new"),
    path("/mailings/<str:number>", mailings.mailing, name="office_mailing"),
    path("/mailings/<str:number>/edit", mailings.edit, name="office_mailing_edit"),
    path("/mailings/<str:number>/<str:what>", mailings.act, name="office_mailing_act"),
    path("/users", views.users, name="office_users"),
    path("/users/roles/<int:membership_id>/end", views.end_role, name="office_end_role"),
]
