"""Which address can be opened by reading it, and the nearest page above one that can only be pressed."""

import inspect
from collections.abc import Callable
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve

View = Callable[..., Any]


def answers_get(view: View) -> bool:
    """Whether a view can be opened by GET, as its decorators (`require_POST` and its kin) or its class say.

    Django keeps the methods of `require_http_methods` in the closure of its wrapper alone, so they are read there;
    tests/meta/test_meta_access.py holds the answer against the table of every address.
    """
    seen: Any = view
    while seen is not None:
        if (of_class := getattr(seen, "view_class", None)) is not None:
            return hasattr(of_class, "get")
        if inspect.isfunction(seen):
            methods = inspect.getclosurevars(seen).nonlocals.get("request_method_list")
            if methods is not None:
                return "GET" in methods
        seen = getattr(seen, "__wrapped__", None)
    return True


def page_at_or_above(path: str, may_open: Callable[[ResolverMatch], bool] = lambda match: True) -> str:
    """The path itself if it answers GET, else its nearest parent that does; "" if only the top page is left.

    path: without a query, e.g. /inst/openings/I-2026-0001/close → /inst/openings/I-2026-0001.
    may_open: leaves out parents that this reader may not open.
    """
    stem = path
    while stem.strip("/"):
        match = _match(stem)
        if match is not None and answers_get(match.func) and may_open(match):
            return stem
        stem = stem.rpartition("/")[0]
    return ""


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None
