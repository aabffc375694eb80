"""Regions: included under /regions; patterns begin with the slash themselves."""

from django.urls import path

from enishi.web.regions import map_views, spread_views, town, views

urlpatterns = [
    path("", views.regions, name="regions"),
    path("/table.csv", views.table, name="regions_table"),
    path("/map", map_views.japan_map, name="regions_map"),
    path("/map.csv", map_views.map_csv, name="regions_map_csv"),
    path("/inequality", spread_views.inequality, name="regions_inequality"),
    path("/inequality.csv", spread_views.inequality_csv, name="regions_inequality_csv"),
    path("/years", spread_views.years, name="regions_years"),
    path("/years.csv", spread_views.years_csv, name="regions_years_csv"),
    path("/map/<str:code>", map_views.prefecture_map, name="regions_map_prefecture"),
    path("/<str:code>", views.region, name="region"),
    path("/<str:code>/portrait.pdf", town.portrait_pdf, name="region_portrait"),
]
