"""Pages of a development machine: demo people with one press, and the mails that were sent. Never in production."""

from django.urls import path

from enishi.web.dev import views

urlpatterns = [
    path("", views.index, name="dev_index"),
    path("sign-in/<int:user_id>", views.sign_in, name="dev_sign_in"),
    path("mail", views.mail, name="dev_mail"),
    path("mail/<int:notice_id>", views.mail_one, name="dev_mail_one"),
]
