"""Guides anybody may read, and three calculators that keep nothing. Included under /guide."""

from django.urls import path

from enishi.web.guide import net_pay, views

urlpatterns = [
    path("", views.index, name="guide"),
    path("/hours", views.hours, name="guide_hours"),
    path("/pension", views.pension, name="guide_pension"),
    path("/net-pay", net_pay.net_pay_guide, name="guide_net_pay"),
    path("/insurance", views.insurance, name="guide_insurance"),
    path("/licence", views.licence, name="guide_licence"),
    path("/moving", views.moving, name="guide_moving"),
]
