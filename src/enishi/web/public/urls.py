"""The pages anybody may read, and the letter size."""

from django.urls import path

from enishi.web.public import callback, views

urlpatterns = [
    path("", views.top, name="top"),
    path("about", views.about, name="about"),
    path("doctors", views.doctors, name="doctors"),
    path("institutions", views.institutions, name="institutions"),
    path("societies", views.societies, name="societies"),
    path("legal/placement", views.placement, name="legal_placement"),
    path("legal/privacy", views.privacy, name="legal_privacy"),
    path("legal/complaints", views.complaints, name="legal_complaints"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("callback", callback.ask, name="callback"),
    path("callback/done", callback.done, name="callback_done"),
    path("settings/letters", views.letters, name="letters"),
    path("settings/token", views.token, name="token"),
]
