"""The ASGI application served by granian."""

import os
import warnings

# Static files are small and come from memory maps; streaming them through a thread costs nothing that matters.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

from enishi.config.collecting import keep_what_is_there, look_seldom  # noqa: E402 - settings first

look_seldom()

import django  # noqa: E402
from asgiref.sync import sync_to_async  # noqa: E402
from django.core.handlers.asgi import ASGIHandler, ASGIRequest  # noqa: E402
from django.http import HttpResponseBase  # noqa: E402


class Application(ASGIHandler):
    """Django's own, with everything between the first middleware and the answer in one piece on the request's thread.

    No view of ours is a coroutine (what streams is an answer that goes on, see `web/talk/live.py`), and Django's way back to
    the event loop before each view and out of it again was a fifth of the processor time of a small page.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: ASGIRequest) -> HttpResponseBase:
        answer: HttpResponseBase = await sync_to_async(self.get_response, thread_sensitive=True)(request)
        return answer


django.setup(set_prefix=False)

from enishi.matching.serving import warm_in_the_background  # noqa: E402 - apps first
from enishi.web.registration.doorstep import Doorstep  # noqa: E402
from enishi.web.registration.short_host import ShortHost  # noqa: E402

application = ShortHost(Doorstep(Application()))

keep_what_is_there()
warm_in_the_background()
