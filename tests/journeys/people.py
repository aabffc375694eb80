"""Someone at a browser: opens pages, fills forms by their names, presses their button, and looks whether the page is in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journeys.chromium import PATIENCE

if TYPE_CHECKING:  # loaded by the browser's fixture, not by every process that collects tests
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

Value = str | bool | Sequence[str]
KIND_OF_FIELD = "([e]) => e && ({ type: e.type, folded: !!e.closest('details:not([open])') })"
"""Of the first of several fields of one name: what it is, and whether it lies in a part that is closed."""


@dataclass
class Sight:
    """How the browser of a journey is set up. text: size of letters, 1 = as delivered; scripts: JavaScript on or off."""

    name: str
    width: int
    height: int
    text: float = 1
    scripts: bool = True
    axe: bool = False


@dataclass
class Someone:
    """One person's browser. Every page that is opened or arrived at is looked at (`look`)."""

    browser: Browser
    base: str
    sight: Sight
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context: BrowserContext = self.browser.new_context(
            viewport={"width": self.sight.width, "height": self.sight.height}, java_script_enabled=self.sight.scripts
        )
        if self.sight.text != 1:
            larger = f"document.documentElement.style.fontSize = '{112.5 * self.sight.text}%'"
            self.context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{{larger}}})")
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def carry(self, cookies: dict[str, str]) -> Someone:
        """Cookies of a session that was begun elsewhere (the second factor was passed there)."""
        self.context.add_cookies([{"name": k, "value": v, "url": self.base} for k, v in cookies.items()])
        return self

    def open(self, path: str) -> Someone:
        answer = self.page.goto(self.base + path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        self.look()
        return self

    def look(self) -> None:
        """No sideways scrolling at this width and letter size, and nothing that a screen reader could not use."""
        if not self.sight.scripts:
            return
        page = self.page
        shape = page.url.partition("?")[0]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            self.faults.append(f"{shape} scrolls sideways at {self.sight.name}")
        if self.sight.axe and (key := page.title()) not in self.seen:
            self.seen.add(key)
            from axe_playwright_python.sync_playwright import Axe

            for violation in Axe().run(page).response["violations"]:
                nodes = [" ".join(node["target"]) for node in violation["nodes"]][:3]
                self.faults.append(f"{shape}: {violation['id']} {nodes}")

    def send(self, ending: str, **typed: Value) -> Someone:
        """Fill the form whose address ends so, press its button, look at the page one arrives at."""
        form = self.form(ending, *typed)
        for name, value in typed.items():
            self._fill(form, name, value)
        button = form.locator("button:not([formaction])").first
        with self.page.expect_navigation():
            button.click()
        self.look()
        return self

    def press(self, words: str) -> Someone:
        """Press the button with these words on it."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words).first.click()
        self.look()
        return self

    def follow(self, words: str) -> Someone:
        """Follow the link with these words."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        self.look()
        return self

    def fill(self, ending: str, **typed: Value) -> Someone:
        """Fill the form whose address ends so; for a form with several buttons, `press` follows."""
        form = self.form(ending, *typed)
        for name, value in typed.items():
            self._fill(form, name, value)
        return self

    def form(self, ending: str, *names: str) -> Locator:
        """The first form with this ending that has a field of the first name; a fold around it is opened first."""
        wanted = f'main form[action$="{ending}"], main form[action*="{ending}#"]'
        if self.page.url.partition("?")[0].partition("#")[0].endswith(ending):
            wanted += ', main form[method="post"]:not([action])'
        forms = self.page.locator(wanted)
        form = (forms.filter(has=self.page.locator(f'[name="{names[0]}"]')) if names else forms).first
        assert form.count(), f"{self.page.url} has no form …{ending}: {self.text()[:600]}"
        for fold in form.locator("xpath=ancestor::details[not(@open)]").all():
            fold.locator("summary").first.click()
        return form

    def _fill(self, form: Locator, name: str, value: Value) -> None:
        """Text is typed; True ticks; a list ticks each; for radios and cards the value chooses."""
        fields = form.locator(f'[name="{name}"]')
        kind = fields.evaluate_all(KIND_OF_FIELD) if self.sight.scripts else self._kind(fields)
        assert kind, f"{self.page.url}: no field {name}"
        if kind["folded"]:
            for fold in form.locator(f'details:not([open]):has([name="{name}"])').all():
                fold.locator("summary").first.click()
        if value is True:
            fields.first.check(force=True)
        elif not isinstance(value, str):
            for one in value:
                form.locator(f'[name="{name}"][value="{one}"]').check(force=True)
        elif kind["type"] in ("radio", "checkbox"):
            form.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        elif kind["type"].startswith("select"):
            fields.first.select_option(value)
        else:
            fields.first.fill(value)

    @staticmethod
    def _kind(fields: Locator) -> dict[str, Any] | None:
        """The same of a browser without scripts, which answers one question at a time."""
        if not fields.count():
            return None
        return {"type": fields.first.get_attribute("type") or "", "folded": True}

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def reads(self, words: str) -> Someone:
        assert words in self.text(), f"{self.page.url} does not say {words!r}: {self.text()[:1500]}"
        return self

    def does_not_read(self, *words: str) -> Someone:
        content = self.page.content()
        for word in words:
            assert word not in content, f"{self.page.url} says {word!r}"
        return self
