"""The office: ledgers, the audit log, people and their roles."""

from django.urls import path

from enishi.web.office import views

urlpatterns = [
    path("", views.home, name="office_home"),
    path("/ledgers/<str:name>", views.ledger, name="office_ledger"),
    path("/ledgers/<str:name>/file/<str:form>", views.ledger_file, name="office_ledger_file"),
    path("/audit", views.audit_log, name="office_audit"),
    path("/users", views.users, name="office_users"),
    path("/users/roles/<int:membership_id>/end", views.end_role, name="office_end_role"),
]
