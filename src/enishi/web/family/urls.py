"""The page of the family, reached by its link alone."""

from django.urls import path

from enishi.web.family import views

urlpatterns = [
    path("/<str:token>", views.page, name="family"),
    path("/<str:token>/ask", views.ask, name="family_ask"),
]
