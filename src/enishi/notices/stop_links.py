"""The page that ends a letter with one press, for kinds of notices that have one (RFC 8058): named by the room that keeps the readers."""

from collections.abc import Callable

Find = Callable[[str], str]
_finders: dict[str, Find] = {}


def stop_with(kind: str, find: Find) -> None:
    """To be called once, when the application starts. find: mail address → whole address of the page, "" where there is none."""
    _finders[kind] = find


def stop_link(kind: str, address: str) -> str:
    """Where the reader at this address ends letters of this kind, "" for kinds that are not ended so."""
    find = _finders.get(kind)
    return find(address) if find else ""
