"""Mail addresses as people type them, with a hint for slips in the domain."""

import re
from dataclasses import dataclass

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import half_width

EMAIL_EXAMPLE = "taro@example.jp"
CARRIER_DOMAINS = frozenset({
    "docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "i.softbank.jp", "vodafone.ne.jp", "disney.ne.jp",
    "willcom.com", "ymobile.ne.jp", "ymobile1.ne.jp", "emnet.ne.jp", "rakumail.jp", "pdx.ne.jp", "uqmobile.jp",
})  # fmt: skip
# Domains that are right as they stand, so that a near one is a slip and they themselves never are.
KNOWN_DOMAINS = CARRIER_DOMAINS | {
    "googlemail.com", "gmail.com", "yahoo.co.jp", "ybb.ne.jp", "yahoo.ne.jp", "yahoo.com", "ymail.ne.jp", "ymail.com",
    "hotmail.com", "hotmail.co.jp", "outlook.com", "outlook.jp", "live.jp", "live.com", "msn.com", "icloud.com",
    "me.com", "mac.com", "aol.com", "aol.jp", "mail.com", "email.com", "gmx.com", "proton.me", "protonmail.com",
    "nifty.com", "nifty.ne.jp", "biglobe.ne.jp", "so-net.ne.jp", "ocn.ne.jp", "plala.or.jp", "dion.ne.jp",
    "infoseek.jp", "goo.jp", "excite.co.jp", "jcom.home.ne.jp", "jcom.zaq.ne.jp", "zaq.ne.jp", "eonet.ne.jp",
    "asahi-net.or.jp", "hi-ho.ne.jp", "commufa.jp", "example.jp", "example.com",
}  # fmt: skip
# Right-looking domains which do not serve the mail people mean.
_MISTAKEN = {
    "gmail.co.jp": "gmail.com", "gmail.jp": "gmail.com", "gmail.ne.jp": "gmail.com", "gmail.co": "gmail.com",
    "gmail.con": "gmail.com", "docomo.co.jp": "docomo.ne.jp", "docomo.com": "docomo.ne.jp",
    "ezweb.co.jp": "ezweb.ne.jp", "softbank.jp": "softbank.ne.jp", "i.softbank.ne.jp": "i.softbank.jp",
    "icloud.co.jp": "icloud.com", "icloud.jp": "icloud.com", "yahoo.jp": "yahoo.co.jp", "yahoo.co": "yahoo.co.jp",
}  # fmt: skip
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+")
_DOMAIN_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Email:
    """A normalised address. suggestion: the whole address with the probable domain, or "" if nothing looks wrong."""

    address: str
    suggestion: str = ""

    @property
    def local(self) -> str:
        """The part before the @."""
        return self.address.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """The part after the @, in lower case."""
        return self.address.rpartition("@")[2]

    @property
    def is_carrier(self) -> bool:
        """A telephone company's address: show how to allow our mail (受信設定)."""
        return self.domain in CARRIER_DOMAINS

    @property
    def hint(self) -> str:
        """The question to ask under the field, or ""."""
        return f"「{self.suggestion}」ではありませんか。" if self.suggestion else ""

    @property
    def for_envelope(self) -> str:
        """The form for SMTP (RFC 5321): a local part with odd dots is quoted, as the old carrier addresses need it."""
        return f'"{self.local}"@{self.domain}' if _has_odd_dots(self.local) else self.address


def parse_email(text: str) -> Email:
    """The address a person typed; full width and spaces are put right. Raises InputProblem.

    Old docomo and au addresses with consecutive or closing dots (taro..1@docomo.ne.jp) exist and are accepted;
    elsewhere they are refused as slips. The local part keeps its case.
    """
    words = re.sub(r"\s", "", half_width(text)).removeprefix("mailto:").strip("<>「」、。,;")
    words = words.replace("。", ".").replace("、", ".")
    if not words:
        raise InputProblem(f"メールアドレスをご入力ください。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE)
    if "@" not in words:
        raise InputProblem(f"メールアドレスに「@」が見当たりません。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE)
    if words.count("@") > 1:
        raise InputProblem(
            f"「@」が2つ以上あります。メールアドレスを1つだけご入力ください。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE
        )
    local, _, domain = words.partition("@")
    domain = domain.replace(",", ".").strip(".").lower()
    _check_local(local, domain)
    _check_domain(domain)
    suggested = domain_suggestion(domain)
    return Email(f"{local}@{domain}", f"{local}@{suggested}" if suggested else "")


def domain_suggestion(domain: str) -> str:
    """The well-known domain this one was probably meant to be, or "": gmial.com → gmail.com."""
    if domain in KNOWN_DOMAINS:
        return ""
    if domain in _MISTAKEN:
        return _MISTAKEN[domain]
    # One slip of the finger in a name long enough that two real domains are unlikely to lie so near.
    near = sorted(known for known in KNOWN_DOMAINS if len(known) >= 8 and _is_one_slip(domain, known))
    return near[0] if near else ""


def _check_local(local: str, domain: str) -> None:
    if not local:
        raise InputProblem(f"「@」の前が空いています。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE)
    strange = _LOCAL.sub("", local)
    if strange:
        raise InputProblem(
            f"メールアドレスに使えない文字「{strange[0]}」が入っています。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE
        )
    if _has_odd_dots(local) and domain not in CARRIER_DOMAINS:
        raise InputProblem(
            f"「@」の前の「.」（ピリオド）の数や位置をお確かめください。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE
        )
    if len(local) > 64:
        raise InputProblem(f"「@」の前が長すぎるようです（64字まで）。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE)


def _check_domain(domain: str) -> None:
    if "." not in domain:
        raise InputProblem(
            f"「@」の後ろをお確かめください（現在「{domain}」）。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE
        )
    if len(domain) > 253 or not all(_DOMAIN_LABEL.fullmatch(label) and len(label) <= 63 for label in domain.split(".")):
        raise InputProblem(
            f"「@」の後ろに使えない文字や続いた「.」があります。例：{EMAIL_EXAMPLE}", example=EMAIL_EXAMPLE
        )


def _has_odd_dots(local: str) -> bool:
    return ".." in local or local.startswith(".") or local.endswith(".")


def _is_one_slip(typed: str, known: str) -> bool:
    """Whether one letter is missing, added or wrong, or two neighbours are exchanged."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), min(len(typed), len(known)))
    rest_typed, rest_known = typed[start:], known[start:]
    exchanged = len(rest_known) > 1 and rest_typed == rest_known[1] + rest_known[0] + rest_known[2:]
    return exchanged or rest_known[1:] in (rest_typed, rest_typed[1:]) or rest_typed[1:] == rest_known
