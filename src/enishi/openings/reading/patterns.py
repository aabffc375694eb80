"""Patterns that are compiled when they are first needed, and then kept.

The reader holds a thousand of them. Compiling them all took half a second of every process start, and the standard library keeps
only 512 of those that are written where they are used: each text compiled some of them anew.

    _STOP = lazy(r"[。\\n]")
    patterns.search(r"募集|求人", words)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _Lazy:
    """A pattern of `re`, compiled when one of its methods is first asked for; `pattern` can be read without."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, words: str, flags: int) -> None:
        self.pattern, self.flags = words, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def lazy(words: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off until the pattern is first used; so is the `re.error` of a wrong one."""
    return cast("re.Pattern[str]", _Lazy(words, flags))


@lru_cache(maxsize=4096)
def made(words: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, each once."""
    return re.compile(words, flags)


def search(words: str, text: str, flags: int = 0) -> re.Match[str] | None:
    return made(words, flags).search(text)


def match(words: str, text: str, flags: int = 0) -> re.Match[str] | None:
    return made(words, flags).match(text)


def fullmatch(words: str, text: str, flags: int = 0) -> re.Match[str] | None:
    return made(words, flags).fullmatch(text)


def sub(words: str, new: Any, text: str) -> str:
    return made(words).sub(new, text)


def split(words: str, text: str) -> list[str | Any]:
    return made(words).split(text)


def findall(words: str, text: str) -> list[Any]:
    return made(words).findall(text)


def finditer(words: str, text: str, flags: int = 0) -> Iterator[re.Match[str]]:
    return made(words, flags).finditer(text)
