"""The pages anybody may read, and the letter size."""

from django.urls import path

from enishi.web.openings import house
from enishi.web.public import callback, left, reading, statistics, views

urlpatterns = [
    path("", views.top, name="top"),
    path("about", views.about, name="about"),
    path("about/supporters", reading.supporters, name="about_supporters"),
    path("about/how-it-works", reading.how_it_works, name="about_how_it_works"),
    path("about/fees", reading.fees, name="about_fees"),
    path("about/neutrality", reading.neutrality, name="about_neutrality"),
    path("stories", reading.stories, name="stories"),
    path("stories/<str:slug>", reading.story, name="story"),
    path("faq", reading.faq, name="faq"),
    path("glossary", reading.glossary, name="glossary"),
    path("contact", reading.contact, name="contact"),
    path("doctors", views.doctors, name="doctors"),
    path("institutions", views.institutions, name="institutions"),
    path("institutions/<str:number>", house.house, name="public_institution"),
    path("societies", views.societies, name="societies"),
    path("statistics", statistics.statistics, name="statistics"),
    path("statistics/<str:month>", statistics.statistics, name="statistics_of"),
    path("statistics/<str:month>/tables.csv", statistics.statistics_csv, name="statistics_csv"),
    path("legal/placement", views.placement, name="legal_placement"),
    path("legal/privacy", views.privacy, name="legal_privacy"),
    path("legal/complaints", views.complaints, name="legal_complaints"),
    path("legal/terms", reading.terms, name="legal_terms"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("callback", callback.ask, name="callback"),
    path("callback/done", callback.done, name="callback_done"),
    path("left/<str:key>", left.left, name="left"),
    path("left/<str:key>/certificate", left.certificate, name="left_certificate"),
    path("settings/letters", views.letters, name="letters"),
    path("settings/token", views.token, name="token"),
]
