"""The one place of work of a text: posts that name none of their own are at the place that heads or signs it."""

from collections.abc import Sequence
from itertools import pairwise

from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import company_sites, municipalities, other_places, place
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.plausible import Candidate

_WITHHELD = lazy(
    r"非公開|非公表|名(?:称)?は[^。]{0,20}(?:お(?:伝え|知らせ|問)|お?話し|ご案内|登録)|[都道府県市町村区]内の(?:病院|医院|診療所|クリニック|施設)|(?:病院|施設|医療機関|市町村)名?[^。]{0,8}お問い?合"
)


_SPEAKS_FOR = lazy(
    r"(?:^|[\s、。●■・◎◆])(?P<kind>[市町村])(?:では、|の会計年度任用職員|が(?:設置|運営)|の(?:休日|夜間|急患|保健|健診|\S{0,6}診療所|\S{0,6}病院))"
)


def of_its_owner(institution: str, text: str) -> tuple[Found | None, Found | None]:
    """(prefecture, municipality): the only village that a text names, for 村営…診療所 or where 「村では」 it seeks; so for towns and cities."""
    if (owner := other_places.OWNED.match(institution) or _SPEAKS_FOR.search(text)) is None:
        return None, None
    named = [n for n in municipalities.named_in(text) if n.municipality and n.municipality.endswith(owner["kind"])]
    if len({(n.prefecture, n.municipality) for n in named}) != 1:
        return None, None
    one = named[0]
    return (
        Found.at(one.prefecture, one.start, one.end) if one.prefecture else None,
        Found.at(one.municipality, one.start, one.end),
    )


_THE_SAME = lazy(r"同(?:病院|院|診療所|センター|クリニック|施設|園|苑|じ病院|じ施設)(?!長)")
_AS_ABOVE = lazy(r"\W*(?:同上|〃+|々|上に同じ|上記(?:と|に)同じ|その[1一]に?同じ)\W*")


def as_above(candidates: Sequence[Candidate]) -> None:
    """Gives a post under whose label of the name 「同上」 stands the place of work of the one before it."""
    for before, one in pairwise(candidates):
        if "institution" in before.facts and any(
            item.about("institution") and _AS_ABOVE.fullmatch("".join(item.text.split())) for item in one.post.own
        ):
            for name in ("institution", "prefecture", "municipality"):
                if name in before.facts:
                    one.facts[name] = before.facts[name]


_ANOTHER_SITE = lazy(r"本社|支社|工場|製作所|事業所|研究所|支店|営業所")


def filled_in(candidates: Sequence[Candidate], text: str) -> None:
    """Gives the only name that the posts of a text name to those without, unless these keep theirs back or lie elsewhere.

    Only a name that stands outside of the posts that have it holds for the others: at the head, in the words for all, as a signature;
    or one that they point back to (「同病院」).
    """
    named = [one for one in candidates if "institution" in one.facts]
    if not named or len(named) == len(candidates) or len({str(one.value("institution")) for one in named}) != 1:
        return
    name = named[0].facts["institution"]
    words = str(name.value).split(" ")[-1]
    at = min((item.start for one in candidates for item in one.post.own), default=0)
    in_posts = sum(item.text.count(words) for one in named for item in one.post.own if not item.about("process"))
    outside = words in text[: max(at, 40)] or text.count(words) > in_posts
    town = {one.value("municipality") for one in named} - {None}
    for one in candidates:
        if "institution" in one.facts or any(_WITHHELD.search(item.text) for item in one.post.own):
            continue
        if not (outside or any(_THE_SAME.search(item.text) for item in one.post.own)):
            continue
        if company_sites.SITE.search(words) and any(_ANOTHER_SITE.search(item.text) for item in one.post.own):
            continue
        elsewhere = {
            n.municipality
            for item in one.post.own
            if item.about("place", "institution")
            for n in municipalities.named_in(item.text)
            if n.municipality
        } | ({one.value("municipality")} - {None} if one.tells("municipality") else set())
        if elsewhere and town and not elsewhere & town:
            continue
        one.facts["institution"] = name
        for field in ("prefecture", "municipality"):
            if field in named[0].facts:
                one.facts.setdefault(field, named[0].facts[field])


def placed(candidates: Sequence[Candidate]) -> None:
    """Gives posts without a town that of another at the place of work of the same name, and to a town that exists more than once
    the prefecture in which all the others lie."""
    where = {
        str(one.value("institution")): one.facts
        for one in candidates
        if {"institution", "municipality"} <= one.facts.keys()
    }
    for one in candidates:
        name = str(one.value("institution"))
        other = where.get(name)
        if other is None or "municipality" in one.facts or place.several(one.post.own):
            continue
        of_several_sites = company_sites.COMPANY.search(name) and not company_sites.SITE.search(name)
        if not of_several_sites and one.value("prefecture") in (
            None,
            *(f.value for f in [other.get("prefecture")] if f),
        ):
            one.facts |= {field: other[field] for field in ("prefecture", "municipality") if field in other}
    if any(one.tells("municipality") for one in candidates):
        for one in candidates:  # 「東海地区 病院名・市町村はお問い合わせください」 in a list: not where its sender is
            kept_back = any(_WITHHELD.search(item.text) for item in one.post.own)
            if (
                kept_back
                and "institution" not in one.facts
                and not one.tells("municipality")
                and not one.tells("prefecture")
            ):
                one.facts.pop("prefecture", None)
                one.facts.pop("municipality", None)
    codes = {str(one.value("prefecture")) for one in candidates if "prefecture" in one.facts}
    for one in candidates:
        if len(codes) == 1 and "prefecture" not in one.facts and "municipality" in one.facts:
            code = next(iter(codes))
            if code in municipalities.places().owners.get(str(one.value("municipality")), ()):
                one.facts["prefecture"] = Found(code, one.facts["municipality"].places)
