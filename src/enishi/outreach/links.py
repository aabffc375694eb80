"""Where a society's link leads, as it is printed: on this service's own address, or on the operator's short one."""

from django.conf import settings

from enishi.common.profile import load_profile


def short_link(code: str) -> str:
    """https://s.example.jp/jams_1 where the operator says that its short host leads here (ENISHI_SHORT_LINKS), else
    https://enishi.example.jp/s/jams_1. Whatever is printed, both are answered for ever (`web.registration.short_host`)."""
    host = load_profile(settings.PROFILE).link_base
    return f"https://{host}/{code}" if settings.SHORT_LINKS and host else f"{settings.BASE_URL}/s/{code}"
