"""Openings anybody may read. Included under /openings; patterns begin with the slash themselves."""

from django.urls import path

from enishi.web.openings import views
from enishi.web.regions.views import find_need

urlpatterns = [
    path("", views.openings, name="openings"),
    path("/find-need", find_need, name="find_need"),
    path("/compare", views.compare, name="openings_compare"),
    path("/<str:number>", views.opening, name="opening"),
    path("/<str:number>/print", views.printed, name="opening_print"),
    path("/<str:number>/ask", views.ask, name="opening_ask"),
]
