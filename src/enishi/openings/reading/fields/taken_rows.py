"""Rows of dates or weekdays of which some are taken: 「1月16日 金 58名 × 決定済」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_NUMBER = r"(?:(?:日程|枠|案|番号|No\.?)?\s*(?:[A-Z]-?)?(?:\d{1,2}|[A-Za-zア-ンイロハ])\s*[)\].、:\s]\s*(?=[\d毎第月火水木金土日]))?"
"""What may stand before the day of a row: 「(3) 」, 「日程1 」."""
# A row of a date or weekday with its time: 「1月16日 金 58名 × 決定済」, 「12/13(土) 午前 ←決まりました」.
_ROW = lazy(
    rf"\W*{_NUMBER}(?:(?:(?:\d{{4}}|令和\d+)[年/])?\d{{1,2}}\s*[月/]\s*\d{{1,2}}(?!\d)|(?:毎週|第\d)?[月火水木金土日](?=曜|\s|・|\())(?=[^\n]*(?:[月火水木金土日](?:\s|曜|\)|・|$)|午前|午後|終日|[日当]直|\d:\d\d))"
)
A_ROW_OF_A_DAY = lazy(
    rf"\W*{_NUMBER}(?![^\s\d(、。]{{1,8}}[はも])(?:\d{{1,2}}\s*[月/]\s*\d{{1,2}}日?\s*\(?[月火水木金土日]|毎週\s?[月火水木金土日]|第\s?\d[^\s、。]{{0,6}}[月火水木金土日]|[月火水木金土日](?:曜日?)?(?:\s|の?(?:午|夜|当直|日直|終日)))"
)
# What became of a row: 「→ 決まりました」, 「<満員>」, 「※お引き受けいただきました」, 「中止」, 「予備日」; or who has it: 「常勤医が交代で入ります」.
_GONE = lazy(
    r"お?決ま(?:り|って)|(?<!未)決定|確定|充足|埋ま(?:り|って)|うま(?:り|って)|満[員枠席了]|済(?!生)|ずみ|(?:手配|確保)(?=でき|し(?:まし|て(?:い|お))|$)|(?<!募集を)(?<![\d時分半])終了|終え|締め?切|〆切|内定|成約"
    r"|引き?受け(?:て)?(?:いただ|くださ|下さ|頂|もら|済)|見つか(?:り|って)|そろ(?:い|って)|揃(?:い|って)|足り(?:て|ます|ました)|間に合(?:って|い)"
    r"|お願い(?:し|でき|いたし)まし|お返事をいただ|取り?[下や][げめ]|(?<![荒雨雪]天)中止|休止|(?:応援|お?手伝い|派遣|補充|^|\s)不要|要りません|予備日"
    r"|募集(?:(?:は|を)?(?:し|いたし)(?:て(?:い|おり))?(?:ま?せん|ない)|は?なし|外|停止)"
    r"|(?:先生|医師|院長|所長|部長|常勤医|[前現]任者?|担当者?|大学|派遣|方)(?:から|[がで]|に)[^。()]{0,12}(?:続け(?:て(?:くだ|下|い|お)|ます|る)|継続|留任|続投|担当し?ます|入り?(?:ます|って)|交代で|来て(?:い|お|くだ)|対応し|受け持)"
)
# What is said of a row that is still to be had, whatever else stands there: 「募集中(夜は院長が入ります)」.
_STILL_OPEN = lazy(
    r"募集中|空き|空い|急募|求[むめ]|歓迎|残り|あと\s*\d|不足|未定|お願い(?:いた)?し(?:ます|たい)|のみ募集|ませんか|次第|期限|までに|募集(?:し|いたし)(?:ます|て(?:い|お)り?ます)"
)


def is_taken(row: str) -> bool:
    """Whether a row of a list says that somebody has it, or that there will be none."""
    return _GONE.search(row) is not None and not _STILL_OPEN.search(row)


def of(items: Sequence[Item]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The rows of dates or weekdays that are taken, and those that are not, with their places."""
    rows: tuple[list[tuple[str, int]], list[tuple[str, int]]] = [], []
    for item in items:
        for line in patterns.finditer(r"[^\n]+", item.text) if not item.about("process", "leave", "site") else ():
            if _ROW.match(line.group()):
                rows[0 if is_taken(line.group()) else 1].append((line.group(), item.start + line.start()))
    return rows
