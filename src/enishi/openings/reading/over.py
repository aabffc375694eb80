"""A sentence that says of a post of some department that it is over: 「なお、同時に登録しておりました小児科の非常勤は採用が決まりました」."""

import re

from enishi.openings.reading.departments import A_SHORT_LIST

# How a sentence names a post of before: 「同時に登録しておりました」, 「先月お送りした」.
_OF_BEFORE = (
    r"(?:先般|先に|前回|以前|先日|先月|昨年|同時に|同時期に|あわせて|併せて|一緒に|別に|当初)?、?(?:[^\s。、]{0,8}(?:にて|で|に))?"
    r"(?:ご?(?:募集|お願い|依頼|掲載|登録|案内|お送り|送付|公開|公募|申込み?|お知らせ|提出|お出し)を?(?:して(?:いた|おりました|いました)|し(?:た|ました)|いた(?:した|しました)|いただ(?:いた|いていた|いております)|中の|の))?"
)
_OVER = re.compile(
    rf"^\W*(?:(?:20\d\d|R\d+|令和\d+)[年./]\d{{1,2}}[月./]\d{{1,2}}日?\s*)?(?:なお|また|ただし|一方)?、?{_OF_BEFORE}(?P<list>{A_SHORT_LIST})(?P<kind>(?:の|の?\()?(?:非?常勤)\)?)?(?:の)?(?:医師|医|の?先生)?(?P<more>\([^()]{{1,60}}\))?(?:\s*\d{{1,2}}\s*[名人])?(?:の?(?:医師|先生))?(?:の?(?:募集|求人票?|公募|枠|件)(?P<of>\([^()]{{1,30}}\))?)?(?:は|を|につきましては|については)、?(?![^。\n]*(?:ましたら|次第|検討中))(?P<how>[^。\n]{{0,40}}?(?:内定|充足|決まり|決まっ|決定|終了|終え|締め?切|取り?下げ|停止|見合わせ|取り?やめ))"
)
# 「先月号に載せた同診療所の整形外科の医師(…)は、…決まりました」, 「小児科の常勤医も昨秋から募っていたが、…募集を終えている」
_WAS_SOUGHT = re.compile(
    rf"^\W*(?P<lead>[^。\n]{{0,36}}?)(?<![一-龥ァ-ヶー])(?P<list>{A_SHORT_LIST})(?P<kind>の?\(?(?:非?常勤)\)?)?(?:の)?(?:医師|医|の?先生)(?P<more>\([^()]*\))?(?:\s*\d{{1,2}}\s*[名人])?(?P<how>(?:の?(?:募集|求人|公募|枠))?(?:は|も|につきましては|については)、?[^。\n]{{0,60}}?(?:内定(?:し|、)|充足し|決まり(?:、|まし)|決まっ(?:た|て)|募集(?:は|を)(?:終|締め?切|取り?下げ|停止)|取り?下げ(?:ま|た)))"
)
# 「なお、前にお願いした『湖クリニック(二本松市)の心療内科 非常勤・週1日』は、先方の都合により取下げとなりました」
_AT_A_PLACE = re.compile(
    rf"^\W*(?P<lead>[^。\n]{{0,24}}?)(?:「|(?<=た)|(?<=の))(?P<place>[^「」。、\s]{{2,16}}?(?:病院|クリニック|診療所|医院))(?:\([^()]{{2,12}}\))?の?\s*(?P<list>{A_SHORT_LIST})(?P<kind>\s*の?\(?(?:非?常勤)\)?)?(?P<more>[^。\n」はが]{{0,14}})」?(?P<how>(?:の(?:件|求人|募集))?(?:は|につきましては|については)、?[^。\n]{{0,40}}?(?:取り?下げ|充足し|決まりました|成約|募集を(?:終|締め?切|停止)))"
)
_SAID_SO = re.compile(r"募(?!集要|集(?:は|を))|求(?:め|人)|探し|載せ|掲載|お願いし|公募")
_NOT_SO_YET = re.compile(r"ましたら|次第|検討中|決まらな|決まって(?:い|お)(?:ない|ません)|決まりませ|見込み|予定")


def said(words: str) -> re.Match[str] | None:
    """The groups list, kind, more, how and maybe of and place of a sentence that ends a post; None for another, also of one day of the week or a duty."""
    found = _OVER.match(words)
    if found is None:
        found = _AT_A_PLACE.match(words) or _WAS_SOUGHT.match(words)
        if found is None or _NOT_SO_YET.search(words) or not _SAID_SO.search(found["lead"] + found["how"]):
            return None
    if re.search(r"(?:派遣|応援)(?:[がをも]|して)", words) and not re.search(r"募集|求人|公募|取り?下げ", words):
        return None  # 「小児科は大学からの派遣が決まったため」 seeks nobody, and sought nobody
    if re.search(r"[月火水木金土日]曜|当直|日直|外来の", re.sub(r"\([^()]*\)", "", words)):
        return None
    return found
