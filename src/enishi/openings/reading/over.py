"""A sentence that says of a post of some department that it is over: 「なお、同時に登録しておりました小児科の非常勤は採用が決まりました」."""

import re

from enishi.openings.reading.departments import A_SHORT_LIST
from enishi.openings.reading.once import once

_KIND = r"非?常勤|スポット|単発"
# What may stand beside the department of a post: 「(常勤1名)」, 「、非常勤、年俸1,700万円」, 「の医師1名の募集」.
_BESIDE = (
    rf"(?:\([^()]{{1,60}}\)|{_KIND}|医師|医|先生|担当|\d{{1,2}}\s*[名人]|年[俸収][\d,]+万円(?:から|以上|〜)?|[日時月][給額][\d,.]+(?:千|万)?円|週\s*\d[\d〜.]*日|[月火水木金土日](?:曜日?)?の?(?:午前|午後|終日)"
    r"|(?:准教授|助教|講師|教授|部長|医長|医員|専門医)|の?(?:募集|求人票?|公募|枠|件|ポスト|掲載)|[の、・]|\s)"
)
_POST = rf"(?P<object>(?:(?:{_KIND})の)?(?P<list>{A_SHORT_LIST}){_BESIDE}{{0,9}}」?(?:の?(?:求人票?|募集|公募|件|枠))?(?:の件)?)"
_PLACE = r"(?P<place>[^「」。、\s]{2,16}?(?:病院|クリニック|診療所|医院))(?:\([^()]{2,12}\))?の?\s*"
_ENDED = r"内定|充足|決まり|決まっ|決定|終了|終え|終わ|締め?切|取り?下げ|停止|見合わせ|取り?やめ|成約|取り?消し|着任|見つかりました|お忘れ"
_IS_OVER = re.compile(
    rf"^\W*(?:20\d\d年?[./月]?\d{{0,2}}[./日]?\d{{0,2}}日?\s*)?(?P<lead>[^。\n「」]{{0,30}}?)(?:「|(?<![一-龥ァ-ヶー])|(?<=[年月日号])|(?<=[同当]院)|(?<=[まの])の?)(?:{_PLACE})?{_POST}"
    rf"(?:(?:は|も|につきましては|については)、?|を(?=終|締め?切|取り?下げ|停止|見合わせ))(?P<how>[^。\n]{{0,50}}?(?:{_ENDED}))"
)
# 「先月号に載せた同診療所の整形外科の医師(…)は、…決まりました」, 「小児科の常勤医も昨秋から募っていたが、…募集を終えている」
_WAS_SOUGHT = re.compile(
    rf"^\W*(?P<lead>[^。\n]{{0,36}}?)(?<![一-龥ァ-ヶー])(?P<object>(?P<list>{A_SHORT_LIST})(?:の?\(?(?:非?常勤)\)?)?(?:の)?(?:医師|医|の?先生)(?:\([^()]*\))?)(?:\s*\d{{1,2}}\s*[名人])?(?P<how>(?:の?(?:募集|求人|公募|枠))?(?:は|も|につきましては|については)、?[^。\n]{{0,60}}?(?:内定(?:し|、)|充足し|決まり(?:、|まし)|決まっ(?:た|て)|募集(?:は|を)(?:終|締め?切|取り?下げ|停止)|取り?下げ(?:ま|た)))"
)
_SAID_SO = re.compile(r"募(?!集要|集(?:は|を))|求(?:め|人)|探し|載せ|掲載|お願いし|公募")
_NOT_SO_YET = re.compile(
    r"ましたら|次第|検討中|決まらな|決まって(?:い|お)(?:ない|ません)|決まりませ|見つかって(?:い|お)?(?:な|ま)|続け|継続|あと\s?\d|残[りる]|見込み|予定"
)
_BY_NUMBER = re.compile(r"[\s※*・(]*(?:No\.?|求人|募集)?[(\[【<]?\d{1,2}(?:[.)\]】>]|番)の?\s*(?!\d)")
_THIS = re.compile(r"[たるに]|(?:同|当|本)(?:院|診療所|病院|クリニック|医院)")
_ELSEWHERE = re.compile(
    r"(?<![同当本])(?:病院|診療所|クリニック|医院)[のでは、]+$"
)  # 「北部地区の県立病院の産婦人科医は…」
_SOUGHT = re.compile(r"募集|求人|公募|取り?下げ")
_NO_POST = re.compile(r"[月火水木金土日]曜|当直|日直|外来の")
_TOLD_APART = re.compile(r"\([^()]*\)|「[^「」]*」")


def place_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Where the sentence names a place of its own for the post that it ends; None where it is the one of the text."""
    name = found.groupdict().get("place")
    return None if not name or _THIS.search(name) else found.span("place")


@once
def said(words: str) -> re.Match[str] | None:
    """The groups lead, object, list, how and maybe place of a sentence that ends a post; None for others.

    Neither for one that ends a day of the week or a duty, nor for one that sought nobody.
    """
    if _BY_NUMBER.match(words):
        return None  # 「※1.の脳神経外科は…」 is told of a post that stands there
    found = _IS_OVER.match(words)
    if found is None or _NOT_SO_YET.search(words) or _ELSEWHERE.search(found["lead"]):
        found = _WAS_SOUGHT.match(words)
        if found is None or _NOT_SO_YET.search(words) or not _SAID_SO.search(found["lead"] + found["how"]):
            return None
    elif place_of(found) is not None and not found["lead"].endswith(("た", "の", "中")):
        return None  # 「北部地区の県立病院の産婦人科医は…」 was never offered here
    if re.search(r"(?:派遣|応援)(?:[がをも]|して)", words) and not _SOUGHT.search(words):
        return None  # 「小児科は大学からの派遣が決まったため」 seeks nobody, and sought nobody
    return None if _NO_POST.search(_TOLD_APART.sub("", words)) else found
