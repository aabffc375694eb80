"""Addresses that machines read."""

from django.urls import path

from enishi.web.openings import feeds

urlpatterns = [
    path("feeds/openings.xml", feeds.openings, name="openings_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
