"""How the kernels are compiled, and where the compiled code is kept.

Numba looks only at the file of the outermost function when it decides whether its stored code is still good; a change in
a function of another file that was compiled into it would go unseen. So the place where code is kept carries a digest of
the sources that stand in the same folder, and of those with the constants that kernels read: after a change in one of
them, the kernels of that folder are compiled anew, once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_HERE = Path(__file__).parent
_CONSTANTS = ("compiled", "schema", "conditions", "scores", "travel")
_KEPT = 6  # places of older sources
Loop = TypeVar("Loop", bound=Callable[..., Any])


def kernel(function: Loop) -> Loop:
    """A compiled loop: other threads run meanwhile, and division by zero gives infinity, as in NumPy."""
    with _kept_for(function):
        compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(Loop, compiled)


def small(function: Loop) -> Loop:
    """As `kernel`, copied into its callers: a call that passes arrays counts references up and down, atomically, which
    is too dear a billion times."""
    with _kept_for(function):
        compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(function)
    return cast(Loop, compiled)


def cache_folder() -> Path:
    """NUMBA_CACHE_DIR, else below the state folder, else in the user's cache."""
    given, state = os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("ENISHI_STATE")
    return Path(given) if given else Path(state) / "numba" if state else Path.home() / ".cache" / "enishi" / "numba"


@contextlib.contextmanager
def _kept_for(function: Callable[..., Any]) -> Iterator[None]:
    """Numba asks for the place when it decorates a function."""
    settings = vars(numba.config)
    before, settings["CACHE_DIR"] = settings["CACHE_DIR"], _place(Path(function.__code__.co_filename).parent)
    try:
        yield
    finally:
        settings["CACHE_DIR"] = before


@cache
def _place(sources: Path) -> str:
    """Empty where nothing can be written: Numba then looks for a place of its own."""
    files = {*sources.glob("*.py"), *(_HERE / f"{name}.py" for name in _CONSTANTS)}
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    name = sources.relative_to(_HERE.parent).as_posix().replace("/", "-")
    folder = cache_folder() / f"{name}-{digest.hexdigest()[:16]}"
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            older = sorted(folder.parent.glob(f"{name}-*"), key=lambda one: one.stat().st_mtime)
            for one in older[:-_KEPT]:
                shutil.rmtree(one, ignore_errors=True)
    except OSError:
        return ""
    return str(folder)
