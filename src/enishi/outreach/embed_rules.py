"""Where a list of openings may be framed: one origin, written as browsers write it. Pure."""

import ipaddress
import unicodedata
from urllib.parse import urlsplit


class OriginProblem(ValueError):
    """Carries a sentence for the person, without the leading ＊."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def origin_of(typed: str) -> str:
    """https://www.example.or.jp from the address of any page there. Raises OriginProblem.

    Only https, so that nobody on the way puts the list into another page. No IP numbers and no names without a dot: those are inside
    somebody's house and mean another machine for every reader. A port is kept where it is not the usual one.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        raise OriginProblem("ページのアドレスを読み取れませんでした。例：https://www.example.or.jp/recruit") from None
    if parts.scheme != "https":
        raise OriginProblem(
            "アドレスは https:// で始まるものに限ります。ページを暗号で守っていないところには載せられません。"
        )
    if parts.username is not None or not host or "." not in host or host.startswith(".") or host.endswith("."):
        raise OriginProblem("ページのアドレスを読み取れませんでした。例：https://www.example.or.jp/recruit")
    if _is_number(host) or not all(letter.isalnum() or letter in "-." for letter in host):
        raise OriginProblem("アドレスは、数字の並びではなく、名前でご記入ください。例：https://www.example.or.jp")
    return f"https://{host}{f':{port}' if port not in (None, 443) else ''}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host.replace(".", "").isdigit()
    return True
