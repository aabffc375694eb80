"""Campaigns of the network, and what a society sees of its own."""

from django.urls import path

from enishi.web.outreach import views

urlpatterns = [
    path("ops/campaigns", views.campaigns, name="campaigns"),
    path("ops/campaigns/<str:code>/qr.svg", views.qr_code, name="campaign_qr"),
    path("society", views.society, name="society_home"),
]
