"""Whether two registrations may be of one person, told by keyed digests alone. Pure.

What one number or one day could tell is a reason in words; nothing is joined by itself.
"""

from dataclasses import dataclass

from enishi.common.choices import Labelled


class Sign(Labelled):
    """Why two registrations look alike, the strongest first."""

    LICENCE = "licence", "医籍登録番号が同じ"
    BIRTH_AND_NAME = "birth_name", "生年月日が同じで、ふりがなが似ている"
    MAIL = "mail", "メールアドレスが同じ"
    PHONE = "phone", "電話番号が同じ"
    BIRTH_AND_GIVEN = "birth_given", "生年月日とお名前（名）が同じで、姓が違う"


STRONG = frozenset({Sign.LICENCE, Sign.BIRTH_AND_NAME})
"""Signs by which it is nearly always one person; a mailbox or a telephone may serve a whole family."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Digests of an identity as `indices` makes them; "" for what is not known."""

    licence: str = ""
    birth: str = ""
    kana: str = ""
    given: str = ""
    mail: str = ""
    phone: str = ""


def signs(one: Traits, other: Traits) -> tuple[Sign, ...]:
    """What speaks for one person, the strongest first; () for nothing. The same whoever is asked first.

    Two known licence numbers that differ are two people, whatever else is alike: twins share a birthday and a telephone.
    """
    if one.licence and other.licence and one.licence != other.licence:
        return ()
    born_alike = _same(one.birth, other.birth)
    named_alike = _same(one.kana, other.kana)
    found = {
        Sign.LICENCE: _same(one.licence, other.licence),
        Sign.BIRTH_AND_NAME: born_alike and named_alike,
        Sign.MAIL: _same(one.mail, other.mail),
        Sign.PHONE: _same(one.phone, other.phone),
        Sign.BIRTH_AND_GIVEN: born_alike and not named_alike and _same(one.given, other.given),
    }
    return tuple(sign for sign in Sign if found[sign])


def weight(found: tuple[Sign, ...]) -> int:
    """For sorting: the more and the stronger the signs, the larger."""
    return sum(1 << (len(Sign) - list(Sign).index(sign)) for sign in found)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other
