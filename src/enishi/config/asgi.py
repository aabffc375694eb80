"""The ASGI application served by granian."""

import os
import warnings

# Static files are small and come from memory maps; streaming them through a thread costs nothing that matters.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

from django.core.asgi import get_asgi_application  # noqa: E402 - settings first

application = get_asgi_application()

from enishi.matching.serving import warm_in_the_background  # noqa: E402 - apps first

warm_in_the_background()
