"""The office: ledgers, the audit log, people and their roles."""

from django.urls import path

from enishi.web.office import mailings, money, profile, reports, views

urlpatterns = [
    path("", views.home, name="office_home"),
    path("/ledgers/<str:name>", views.ledger, name="office_ledger"),
    path("/ledgers/<str:name>/file/<str:form>", views.ledger_file, name="office_ledger_file"),
    path("/ledgers/<str:name>/rows/<str:number>", views.ledger_remarks, name="office_ledger_remarks"),
    path("/fees", money.fees, name="office_fees"),
    path("/fees/<str:number>", money.fee_case, name="office_fee_case"),
    path("/invoices/<int:serial>", money.invoice, name="office_invoice"),
    path("/invoices/<int:serial>/file", money.invoice_file, name="office_invoice_file"),
    path("/invoices/<int:serial>/refunds/<int:pk>", money.decide, name="office_refund_decide"),
    path("/journal", money.journal, name="office_journal"),
    path("/reports/<str:kind>/<int:year>", reports.report, name="office_report"),
    path("/reports/<str:kind>/<int:year>/file/<str:form>", reports.report_file, name="office_report_file"),
    path("/reports/<str:kind>/<int:year>/rows/<str:key>", reports.report_rows, name="office_report_rows"),
    path("/half-year", reports.half_year, name="office_half_year"),
    path("/audit", views.audit_log, name="office_audit"),
    path("/profile", profile.profile, name="office_profile"),
    path("/mailings", mailings.mailings, name="office_mailings"),
    path("/mailings/new", mailings.new, name="office_mailing_new"),
    path("/mailings/<str:number>", mailings.mailing, name="office_mailing"),
    path("/mailings/<str:number>/edit", mailings.edit, name="office_mailing_edit"),
    path("/mailings/<str:number>/<str:what>", mailings.act, name="office_mailing_act"),
    path("/users", views.users, name="office_users"),
    path("/users/roles/<int:membership_id>/end", views.end_role, name="office_end_role"),
]
