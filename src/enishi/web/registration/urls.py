"""Registration, and the doors of the societies that lead to it."""

from django.urls import path

from enishi.web.registration import views

urlpatterns = [
    path("s/<str:code>", views.landing, name="landing"),
    path("register", views.start, name="registration"),
    path("register/<int:number>", views.step, name="registration_step"),
    path("register/<int:number>/keep", views.keep, name="registration_keep"),
    path("register/confirm", views.confirm, name="registration_confirm"),
    path("register/done", views.done, name="registration_done"),
    path("register/forget", views.forget, name="registration_forget"),
]
