"""Posts that consist of night duties: told by their name or by hours that reach into the morning, not by a word on duties."""

import re
from collections.abc import Sequence

from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

_DUTY = r"(?:日当直|宿日直|[当宿]直|夜勤)"
_DENIED = r"(?![^。、\n]{0,14}(?:な(?:し|い)|無|免除|ありません|ございません|応?相談|手当|許可|明け|の(?:ない|代わり)|料|室|表))"
# 「当直医 募集」, 「当直の先生を探しています」, 「夜間の当直、非常勤」, 「当直だけを受け持っていただきます」
_CALLED_SO = lazy(
    rf"{_DUTY}(?:専[従任属門](?:の)?)?(?:医師?|の(?:先生|医師|ドクター))(?:・[^\s、。]{{2,10}})?[をのも]?\s*(?:\((?:定期|単発|スポット|非常勤)[^()]*\))?\s*(?:若干名|\d\s*[名人]|(?:の)?(?:追加|依頼|急募|募集|公募|求人|お?探し|お願い)|非常勤|$)"
    rf"|{_DUTY}(?:だけ|のみ|を(?:受け持っ|担当し|引き受け|お願いでき|手伝っ|し)て?)[^。、\n]{{0,14}}(?:先生|医師|ドクター|受け持|お願い)"
    rf"|(?:年末年始|年末|年始|夜間|平日|週末|土曜|日曜|祝日|病棟|救急|一般|定期|\d時|\d{{2}})の?{_DUTY}(?:(?=[^\S\n]*$)|枠|(?:業務|勤務)?(?:の(?:募集|求人|ご?案内|お願い))|\((?:定期|単発|スポット|非常勤|[^()]*(?:床|のみ|病棟)[^()]*)\)|(?:、|\s*\()(?:非常勤|単発|スポット|予定の(?:先生|医師)))"
    rf"|[・〔【\[(■◆]\s*(?:夜の|夜間の?|病棟|一般|救急)?{_DUTY}(?:枠)?\s*[〕】\])]"
    rf"|{_DUTY}(?:枠|医)の(?:ご?案内|募集|お願い|追加)|^\W*(?:\d{{1,2}}\W+|No\.?\s?\d{{1,2}}\W+|その\d\W+|募集\s?[A-E\d]\W+)?(?:病棟|一般|救急|夜間の?|夜の|定期)?{_DUTY}\s*(?:\([^()]*\))?\s*(?:[◆※/]|$)"
)
# A cell of a row: 「当直(病棟のみ)」, 「科目不問(当直)」, 「病棟当直」
_A_CELL = lazy(
    rf"\s*(?:[^\s、。:()]{{0,8}}\(\s*)?(?:病棟|一般|救急|内科|療養|夜間|管理)?の?{_DUTY}\s*\)?\s*(?:\([^()]*\))?\s*(?:のみ)?\s*"
)
# 「17:30〜翌8:30」
_OVERNIGHT = lazy(r"\d\s*(?:時(?:半|\d{1,2}分)?|:\d\d)?\s*(?:〜|-|から)\s*(?:、|\()?翌(?!月|年|週)")
_OF_ANOTHER_MATTER = lazy(
    rf"待機|オンコール|呼び?出|電話|受付|手当|{_DUTY}(?:は|も)[^。]*(?:ません|な[しい])|仮眠|休み|救急外来は|入浴|薬剤|スタッフ|職員|従業員|社員|製造|{OTHERS}"
)
_DENIES = lazy(rf"{_DUTY}{_DENIED}")


def read(own: Sequence[Item], *, regular: bool) -> Found | None:
    """required where a post is one of nights. regular: full-time work, whose hours of a duty are no hours of the post."""
    for index, item in enumerate(own):
        if item.about("process", "site", "night", "on_call", "pay", "leave", "housing", "place"):
            continue
        if item.cell and _A_CELL.fullmatch(item.text) and not item.about("institution", "remark"):
            return Found.at("required", item.start, item.end)
        if index < 6 and not item.cell and (named := _name_in(item)) is not None:
            return Found.at("required", item.start + named.start(), item.start + named.end())
    for item in own if not regular else ():
        if item.about("process", "site", "night", "on_call", "leave", "housing", "remark"):
            continue
        for words, start in sentences(item):
            hours = _OVERNIGHT.search(words)
            if hours is not None and not _OF_ANOTHER_MATTER.search(words):
                return Found.at("required", start + hours.start(), start + hours.end())
    return None


def _name_in(item: Item) -> re.Match[str] | None:
    for named in _CALLED_SO.finditer(item.text.split("。")[0]):
        if _DENIES.search(named.group() + item.text[named.end() : named.end() + 16]):
            return named
    return None
