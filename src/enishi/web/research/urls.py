"""Pages of the researchers."""

from django.urls import path

from enishi.web.research import views

urlpatterns = [
    path("", views.areas, name="research_areas"),
    path("/retention", views.retention, name="research_retention"),
    path("/retention.csv", views.retention_csv, name="research_retention_csv"),
    path("/regions", views.regions, name="research_regions"),
    path("/regions/<str:area>", views.region, name="research_region"),
]
