"""A real browser for the tests. Without one they fail and say what to install; they are never skipped."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 120_000
"""Milliseconds for what takes one on an idle machine: a busy one is no fault of the pages."""


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    from playwright.sync_api import expect, sync_playwright

    from journeys.browser import browser as find_browser

    # Playwright runs a loop in the main thread; our own calls to the database there are plain ones.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    path = os.environ.get("ENISHI_TEST_BROWSER") or find_browser()
    if not path:
        pytest.fail("This test needs a browser: install Chromium or Chrome (Debian: apt-get install chromium).")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
