"""Pages of the tour on show: a small server for browsers and checkers that want an address.

Who looks needs neither to sign in nor a database, and forms that came back with their sentences can be looked at too.
"""

import heapq
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path

from django.contrib.staticfiles import finders

from meta.addresses import table
from meta.read_once import found_on
from meta.tour import Visit


def of_every_shape(pages: Iterable[Visit]) -> list[Visit]:
    """As few of the pages as show every kind of element that occurs on any of them, and every address at least once.

    A kind of element is a tag with its class, its state and what it stands in; so every part of every template is
    among them in each of its forms.
    """
    seen: set[tuple[str, str]] = set()
    chosen: list[Visit] = []

    def wanted(page: Visit) -> set[tuple[str, str]]:
        found = page.status < 400 and page.name in table()
        return (found_on(page.html).shapes | ({("address", page.name)} if found else set())) - seen

    # What a page would add only shrinks, so a page that still adds as much as it did is the best one left.
    heap = [(-len(wanted(page)), page.line, number, page) for number, page in enumerate(pages)]
    heapq.heapify(heap)
    while heap:
        before, line, number, page = heapq.heappop(heap)
        adds = wanted(page)
        if len(adds) == -before:
            chosen.append(page)
            seen |= adds
        elif adds:
            heapq.heappush(heap, (-len(adds), line, number, page))
    return chosen


@contextmanager
def on_show(pages: Sequence[Visit], scripts: Mapping[str, Path] | None = None) -> Iterator[list[str]]:
    """Serve the pages on this machine; yields their addresses, in the order given. scripts: path → a file served there too,
    which every page loads behind all that is its own.

    A browser fetches what all pages share once, as it does from the site itself.
    """
    given = dict(scripts or {})
    loads = "".join(f'<script src="{path}" defer></script>' for path in given)
    texts = {f"/{n}{page.path}": page.html.replace("</body>", f"{loads}</body>") for n, page in enumerate(pages)}

    class Hall(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = "text/html; charset=utf-8", texts.get(self.path, "").encode()
            if shared := self.path.startswith("/static/") or self.path in given:
                found = given.get(self.path) or finders.find(self.path.removeprefix("/static/").partition("?")[0])
                kind = guess_type(self.path)[0] or "application/octet-stream"
                body = Path(found).read_bytes() if isinstance(found, str | Path) else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            if shared:
                self.send_header("Cache-Control", "max-age=3600")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hall)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield [f"http://127.0.0.1:{server.server_port}{path}" for path in texts]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
