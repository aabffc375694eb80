"""Campaigns of the network, and what a society sees of its own."""

from django.urls import path

from enishi.web.outreach import news, views

urlpatterns = [
    path("ops/campaigns", views.campaigns, name="campaigns"),
    path("ops/campaigns/<str:code>/qr.svg", views.qr_code, name="campaign_qr"),
    path("ops/news", news.office_news, name="office_news"),
    path("ops/news/<str:number>", news.office_news_item, name="office_news_item"),
    path("ops/news/<str:number>/publish", news.publish, name="news_publish"),
    path("ops/news/<str:number>/withdraw", news.withdraw, name="news_withdraw"),
    path("news", news.news_list, name="news"),
    path("news/<str:number>", news.news_item, name="news_item"),
    path("feeds/news.xml", news.news_feed, name="news_feed"),
    path("society", views.society, name="society_home"),
]
