"""Registration, and the doors that lead to it."""

from django.urls import path

from enishi.web.registration import doors, views

urlpatterns = [
    path("s/<str:code>", doors.landing, name="landing"),
    path("c", doors.paper_code, name="paper_code"),
    path("c/<str:code>", doors.by_paper_code, name="by_paper_code"),
    path("register", views.start, name="registration"),
    path("register/<int:number>", views.step, name="registration_step"),
    path("register/<int:number>/keep", views.keep, name="registration_keep"),
    path("register/call", views.call, name="registration_call"),
    path("register/confirm", views.confirm, name="registration_confirm"),
    path("register/done", views.done, name="registration_done"),
    path("register/forget", views.forget, name="registration_forget"),
    path("register/erased", doors.erased, name="registration_erased"),
    path("register/paper.pdf", doors.paper, name="registration_paper"),
    path("register/resume/<str:token>", doors.resume, name="registration_resume"),
]
