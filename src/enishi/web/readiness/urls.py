"""The readiness check of a physician who was given a link."""

from django.urls import path

from enishi.web.readiness import views

urlpatterns = [
    path("/<str:token>", views.start, name="readiness_link"),
    path("/<str:token>/<str:group>", views.group, name="readiness_link_group"),
]
