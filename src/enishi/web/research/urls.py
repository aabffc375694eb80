"""Pages of the researchers."""

from django.urls import path

from enishi.web.research import views

urlpatterns = [path("", views.areas, name="research_areas")]
