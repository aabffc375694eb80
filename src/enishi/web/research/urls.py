"""Pages of the researchers."""

from django.urls import path

from enishi.web.research import cuts, effects, offers, staying, tables, views, what_if

urlpatterns = [
    path("", views.areas, name="research_areas"),
    path("/retention", views.retention, name="research_retention"),
    path("/retention.csv", views.retention_csv, name="research_retention_csv"),
    path("/retention/kinds", staying.kinds, name="research_staying"),
    path("/retention/kinds.csv", staying.kinds_csv, name="research_staying_csv"),
    path("/net-effect", effects.net_effect, name="research_net_effect"),
    path("/net-effect.csv", effects.net_effect_csv, name="research_net_effect_csv"),
    path("/net-effect/<str:key>", effects.placement, name="research_placement"),
    path("/tables", tables.tables, name="research_tables"),
    path("/tables/guide", tables.guide, name="research_tables_guide"),
    path("/tables/answers/<int:pk>", tables.answer, name="research_answer"),
    path("/tables/answers/<int:pk>.csv", tables.answer_csv, name="research_answer_csv"),
    path("/tables/<str:cube>/noise", tables.ask, name="research_ask"),
    path("/tables/<slug:cube>.<slug:form>", tables.table_file, name="research_table_file"),
    path("/tables/<str:cube>", tables.table, name="research_table"),
    path("/what-if", what_if.what_if, name="research_what_if"),
    path("/what-if/keep", what_if.keep, name="research_what_if_keep"),
    path("/what-if/offers", offers.offers, name="research_offers"),
    path("/what-if/<int:pk>/cancel", offers.cancel, name="research_offers_cancel"),
    path("/what-if/<int:pk>", what_if.scenario, name="research_scenario"),
    path("/cuts", cuts.cuts, name="research_cuts"),
    path("/cuts/<int:year>", cuts.cut, name="research_cut"),
    path("/cuts/<int:year>.zip", cuts.cut_zip, name="research_cut_zip"),
    path("/regions", views.regions, name="research_regions"),
    path("/regions/<str:area>", views.region, name="research_region"),
]
