"""The label at the head of a line."""

import re
from collections.abc import Iterable
from functools import lru_cache

from enishi.openings.reading.departments import A_SHORT_LIST, LISTED
from enishi.openings.reading.labels import OPENING_FIELDS, hinted, label_of, leading_label

CARD = re.compile(r"\(([^()\n]{1,10})\)\s*(?=[^\s(])")
BULLET = re.compile(
    r"[\s|]*(?:(?:[─━]\s\d{1,2}\s[─━]|[IVX]{1,4}(?:[.)]|(?=\s))|<\d+>|\[\d+\]|〔\d+〕|【\d{1,2}】|[■□●○〇◆◇▼▲▽△★☆・※*＊•◎♦➤▶✓✔·]|-(?=\s|[^\d\s-])|[#]+(?=\s)|(?:\(?\d{1,2}[).]|\(\d{1,2}\)|第\d{1,2}(?=[\s　])|\d{1,2}(?=[ 　、:]|[^\d\s年月日時分:/〜,.人名歳回床円万千%コかヶカ週枠次-])|[ア-オ](?=\s|[.)])|\([ア-コ]\)|一(?=[\s、]\s*\S)|[一二三四五六七八九十]{1,2}(?:、|(?= [^\s\d]))|[a-z]\)|[a-d]\s+(?=\S{0,6}(?:給|手当)))[.、:]?)\s*)*"
)
_BRACKETED = re.compile(
    r"\s*(?:【([^】\n]{1,30})】|\[([^\]\n]{1,30})\]|〔([^〕\n]{1,30})〕|《([^》\n]{1,30})》|〈([^〉\n]{1,30})〉|<([^>\n]{1,30})>|「([^」\n]{1,14})」(?=\s|:|$))\s*:?[ \t]*"
)
_SEPARATOR = re.compile(
    r"[ \t]*(?:\((?!\s*[〇○◯✓✔レ●]?\s*\)|\d\)|[月火水木金土日]\))[^()\n]{1,24}\))?[ \t]*(?:[:…|=]+|\.{2,}|‥+|・{2,}|─{2,}|-{2,}|→|⇒)?[ \t|]*"
)
_GAPPED = re.compile(r"([^\s:。、「」(){}\d][^\s:。、「」()]{1,11})(?:\s{2,}|\t)(?=\S)")
_COLON = re.compile(r"([^:\n。、「」(){}\d][^:\n。、「」]{0,15})\s*:(?!//)[ \t]*")


_FRAMED = re.compile(r"\s*(?P<bar>[-─━―=])(?P=bar){1,7}\s*(?P<words>[^\s\-─━―=]{2,12})\s*(?P=bar){2,8}\s*")

_NUMBERED_POST = re.compile(r"\s*\(?\d{1,2}[.)]\s*(?:非?常勤)?医師?\s*\d{1,2}\s*[名人]")
_SOUGHT_POST = re.compile(r"\s*(?:非?常勤)?医師?\s+\d{1,2}\s*[名人](?:程度)?を[^。]{0,10}(?:募集|求|探|公募)")
_COUNTED_POST = re.compile(
    rf"\s*(?:非?常勤)?医師?\s*\([^()]*(?:{LISTED.pattern})[^()]*\)\s*(?:\d{{1,2}}\s*[名人]|若干名)"
)
_TITLE_POST = re.compile(
    r"\s*[◆◇■□●○◎▼▽★☆・]\s*非?常勤(?:の)?(?:医師?|先生)(?:\s+|\s*(?P<in>\())\d{1,2}\s*[名人](?:程度)?(?(in)\))\s*"
)  # 「◆常勤医師 1名」
_STATED_POST = re.compile(
    r"(?:定期|スポット)?非?常勤(?:の)?(?:医師?|の?先生)\s*(?:\([^()]*\))?\s*[【(\[<〔]\s*(?:(?:継続)?募集中|急募|受付中|(?:募集|受付)(?:は)?終了|充足|決定|締切|停止)[^】)\]>〕]*[】)\]>〕]\s*$"
    r"|(?:定期|スポット)?非?常勤(?:の)?(?:医師?|の?先生)\s*(?:\([^()]*\))?\s*→\s*(?:おかげさまで|都合により)?、?(?:(?:募集|受け?付け?|掲載)[をはが]|(?:採用|着任)が決ま|充足|決定|成約|取り?下げ)"
)  # 「▼1 常勤医師 【募集中】」, 「C 非常勤医師(土曜) → 募集を締め切りました」
_KIND_AND_TERMS = re.compile(r"(?:定期)?(?:非?常勤|スポット)(?:医師?|の先生)?\s*\(\s*週?\s*\d")
_EACH_POST = re.compile(r"(?:非?常勤|嘱託|定期|スポット)(?:の)?医師?\s*(?:\([^()]*\))?\s*各\s*\d{1,2}\s*[名人]")
_LISTED_POST = re.compile(
    rf"\s*(?:\W|\(?\d{{1,2}}[.)])?\s*(?:非?常勤(?:の)?(?:医師?|の先生)|外勤|代診)\s+{A_SHORT_LIST}\s*(?:(?:各|計)?\s*\d{{1,2}}\s*[名人]|$)"
)  # 「常勤医師 内科・外科 各1名」, 「2.外勤 麻酔科」
_A_POST = re.compile(
    r"(?:非?常勤|定期|スポット)(?:の)?(?:医師?|先生)(?:\([^()]{1,14}\))?"
)  # 「<常勤医師> 1名」 is a heading, no label


