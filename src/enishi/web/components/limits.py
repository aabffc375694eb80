"""How often one visitor may look something up by its code."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

TOO_OFTEN = "お確かめが続いたため、しばらく画面ではお答えできません。お急ぎのときは、お電話でお尋ねください。"


def may_look_up(request: HttpRequest, action: str) -> bool:
    """Counts this reading under `ACCOUNT_RATE_LIMITS[action]`; False once there were too many.

    The library's public function lets every GET pass, so that codes could be tried out by their addresses without an end.
    """
    return bool(ratelimit.consume(request, app="allauth.account", action=action, limit_get=True))
