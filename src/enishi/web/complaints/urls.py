"""Complaints: for everybody, at the desk, in the office."""

from django.urls import path

from enishi.web.complaints import office, views

urlpatterns = [
    path("complaints/new", views.new, name="complaint_new"),
    path("complaints/done", views.done, name="complaint_done"),
    path("complaints/<str:code>", views.state, name="complaint_state"),
    path("desk/complaints", views.write_down, name="desk_complaint"),
    path("ops/complaints", office.register, name="office_complaints"),
    path("ops/complaints/register.csv", office.register_csv, name="office_complaints_csv"),
    path("ops/complaints/<str:number>", office.complaint, name="office_complaint"),
    path("ops/complaints/<str:number>/<str:what>", office.act, name="office_complaint_act"),
]
