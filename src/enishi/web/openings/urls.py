"""Openings anybody may read. Included under /openings; patterns begin with the slash themselves."""

from django.urls import path

from enishi.web.openings import views

urlpatterns = [
    path("", views.openings, name="openings"),
    path("/<str:number>", views.opening, name="opening"),
    path("/<str:number>/ask", views.ask, name="opening_ask"),
]
