"""The web server of production within the test's own process: it holds streams open, and moves with the clock of the test."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def streaming_server() -> Iterator[str]:
    """Address of a server that runs until the end of the block; close every browser that listens before."""
    from django.core.asgi import get_asgi_application
    from granian.constants import Interfaces
    from granian.server.embed import Server

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    loop = asyncio.new_event_loop()
    server: list[Server] = []

    async def run() -> None:
        server.append(
            Server(
                get_asgi_application(),
                "127.0.0.1",
                port,
                interface=Interfaces.ASGINL,
                websockets=False,
                log_enabled=False,
            )
        )
        await server[0].serve()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(run())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    _wait_for(port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(server[0].stop)
        thread.join(30)
        assert not thread.is_alive()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not answer")
