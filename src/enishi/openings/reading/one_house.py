"""The one place of work of a text: posts that name none of their own are at the place that heads or signs it."""

from collections.abc import Sequence

from enishi.openings.reading.fields import company_sites, place
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.plausible import Candidate

_WITHHELD = lazy(
    r"非公開|非公表|名(?:称)?は[^。]{0,20}(?:お(?:伝え|知らせ|問)|お?話し|ご案内|登録)|[都道府県市町村区]内の(?:病院|医院|診療所|クリニック|施設)|(?:病院|施設|医療機関|市町村)名?[^。]{0,8}お問い?合"
)

_ANOTHER_SITE = lazy(r"本社|支社|工場|製作所|事業所|研究所|支店|営業所")


def filled_in(candidates: Sequence[Candidate], text: str) -> None:
    """Gives the only name that the posts of a text name to those without, unless these keep theirs back or lie elsewhere.

    Only a name that stands outside of the posts that have it holds for the others: at the head, in the words for all, as a signature.
    """
    named = [one for one in candidates if "institution" in one.facts]
    if not named or len(named) == len(candidates) or len({str(one.value("institution")) for one in named}) != 1:
        return
    name = named[0].facts["institution"]
    words = str(name.value).split(" ")[-1]
    at = min((item.start for one in candidates for item in one.post.own), default=0)
    in_posts = sum(item.text.count(words) for one in named for item in one.post.own if not item.about("process"))
    if words not in text[: max(at, 40)] and text.count(words) <= in_posts:
        return
    town = {one.value("municipality") for one in named} - {None}
    for one in candidates:
        if "institution" in one.facts or any(_WITHHELD.search(item.text) for item in one.post.own):
            continue
        if company_sites.SITE.search(words) and any(_ANOTHER_SITE.search(item.text) for item in one.post.own):
            continue
        elsewhere = {
            n.municipality
            for item in one.post.own
            if item.about("place", "institution")
            for n in place.named_in(item.text)
            if n.municipality
        } | ({one.value("municipality")} - {None} if one.tells("municipality") else set())
        if elsewhere and town and not elsewhere & town:
            continue
        one.facts["institution"] = name
        for field in ("prefecture", "municipality"):
            if field in named[0].facts:
                one.facts.setdefault(field, named[0].facts[field])
