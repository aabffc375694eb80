"""Compiled code is never older than its sources, whoever compiles it and however many at once."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import subprocess
import sys
import time
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numba
import pytest
from numba.core.registry import CPUDispatcher

import enishi.engine
from enishi.engine import compiled, edges

ENGINE = Path(compiled.__file__).parent
FOLDERS = {"enishi.engine": ENGINE} | {
    f"enishi.engine.{folder.name}": folder for folder in ENGINE.iterdir() if (folder / "__init__.py").is_file()
}


def is_kernel(one: object) -> bool:
    return isinstance(one, CPUDispatcher) or (isinstance(one, compiled.Later) and isinstance(one.made(), CPUDispatcher))


def kernels() -> dict[str, Any]:
    """Every compiled function of the engine by its full name."""
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(enishi.engine.__path__, "enishi.engine."):
        for one in [*vars(importlib.import_module(module.name)).values()]:
            if is_kernel(one):
                found[f"{one.py_func.__module__}.{one.py_func.__name__}"] = one
    return found


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from codes(inner)


def called(kernel: Any) -> Iterator[Any]:
    """The compiled functions that are compiled into this one, by their name or as a module's attribute."""
    around = kernel.py_func.__globals__
    for code in codes(kernel.py_func.__code__):
        modules = [around[name] for name in code.co_names if isinstance(around.get(name), types.ModuleType)]
        for name in code.co_names:
            for place in (around, *map(vars, modules)):
                if is_kernel(place.get(name)):
                    yield place[name]


def folder_of(kernel: Any) -> Path:
    return Path(kernel.py_func.__code__.co_filename).parent


def strangers(kernel: Any) -> list[str]:
    """Kernels of other folders in this one: the digest that its code is kept under knows nothing of them."""
    return [other.py_func.__name__ for other in called(kernel) if folder_of(other) != folder_of(kernel)]


def test_no_kernel_calls_a_kernel_of_another_folder() -> None:
    every = kernels()
    assert {Path(one.py_func.__code__.co_filename).parent.name for one in every.values()} >= {"kernels", "solvers"}
    assert any(list(called(one)) for one in every.values())
    assert {name: strangers(one) for name, one in every.items() if strangers(one)} == {}


def test_a_kernel_that_called_one_of_another_folder_would_be_found() -> None:
    @numba.njit
    def by_attribute(owner: Any) -> Any:
        return edges.pointer_of(owner, 3)

    assert strangers(by_attribute) == ["pointer_of"]


def sources_with_kernels() -> list[Path]:
    """Sources that have a compiled function, and those of their folder that they may read constants from."""
    folders = {folder_of(one) for one in kernels().values()}
    return [*sorted(file for folder in folders - {ENGINE} for file in folder.glob("*.py")), Path(edges.__file__)]


def uncovered(text: str, folder: str) -> set[str]:
    """Names of other folders that a compiled function or a module's constant reads though the digest of `folder` does not
    cover their source: constants are compiled in, too."""
    tree = ast.parse(text)
    foreign: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("enishi."):
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                is_module = (ENGINE.parents[1] / f"{module.replace('.', '/')}.py").is_file()
                place, _, name = (module if is_module else str(node.module)).rpartition(".")
                if place != folder and name not in compiled._CONSTANTS:
                    foreign.add(alias.asname or alias.name)
    read: set[str] = set()
    for node in tree.body:
        parts: list[ast.AST] = []
        if isinstance(node, ast.FunctionDef) and {"kernel", "small"} & {
            ast.unparse(mark) for mark in node.decorator_list
        }:
            parts = [*node.body]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            parts = [node.value]
        read |= {name.id for part in parts for name in ast.walk(part) if isinstance(name, ast.Name)}
    return read & foreign


