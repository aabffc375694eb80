"""How the kernels are compiled, and where the compiled code is kept.

Numba looks only at the file of the outermost function when it decides whether its stored code is still good; a change in
a function that was compiled into it would go unseen. So the folder carries a digest of all sources of the engine: after
any change everything is compiled anew, once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

_KEPT = 4  # folders of older sources
Loop = Callable[..., Any]


def kernel(function: Loop) -> Loop:
    """A compiled loop: other threads run meanwhile, and division by zero gives infinity, as in NumPy."""
    compiled: Loop = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled


def small(function: Loop) -> Loop:
    """As `kernel`, copied into its callers: a call that passes arrays counts references up and down, atomically, which
    is too dear a billion times."""
    compiled: Loop = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(function)
    return compiled


def cache_folder() -> Path:
    """Below NUMBA_CACHE_DIR, else the state folder, else the user's cache."""
    given, state = os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("ENISHI_STATE")
    base = Path(given) if given else Path(state) / "numba" if state else Path.home() / ".cache" / "enishi" / "numba"
    return base / _digest()


def _digest() -> str:
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(here.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _prepare(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        older = sorted((one for one in folder.parent.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
        for one in older[:-_KEPT]:
            shutil.rmtree(one, ignore_errors=True)
    vars(numba.config)["CACHE_DIR"] = str(folder)


with contextlib.suppress(OSError):  # nowhere to write: numba looks for a place of its own, or keeps nothing
    _prepare(cache_folder())