_SUM = re.compile(r"\d[\d,.]*\s*(?:千|万)?円")  # 「休日 100,000円」 below 「平日 80,000円」
_POST_ALONE = re.compile(
    r"(?:定期|スポット)?(?:非?常勤)(?:の)?(?:医師?|の?先生)\s*(?:\([^()\d]{1,16}\)\s*)?(?:[【\[(〔](?:募集|急募|受付|新着|更新|充足|成約|決定|終了)[^】\])〕]{0,6}[】\])〕]\s*)?"
)


@lru_cache(maxsize=4096)
def head_of(line: str) -> tuple[str, frozenset[str], int] | None:
    """The label at the head of a line: its words, fields and where the value begins; None for a free line.

    An unknown label counts if it stands in brackets or before a colon: its words then belong to no field ("other").
    """
    if (framed := _FRAMED.fullmatch(line)) and (fields := label_of(framed["words"])) == {"site"}:
        return framed["words"], fields, len(line)  # 「── 在籍医師 ──」
    mark = BULLET.match(line)
    at = mark.end() if mark else 0
    if bracketed := _BRACKETED.match(line, at):
        words = next(group for group in bracketed.groups() if group is not None)
        if _A_POST.fullmatch(words):
            return None
        if fields := label_of(words):
            return words, fields, bracketed.end()
        if (inner := leading_label(words)) and inner.length >= len(words) - 1:
            return words, inner.fields, bracketed.end()
        return None
    if mark and mark.group().strip() and _POST_ALONE.fullmatch(line, at):
        return None  # 「▼常勤医師」, 「▼1 非常勤医師(訪問診療) 【募集中】」 on a line of its own is a title
    if (card := CARD.match(line.lstrip())) and (fields := label_of(card[1])):
        return card[1], fields, len(line) - len(line.lstrip()) + card.end()
    if (
        _SOUGHT_POST.match(line)
        or _LISTED_POST.match(line)
        or _NUMBERED_POST.match(line)
        or _COUNTED_POST.match(line, at)
        or _EACH_POST.match(line, at)
        or _TITLE_POST.fullmatch(line)
        or _STATED_POST.match(line, at)
    ):
        return None
    if found := leading_label(line[at:]):
        after = at + found.length
        if (separator := _SEPARATOR.match(line, after)) is not None:
            # 「内科 外来」: one short word without a mark is a label only before a wide gap or alone on its line
            gap = line[after : separator.end()]
            sure = bool(gap.strip()) or separator.end() >= len(line.rstrip()) or len(gap) > 1 or "\t" in gap or at > 0
            if (
                sure
                or len(found.words) >= 3
                or (
                    "days" in found.fields
                    and re.match(r"毎週|第\d|\d{1,2}[:時月/]|[月火水木金土日][・〜、曜(]", line[separator.end() :])
                )
                or (
                    "employment" in found.fields
                    and re.match(r"[○〇◯◎□☑✓]\s?(?:非?常勤|スポット|定期)", line[separator.end() :])
                )
                or (found.words == "科目" and re.match(rf"{LISTED.pattern}|不問|問", line[separator.end() :]))
                or not found.fields.isdisjoint(
                    ("night", "on_call", "housing", "retirement", "pay", "term", "age", "headcount")
                )
            ) and not ("leave" in found.fields and _SUM.match(line, separator.end())):
                return found.words, found.fields, separator.end()
    if (
        (gapped := _GAPPED.match(line, at))
        and (fields := hinted(gapped[1])) != frozenset(("other",))
        and not LISTED.search(gapped[1])
    ):
        return gapped[1], fields, gapped.end()
    if unknown := _COLON.match(line, at):
        words = unknown[1].strip()
        first, _, rest = words.partition(" ")
        if rest and LISTED.fullmatch(rest.strip()) and (fields := label_of(first)):
            return (
                first,
                fields,
                unknown.start(1) + unknown[1].index(first) + len(first),
            )  # 「勤務日 麻酔科:毎週火曜日」
        if _KIND_AND_TERMS.match(words):
            return None  # 「常勤(週4日以上):年俸…」 is a kind of work with its terms
        if LISTED.match(words) and (
            re.search(r"医\s*\(|\d\s*[名人]|常勤", words)
            or (
                LISTED.fullmatch(words)
                and re.match(r"\s*(?:\d{1,2}\s*[名人]|若干名|非?常勤|スポット)", line[unknown.end() :])
            )
        ):
            return None  # 「内科医（常勤）1名：年収…」, 「内科：2名、年俸…」 is a post and its terms, not a label
        if (
            len(words) > 2
            and not re.search(r"[はがをに]\s|\d$", words)
            and not words.lower().startswith(("http", "e-mail"))
        ):
            return words, label_of(words) or hinted(words), unknown.end()
    return None


def terms_in(lines: Iterable[str]) -> int:
    """How many of some lines begin with a label of a post's terms."""
    heads = [head for words in lines if words.strip() and (head := head_of(words)) is not None]
    return sum(not fields.isdisjoint(OPENING_FIELDS) for _, fields, _ in heads)
