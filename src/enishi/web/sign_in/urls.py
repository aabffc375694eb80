"""Signing in and out, and choosing for whom one acts."""

from allauth.account import views as account
from django.urls import include, path

from enishi.web.sign_in import views

urlpatterns = [
    path("login", account.request_login_code, name="login"),
    path("sign-in/<str:token>", views.sign_in_by_link, name="sign_in_by_link"),
    path("home", views.home, name="home"),
    path("home/choose", views.choose, name="choose_membership"),
    # Only what is used of allauth: no sign-up, no passwords, no change of address without the desk.
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/login/code/", account.request_login_code, name="account_request_login_code"),
    path("accounts/login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
