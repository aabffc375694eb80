"""All addresses in one list, asked by their first two parts: of seven hundred patterns a request meets a handful.

Django asks one pattern after the other. Between two requests the processor forgets seven hundred compiled expressions, so that
to find a view took 0.9 ms of every request, and as long again wherever a page asks whether an address is one.
"""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import ResolverMatch, RoutePattern

Pattern = URLPattern | URLResolver
Head = tuple[str, ...]
"""The first parts of a route that stand there word for word, at most `PARTS`: ("desk", "board") of "desk/board/<int:no>"."""
PARTS = 2


class Signposts(URLResolver):
    """Finds what Django would find in the same patterns, and in the same order where several would do.

    patterns: as `urlpatterns` has them; what a prefix includes stands here with its whole route.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        every = list(_flat(patterns))
        super().__init__(RoutePattern(""), every)
        heads = [(_head(pattern), pattern) for pattern in every]
        self._towards = {
            key: URLResolver(RoutePattern(""), [pattern for head, pattern in heads if key[: len(head)] == head])
            for key in {(), *(head[:length] for head, _ in heads for length in range(1, PARTS + 1))}
        }

    def resolve(self, path: str) -> ResolverMatch:
        """The view of a path that begins behind the first slash. Raises Resolver404."""
        asked = tuple(path.split("/", PARTS)[:PARTS])
        known = next(key for key in (asked, asked[:1], ()) if key in self._towards)
        return self._towards[known].resolve(path)


def _flat(patterns: Iterable[Pattern], before: str = "") -> Iterator[Pattern]:
    """Each pattern with its whole route, in the order in which Django would ask. What has a name space stays together."""
    for one in patterns:
        if not isinstance(one.pattern, RoutePattern):
            raise TypeError(f"{one}: signposts know routes of path() alone")
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield URLPattern(RoutePattern(route, one.name, is_endpoint=True), one.callback, one.default_args, one.name)
        elif one.namespace or one.app_name or one.default_kwargs:
            yield URLResolver(RoutePattern(route), one.urlconf_name, one.default_kwargs, one.app_name, one.namespace)
        else:
            yield from _flat(one.url_patterns, route)


def _head(pattern: Pattern) -> Head:
    fixed, variable, _ = str(pattern.pattern).partition("<")
    parts = fixed.split("/")
    whole = parts if isinstance(pattern, URLPattern) and not variable else parts[:-1]  # else the last one may go on
    return tuple(whole[:PARTS])
