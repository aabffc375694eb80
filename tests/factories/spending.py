"""`ENISHI_TEST_SPENT=1 ./dev test`: the processor time of every file and of the dearest tests, told at the end.

Durations say how busy the machine was. This is the time of the test's own process and of those it started that have ended; the
database, which is nobody's child here, is not in it. A fixture of a file or of the session counts for the first test that asks.
"""

import os
from collections import Counter
from typing import Any

import pytest

BEGAN = pytest.StashKey[float]()
MOST = 40
_spent: Counter[str] = Counter()


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Any:
    item.stash[BEGAN] = processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Any:
    try:
        return (yield)
    finally:
        item.user_properties.append(("spent", processor_seconds() - item.stash[BEGAN]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Where the workers' reports arrive, or in the one process there is."""
    if report.when == "teardown":
        for name, seconds in report.user_properties:
            if name == "spent":
                _spent[report.nodeid] = float(str(seconds))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    files: Counter[str] = Counter()
    for test, seconds in _spent.items():
        files[test.partition("::")[0]] += seconds
    terminalreporter.section(f"processor time: {_spent.total():.0f} s in {len(_spent)} tests")
    for what in (files, _spent):
        for name, seconds in what.most_common(MOST):
            terminalreporter.write_line(f"{seconds:8.2f} s {name}")
        terminalreporter.write_line("")
