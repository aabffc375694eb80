"""Campaigns of the network, and what a society sees of its own."""

from django.urls import path

from enishi.web.outreach import contacts, kit, news, press, views

urlpatterns = [
    path("ops/campaigns", views.campaigns, name="campaigns"),
    path("ops/campaigns/<str:code>/qr.svg", views.qr_code, name="campaign_qr"),
    path("ops/campaigns/<str:code>", kit.campaign, name="campaign"),
    path("ops/campaigns/<str:code>/kit.zip", kit.kit_zip, name="campaign_kit_zip"),
    path("ops/campaigns/<str:code>/kit/<str:name>", kit.kit_file, name="campaign_kit_file"),
    path("ops/campaigns/<str:code>/pictures/<str:source>/<int:page>.png", kit.kit_preview, name="campaign_preview"),
    path("ops/societies", contacts.societies, name="societies_book"),
    path("ops/societies/<int:pk>", contacts.society, name="society_page"),
    path("ops/societies/<int:pk>/contacts", contacts.society_contact, name="society_contact"),
    path("ops/societies/import", contacts.societies_import, name="societies_import"),
    path("ops/societies/import/take", contacts.societies_take, name="societies_take"),
    path("ops/societies/list.csv", contacts.societies_file, {"form": "csv"}, name="societies_csv"),
    path("ops/societies/list.xlsx", contacts.societies_file, {"form": "xlsx"}, name="societies_xlsx"),
    path("ops/letter", contacts.letter_wording, name="letter_wording"),
    path("ops/press", press.press, name="press"),
    path("ops/press/<int:pk>", press.press_run, name="press_run"),
    path("ops/press/<int:pk>/cancel", press.press_cancel, name="press_cancel"),
    path("ops/press/<int:pk>/file", press.press_file, name="press_file"),
    path("ops/news", news.office_news, name="office_news"),
    path("ops/news/<str:number>", news.office_news_item, name="office_news_item"),
    path("ops/news/<str:number>/publish", news.publish, name="news_publish"),
    path("ops/news/<str:number>/withdraw", news.withdraw, name="news_withdraw"),
    path("news", news.news_list, name="news"),
    path("news/<str:number>", news.news_item, name="news_item"),
    path("feeds/news.xml", news.news_feed, name="news_feed"),
    path("society", views.society, name="society_home"),
    path("society/links/<str:code>", kit.society_link, name="society_link"),
]