@pytest.mark.parametrize("source", sources_with_kernels(), ids=lambda file: file.stem)
def test_every_constant_a_kernel_reads_comes_from_a_source_in_the_digest(source: Path) -> None:
    folder = next(name for name, path in FOLDERS.items() if path == source.parent)
    assert uncovered(source.read_text(encoding="utf-8"), folder) == set()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from enishi.engine.market import LIMIT", {"LIMIT"}),
        ("from enishi.engine.solvers.seats import NEVER as LIMIT", {"LIMIT"}),
        ("from enishi.engine import market as LIMIT", {"LIMIT"}),
        ("from enishi.engine.kernels.pairs import LIMIT", set()),
        ("from enishi.engine.scores import LIMIT", set()),
        ("from enishi.engine import travel as LIMIT", set()),
        ("LIMIT = 3", set()),
    ],
)
def test_a_constant_from_elsewhere_would_be_found(line: str, found: set[str]) -> None:
    in_a_kernel = "@kernel\ndef f(x):\n    return x + LIMIT"
    for use, expected in (("HALF = LIMIT / 2", found), (in_a_kernel, found), ("def f(x):\n    return LIMIT", set())):
        assert uncovered(f"{line}\n{use}\n", "enishi.engine.kernels") == expected


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources, whose places `compiled` tells."""
    room = tmp_path / "enishi" / "engine"
    for folder in ("", "kernels", "solvers"):
        (room / folder).mkdir(parents=True, exist_ok=True)
        for file in (ENGINE / folder).glob("*.py"):
            (room / folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(compiled, "_HERE", room)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    return room


def places(room: Path) -> list[str]:
    """Where the code of kernels/, solvers/ and engine/ itself is kept, asked anew."""
    return [compiled._place.__wrapped__(folder) for folder in (room / "kernels", room / "solvers", room)]


@pytest.mark.parametrize(
    ("file", "renewed"),
    [
        ("kernels/heaps.py", [True, False, False]),
        ("solvers/seats.py", [False, True, False]),
        ("edges.py", [False, False, True]),
        ("scores.py", [True, True, True]),
        ("travel.py", [True, True, True]),
        ("compiled.py", [True, True, True]),
    ],
)
def test_an_edit_moves_the_code_of_whatever_may_have_been_compiled_from_it(
    engine: Path, file: str, renewed: list[bool]
) -> None:
    before = places(engine)
    assert before == places(engine)
    assert len({*before}) == 3
    source = engine / file
    text = source.read_text(encoding="utf-8")
    source.write_text(text + "# edited\n", encoding="utf-8")
    assert [old != new for old, new in zip(before, places(engine), strict=True)] == renewed
    source.write_text(text, encoding="utf-8")
    assert places(engine) == before


def test_a_new_source_moves_the_code_and_the_places_of_the_oldest_go(engine: Path, tmp_path: Path) -> None:
    seen = []
    for n in range(compiled._KEPT + 2):
        (engine / "kernels" / "more.py").write_text(f"N = {n}\n", encoding="utf-8")
        seen.append(Path(places(engine)[0]))
        os.utime(seen[-1], (n, n))
    assert len({*seen}) == len(seen)
    assert [place.is_dir() for place in seen] == [False] * 2 + [True] * compiled._KEPT
    assert len([*(tmp_path / "kept").glob("engine-kernels-*")]) == compiled._KEPT


def test_where_nothing_can_be_written_numba_looks_for_a_place_itself(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))
    assert places(engine) == ["", "", ""]


INNER = """from enishi.engine.compiled import kernel

@kernel
def step(x):
    return x + {by}
"""
OUTER = """from enishi.engine.compiled import kernel
from enishi.engine.kernels.inner import step

@kernel
def twice(x):
    return step(step(x))
"""


@pytest.fixture
def small_engine(tmp_path: Path) -> Path:
    """An engine of two kernels, one compiled into the other, with the real `compiled`."""
    room = tmp_path / "src" / "enishi" / "engine"
    (room / "kernels").mkdir(parents=True)
    for name in compiled._CONSTANTS:
        (room / f"{name}.py").write_bytes((ENGINE / f"{name}.py").read_bytes())
    for folder in (room.parent, room, room / "kernels"):
        (folder / "__init__.py").write_text("", encoding="utf-8")
    (room / "kernels" / "inner.py").write_text(INNER.format(by=1), encoding="utf-8")
    (room / "kernels" / "outer.py").write_text(OUTER, encoding="utf-8")
    return room


def start(room: Path) -> subprocess.Popen[str]:
    """A process that calls `twice(0)` and says the result and how often it found compiled code."""
    says = "from enishi.engine.kernels.outer import twice; print(twice(0), sum(twice.stats.cache_hits.values()))"
    kept = {"PYTHONPATH": str(room.parents[1]), "NUMBA_CACHE_DIR": str(room.parents[2] / "kept")}
    return subprocess.Popen([sys.executable, "-c", says], env=os.environ | kept, stdout=subprocess.PIPE, text=True)


def test_numba_is_loaded_by_the_first_call_and_the_kernel_takes_its_place_in_its_module(small_engine: Path) -> None:
    asks = "'numba' in sys.modules, type(outer.twice).__name__"
    says = f"import sys; from enishi.engine.kernels import outer; print({asks}, outer.twice(0), {asks})"
    kept = {"PYTHONPATH": str(small_engine.parents[1]), "NUMBA_CACHE_DIR": str(small_engine.parents[2] / "kept")}
    done = subprocess.run(
        [sys.executable, "-c", says], env=os.environ | kept, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "Later", "2", "True", "CPUDispatcher"]


def test_who_imported_a_kernel_by_its_name_may_ask_it_the_same_as_numbas_own() -> None:
    stand_in = compiled.Later(folder_of, lambda function: numba.njit(function))
    assert (stand_in.__name__, stand_in.__doc__) == ("folder_of", folder_of.__doc__)
    assert stand_in.py_func is folder_of and not hasattr(stand_in, "nothing_like_that")


def test_threads_that_call_a_kernel_first_at_once_get_one_and_the_same() -> None:
    made: list[object] = []

    def make(function: Any) -> Any:
        time.sleep(0.05)  # long enough for all to come
        made.append(function)
        return object()

    stand_in = compiled.Later(folder_of, make)
    with ThreadPoolExecutor(8) as pool:
        got = [one.result() for one in [pool.submit(stand_in.made) for _ in range(8)]]
    assert len(made) == 1 and len({*map(id, got)}) == 1


def said(process: subprocess.Popen[str]) -> list[str]:
    told = process.communicate(timeout=600)[0]
    assert process.returncode == 0
    return told.split()


def test_two_processes_compile_at_once_and_after_an_edit_no_old_code_is_found(small_engine: Path) -> None:
    both = [start(small_engine) for _ in range(2)]
    assert [said(process)[0] for process in both] == ["2", "2"]
    assert said(start(small_engine)) == ["2", "1"]
    # Numba by itself would look at the file of `twice` alone, and answer 2 again.
    (small_engine / "kernels" / "inner.py").write_text(INNER.format(by=10), encoding="utf-8")
    assert said(start(small_engine)) == ["20", "0"]
