"""Reading a rendered page in a test."""

import re
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "wbr", "use", "path", "hr", "rect", "circle"}
SHAPING = ("type", "role", "aria-current", "aria-pressed", "aria-invalid", "aria-expanded", "disabled", "open")
"""Attributes that the style sheet or a screen reader goes by, besides the class."""


class Page(HTMLParser):
    """tags: each with its attributes, in order; open, faults: what is never closed, and closed without being open;
    shapes: every kind of element on it, with the kind of element that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.shapes: set[tuple[str, str]] = set()
        self._around: list[str] = [""]

    def handle_starttag(self, tag, attrs):
        kind = self._see(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
            self._around.append(kind)

    def handle_startendtag(self, tag, attrs):
        self._see(tag, attrs)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)
        if len(self._around) > 1:
            self._around.pop()

    def updatepos(self, i, j):
        """Nobody asks for lines and columns."""
        return j

    def _see(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        classes = ".".join(sorted((given.get("class") or "").split()))
        kind = f"{tag}.{classes}" + "".join(f"[{name}={given[name]}]" for name in SHAPING if name in given)
        self.shapes.add((self._around[-1], kind))
        return kind


def parse(html: str) -> Page:
    """The page, parsed now."""
    page = Page()
    page.feed(html)
    return page


@lru_cache(maxsize=256)
def read(html: str) -> Page:
    """The page, which a test asks of more than once; do not change it."""
    return parse(html)


def tags(html: str, tag_name: str, /, **attributes: str) -> list[dict[str, str | None]]:
    """Every tag of this name with these attributes."""
    wanted = {key.replace("_", "-").strip("-"): value for key, value in attributes.items()}
    return [a for tag, a in read(html).tags if tag == tag_name and wanted.items() <= a.items()]


def words(html: str) -> str:
    """The text of a page without tags and without spaces between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
