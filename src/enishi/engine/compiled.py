"""How the kernels are compiled, and where the compiled code is kept.

Numba looks only at the file of the outermost function when it decides whether its stored code is still good; a change in
a function of another file that was compiled into it would go unseen. So the place where code is kept carries a digest of
the sources that stand in the same folder, and of those with the constants that kernels read: after a change in one of
them, the kernels of that folder are compiled anew, once.

Numba itself is loaded when the first kernel is called: it takes a tenth of the start of a program, and most commands,
jobs and pages call none (docs/adr/0074-loaded-where-it-is-used.md).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache, update_wrapper
from pathlib import Path
from typing import Any, TypeVar, cast

_HERE = Path(__file__).parent
_CONSTANTS = ("compiled", "schema", "conditions", "scores", "travel")
_KEPT = 6  # places of older sources
Loop = TypeVar("Loop", bound=Callable[..., Any])


class Later:
    """Stands where a function of Numba will stand, and makes it when it is called, or compiled into another one."""

    _one_at_a_time = threading.RLock()

    def __init__(self, function: Callable[..., Any], make: Callable[[Callable[..., Any]], Any]) -> None:
        self._function, self._make, self._made = function, make, None
        update_wrapper(self, function)

    def made(self) -> Any:
        """Numba's own function. Its module has it in our place from then on, so that calls from there go straight to it."""
        if self._made is None:
            with self._one_at_a_time:
                if self._made is None:
                    around, name = self._function.__globals__, self._function.__name__
                    made = self._make(self._function)
                    if around.get(name) is self:
                        around[name] = made
                    self._made = made
        return self._made

    def __call__(self, *args: Any) -> Any:
        return self.made()(*args)

    def __getattr__(self, name: str) -> Any:
        """What Numba's function tells of itself: `stats`, `py_func`."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.made(), name)

    @property
    def _numba_type_(self) -> Any:
        """Numba asks it of whatever a compiled function names, its own functions too."""
        from numba.core.registry import cpu_target

        context, made = cpu_target.typing_context, self.made()
        context.refresh()  # one that was made just now is not known there yet
        return context.resolve_value_type(made)


def kernel(function: Loop) -> Loop:
    """A compiled loop: other threads run meanwhile, and division by zero gives infinity, as in NumPy."""
    return cast(Loop, Later(function, _compiled))


def small(function: Loop) -> Loop:
    """As `kernel`, copied into its callers: a call that passes arrays counts references up and down, atomically, which
    is too dear a billion times."""
    return cast(Loop, Later(function, _compiled_into_callers))


def instructions(function: Loop) -> Loop:
    """Machine instructions that a kernel may call: `function` gives their type and generates them (`numba.extending.intrinsic`)."""
    return cast(Loop, Later(function, _generated))


def _compiled(function: Callable[..., Any], forceinline: bool = False) -> Any:
    import numba

    with _kept_for(function):
        return numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=forceinline)(function)


def _compiled_into_callers(function: Callable[..., Any]) -> Any:
    return _compiled(function, forceinline=True)


def _generated(function: Callable[..., Any]) -> Any:
    from numba.extending import intrinsic

    return intrinsic(function)


def cache_folder() -> Path:
    """NUMBA_CACHE_DIR, else below the state folder, else in the user's cache."""
    given, state = os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("ENISHI_STATE")
    return Path(given) if given else Path(state) / "numba" if state else Path.home() / ".cache" / "enishi" / "numba"


@contextlib.contextmanager
def _kept_for(function: Callable[..., Any]) -> Iterator[None]:
    """Numba asks for the place when it decorates a function."""
    import numba

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
