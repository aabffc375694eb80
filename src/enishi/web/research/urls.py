"""Pages of the researchers."""

from django.urls import path

from enishi.web.research import effects, views

urlpatterns = [
    path("", views.areas, name="research_areas"),
    path("/retention", views.retention, name="research_retention"),
    path("/retention.csv", views.retention_csv, name="research_retention_csv"),
    path("/net-effect", effects.net_effect, name="research_net_effect"),
    path("/net-effect.csv", effects.net_effect_csv, name="research_net_effect_csv"),
    path("/net-effect/<str:key>", effects.placement, name="research_placement"),
    path("/regions", views.regions, name="research_regions"),
    path("/regions/<str:area>", views.region, name="research_region"),
]
