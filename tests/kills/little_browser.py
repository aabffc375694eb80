"""A browser without scripts: cookies, links followed, forms read from the page and sent back. Standard library only."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit


@dataclass
class Form:
    action: str
    values: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    """Every form of a page with what it would send if nobody touched it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.area = page, [], ""
        self.select, self.chosen, self.text = "", None, ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(given.get("action") or self.page))
        elif self.forms and tag == "input" and given.get("name"):
            is_tick = given.get("type") in ("checkbox", "radio")
            if given.get("type") != "submit" and (not is_tick or "checked" in given):
                self.forms[-1].values.append((given["name"], given.get("value", "on" if is_tick else "")))
        elif self.forms and tag == "textarea":
            self.area, self.text = given.get("name", ""), ""
        elif self.forms and tag == "select":
            self.select, self.chosen = given.get("name", ""), None
        elif tag == "option" and self.select and ("selected" in given or self.chosen is None):
            self.chosen = given.get("value", "")

    def handle_data(self, data: str) -> None:
        self.text += data if self.area else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.forms[-1].values.append((self.area, self.text.removeprefix("\n")))
            self.area = ""
        elif tag == "select" and self.select:
            self.forms[-1].values.append((self.select, self.chosen or ""))
            self.select = ""


class NoAnswer(Exception):
    """The server died before it answered: nobody knows yet whether the act was done."""


class Browser:
    """One person's browser. `port` may change when the server comes back."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, SimpleCookie()

    def get(self, path: str) -> str:
        """The page, redirects followed. Raises AssertionError unless it is 200."""
        for _ in range(6):
            status, place, body = self.send("GET", path)
            if status not in (301, 302, 303):
                assert status == 200, f"{path} answered {status}"
                return body
            path = place
        raise AssertionError(f"{path} leads round and round")

    def form(self, page: str, ending: str) -> Form:
        """The form on this page whose address ends so."""
        reader = _Forms(page)
        reader.feed(self.get(page))
        found = [f for f in reader.forms if urlsplit(f.action).path.endswith(ending)]
        assert found, f"{page} has no form …{ending}, only {[f.action for f in reader.forms]}"
        return found[0]

    def fill(self, form: Form, **typed: str) -> list[tuple[str, str]]:
        """What the form sends when these fields are typed or ticked."""
        return [(k, v) for k, v in form.values if k not in typed] + list(typed.items())

    def post(self, path: str, values: list[tuple[str, str]]) -> tuple[int, str]:
        """(status, body). Raises NoAnswer if the connection broke."""
        status, _, body = self.send("POST", path, urlencode(values))
        return status, body

    def send(self, method: str, path: str, data: str = "") -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{k}={m.value}" for k, m in self.cookies.items()), "User-Agent": "enishi-kills"}
        if data:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}{path}",
            }
        try:
            connection.request(method, path.partition("#")[0], data or None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException) as broken:
            raise NoAnswer(path) from broken
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(line)
        return answer.status, answer.headers.get("Location", ""), body
