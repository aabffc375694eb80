"""Each page of the tour is parsed once, and only what the tests ask of it is kept: nine thousand parsed pages would not fit in memory.

Parsed anew by each test, with a cache smaller than the tour, they took as long as the half of the tour itself.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from web.look.pages import Page, parse

OWN = ("https://enishi.example.jp", "https://creativecommons.org/licenses/")
"""The operator's own address in the sample profile; a licence is named by its address and nothing is loaded from there."""
ADDRESSES = {"src", "href", "action", "data", "srcset", "poster"}
ELSEWHERE = re.compile(r"(?i)(https?:)?//")


@dataclass(frozen=True, slots=True)
class Found:
    """foreign: inline code, placeholders and addresses of other hosts; broken: what is ill-formed, or ""; nameless: fields
    without a label; shapes: every kind of element on the page, with the kind of element that it stands in."""

    foreign: tuple[str, ...]
    broken: str
    nameless: tuple[str, ...]
    shapes: frozenset[tuple[str, str]]


@cache
def found_on(html: str) -> Found:
    """What there is to say of this page."""
    page = parse(html)
    return Found(tuple(_foreign(page)), _broken(page), tuple(_nameless(page)), frozenset(map(_same, page.shapes)))


@cache
def _same(shape: tuple[str, str]) -> tuple[str, str]:
    """The shape of the first page that had it, so that a hundred pages hold it once."""
    return shape


def _foreign(page: Page) -> list[str]:
    wrong = []
    for tag, attributes in page.tags:
        for name in attributes:
            if name in ("style", "placeholder") or name.startswith(("on", "hx-")):  # data-hx-… is HTML
                wrong.append(f"<{tag} {name}>")
        data = attributes.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in attributes and not data):
            wrong.append(f"<{tag}>")
        for name in ADDRESSES & attributes.keys():
            target = attributes[name] or ""
            if ELSEWHERE.match(target) and not target.startswith((settings.BASE_URL, *OWN)):
                wrong.append(f"<{tag} {name}={target}>")
    return wrong


def _broken(page: Page) -> str:
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    twice = {i for i, times in ids.items() if times > 1}
    headings = sum(tag == "h1" for tag, _ in page.tags)
    if page.faults or page.open or twice or headings != 1:
        return f"faults {page.faults[:3]}, open {page.open[:3]}, twice {twice}, h1 {headings}"
    return ""


def _nameless(page: Page) -> list[str]:
    labels = {a.get("for") for tag, a in page.tags if tag == "label"}
    return [
        str(a.get("name"))
        for tag, a in page.tags
        if tag in ("input", "select", "textarea")
        and a.get("type") not in ("hidden", "submit", "radio", "checkbox")
        and a.get("id") not in labels
        and not {"aria-label", "aria-labelledby"} & a.keys()
    ]
