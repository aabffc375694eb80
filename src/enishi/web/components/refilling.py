"""A page with one of its forms filled again by what somebody typed: text in, text out, everything else to the letter as it was.

The standard parser (html.parser) walks it, and only the start tags of fields and the insides of text areas are written
anew; so the page keeps its other forms, its scripts' nonces and its whitespace.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

Fields = dict[str, list[str]]

_NOT_TYPED = {"hidden", "submit", "button", "image", "reset", "file", "password"}
_CODE = re.compile(r"[a-z][a-z0-9_:.-]*|[01]?")
"""Values of choices as programs write them; not what a person would want back as text."""


@dataclass(slots=True)
class _Part:
    """A stretch of the page to be written anew: from, to, and what stands there then."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Form:
    """start: where its tag begins. details: closed boxes around it, as stretches that would open them. texts: where fields begin
    of which the text is another one than the page had."""

    start: int
    sent_to: str
    details: list[_Part]
    hidden: dict[str, list[str]] = field(default_factory=dict)
    buttons: set[str] = field(default_factory=set)
    controls: set[str] = field(default_factory=set)
    parts: list[_Part] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)

    def likeness(self, fields: Fields) -> tuple[int, int]:
        """How well it is the form of these fields: its fixed values first, then the names it asks for."""
        same = sum(1 if fields[name] == held else -1 for name, held in self.hidden.items() if name in fields)
        return same, len(self.controls & fields.keys())


@dataclass(frozen=True, slots=True)
class Refilled:
    """page: the whole page. found: whether it has the form, with a field to fill. rest: what was typed and found no field."""

    page: str
    found: bool
    rest: list[str]


def refilled(page: str, *, at: str, sent_to: str, fields: Fields, before: str = "", anchor: str = "") -> Refilled:
    """The page with the form that is sent to `sent_to` filled by `fields`.

    at: address of the page, for forms that name none. before: HTML put in front of the form. anchor: id of a mark before the
    first text that is another one than the page had, in front of the form where no text is. Hidden fields, files and
    passwords stay as the page has them; of fields of one name each takes the next value; a box that was left empty is cleared.
    """
    reader = _Reader(page, at, fields)
    reader.feed(page)
    reader.close()
    same = [form for form in reader.forms if form.sent_to == sent_to and form.controls & fields.keys()]
    if not same:
        return Refilled(page, False, _typed(fields, set()))
    form = max(same, key=lambda one: one.likeness(fields))
    known = set(form.hidden) | form.buttons
    rest = {name: values[form.filled[name] :] for name, values in fields.items() if name not in known}
    parts = [*form.details, _Part(form.start, form.start, before), *form.parts]
    if anchor:
        where = min(form.texts, default=form.start)
        parts.append(_Part(where, where, f'<span id="{escape(anchor)}"></span>'))
    return Refilled(_written(page, parts), True, _typed(rest, known))


def _typed(fields: Fields, known: set[str]) -> list[str]:
    return [v for name, values in fields.items() if name not in known for v in values if not _CODE.fullmatch(v.strip())]


def _written(page: str, parts: list[_Part]) -> str:
    out, at = [], 0
    for part in sorted(parts, key=lambda one: (one.start, one.end)):
        out += [page[at : part.start], part.text]
        at = part.end
    return "".join([*out, page[at:]])


class _Reader(HTMLParser):
    """Walks through the page once and notes for each form what it would look like filled."""

    def __init__(self, page: str, at: str, fields: Fields) -> None:
        super().__init__(convert_charrefs=False)
        self.fields, self.at = fields, at
        self.lines = [0, *(m.end() for m in re.finditer("\n", page))]
        self.page, self.forms = page, []
        self.form: _Form | None = None
        self.boxes: list[_Part | None] = []
        self.select: str | None = None
        self.area: tuple[str, int, int] | None = None

    forms: list[_Form]

    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text, start = self.get_starttag_text() or "", self.here()
        given = {name: value or "" for name, value in attrs}
        if tag == "details":
            self.boxes.append(None if "open" in given else _Part(start, start + len(text), f"{text[:-1]} open>"))
        elif tag == "form" and given.get("method", "").lower() == "post":
            target = urlsplit(urljoin(self.at, given.get("action") or self.at)).path
            self.form = _Form(start, target, [box for box in self.boxes if box])
            self.forms.append(self.form)
        elif self.form is not None:
            self._in_form(self.form, tag, given, start, text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "details" and self.boxes:
            self.boxes.pop()
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None and self.form is not None:
            name, tag_at, start = self.area
            if (typed := self._next(self.form, name)) is not None:
                if unescape(self.page[start : self.here()]).strip() != typed.strip():
                    self._differs(self.form, tag_at)
                # the browser leaves out the first line break of a text area
                self.form.parts.append(_Part(start, self.here(), "\n" + escape(typed)))
            self.area = None

    def _in_form(self, form: _Form, tag: str, given: dict[str, str], start: int, text: str) -> None:
        name, kind = given.get("name", ""), given.get("type", "text" if tag == "input" else "submit").lower()
        if tag == "button" or (tag == "input" and kind in ("submit", "button", "image", "reset")):
            form.buttons.add(name)
        elif tag == "input" and kind == "hidden":
            form.hidden.setdefault(name, []).append(given.get("value", ""))
        elif tag == "input" and name and kind not in _NOT_TYPED:
            self._input(form, name, kind, given, start, text)
        elif tag == "select" and name:
            self.select = name
            form.controls.add(name)
        elif tag == "option" and self.select:
            chosen = given.get("value", "") in self.fields.get(self.select, [])
            if self.select in self.fields:
                form.parts.append(_Part(start, start + len(text), _marked(text, "selected", chosen)))
                form.filled[self.select] += chosen
        elif tag == "textarea" and name:
            form.controls.add(name)
            self.area = (name, start, start + len(text))

    def _input(self, form: _Form, name: str, kind: str, given: dict[str, str], start: int, text: str) -> None:
        form.controls.add(name)
        end = start + len(text)
        if kind in ("checkbox", "radio"):
            chosen = given.get("value", "on") in self.fields.get(name, [])
            form.parts.append(_Part(start, end, _marked(text, "checked", chosen)))
            form.filled[name] += chosen
        elif (typed := self._next(form, name)) is not None:
            if given.get("value", "") != typed:
                self._differs(form, start)
            form.parts.append(_Part(start, end, _with_value(text, typed)))

    def _differs(self, form: _Form, at: int) -> None:
        """A text the page did not have; the closed boxes it lies in are opened."""
        form.texts.append(at)
        form.details += [box for box in self.boxes if box and box not in form.details]

    def _next(self, form: _Form, name: str) -> str | None:
        values, at = self.fields.get(name, []), form.filled[name]
        if at >= len(values):
            return None
        form.filled[name] += 1
        return values[at]


_VALUE = re.compile(r"""\svalue(\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])""", re.IGNORECASE)


def _with_value(tag: str, value: str) -> str:
    bare = _VALUE.sub("", tag, count=1)
    return f'{bare[:6]} value="{escape(value)}"{bare[6:]}'


def _marked(tag: str, word: str, is_on: bool) -> str:
    bare = re.sub(rf"""\s{word}(="[^"]*")?(?=[\s/>])""", "", tag, count=1)
    name = re.match(r"<\w+", bare)
    return f"{bare[: name.end()]} {word}{bare[name.end() :]}" if is_on and name else bare
