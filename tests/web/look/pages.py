"""Reading a rendered page in a test."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "wbr", "use", "path", "hr", "rect", "circle"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def tags(html: str, tag_name: str, /, **attributes: str) -> list[dict[str, str | None]]:
    """Every tag of this name with these attributes."""
    wanted = {key.replace("_", "-").strip("-"): value for key, value in attributes.items()}
    return [a for tag, a in read(html).tags if tag == tag_name and wanted.items() <= a.items()]


def words(html: str) -> str:
    """The text of a page without tags and without spaces between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
