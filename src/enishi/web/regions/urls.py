"""Regions: included under /regions; patterns begin with the slash themselves."""

from django.urls import path

from enishi.web.regions import views

urlpatterns = [
    path("", views.regions, name="regions"),
    path("/table.csv", views.table, name="regions_table"),
    path("/<str:code>", views.region, name="region"),
]
