"""Referrals to and from partner banks; see `models`."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "enishi.referrals"
    verbose_name = "ほかの機関との紹介"
