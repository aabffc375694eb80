"""Regions: included under /regions; patterns begin with the slash themselves."""

from django.urls import path

from enishi.web.regions import town, views

urlpatterns = [
    path("", views.regions, name="regions"),
    path("/table.csv", views.table, name="regions_table"),
    path("/<str:code>", views.region, name="region"),
    path("/<str:code>/portrait.pdf", town.portrait_pdf, name="region_portrait"),
]
