"""A file that is handed out while it is made, piece by piece, whatever its length."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


def streamed(request: HttpRequest, parts: Iterator[bytes], *, name: str, content_type: str) -> StreamingHttpResponse:
    """The answer of a download named `name`. Each piece is made when the one before was taken: a reader who goes away stops
    the work. Under ASGI a plain iterator would first be gathered whole, so the pieces are asked for one by one."""
    taken = _one_by_one(parts) if isinstance(request, ASGIRequest) else parts
    answer = StreamingHttpResponse(taken, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Accel-Buffering"] = "no"
    return answer


async def _one_by_one(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    take = sync_to_async(next, thread_sensitive=True)
    while (part := await take(parts, None)) is not None:
        yield part
