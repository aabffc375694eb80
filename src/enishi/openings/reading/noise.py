"""Lines that say nothing of a physician's post: menus, footers, other occupations, teasers, quoted mail."""

import itertools
import re
from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.corrections import as_corrected, older_letter
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

OTHERS = (
    # with these letters begins each word below, and most of a text does not: the words are not tried at each of its letters
    r"(?=[Mエクケコシソドヘ世事交介体作保児公准初助医協受司土地外学就幼建心技指支放救教柔栄検業歯消清獣理生用病療登相看社管精義臨薬補視言設診調警送運鍼隊集])"
    r"(?:准?看護(?:師|助手|補助者|職員?)|薬剤師|助産師|保健師|(?:診療)?放射線技師|臨床検査技師|検査技師|理学療法士|作業療法士|言語聴覚士|(?:管理)?栄養士|調理(?:師|員)|介護(?:職員?|福祉士|士|員)|医療事務|事務(?:職員?|員)|臨床工学技士|歯科医師?|歯科衛生士|歯科技工士|社会福祉士|精神保健福祉士|ケアマネ(?:ージャー|ジャー)?|介護支援専門員|保育士|公認心理師|臨床心理士|心理士|視能訓練士|獣医師?|看護学生|ヘルパー|運転手|清掃(?:員|職)|受付(?:の?(?:事務|スタッフ|職員?)|員|さん)|医師事務作業補助者|(?:医療|病棟|外来|医師)?クラーク|医師補助者|医師秘書|相談員|技師|療法士|コメディカル|初任者"
    # other staff of hospitals, homes, schools and towns
    r"|保育(?:補助)?員|保育補助(?:者|員)?|保育教諭|幼稚園教諭|児童指導員|生活支援員|(?:就労|学習|集落|学童|教育|地域|生活|相談|放課後)?支援員|(?:学童|生活|体育|交通)?指導員|世話人|介助員|補助員|作業員|調査員|警備員|用務員|業務員|設備員|事務補助|救急救命士|消防(?:士|吏員|職)|診療情報管理士|(?:医療)?ソーシャルワーカー|MSW|義肢装具士|柔道整復師|鍼灸師|登録販売者|栄養教諭|学校司書|司書|学芸員|社会教育主事|協力隊員?|隊員|土木技師|建築技師|(?:システム)?エンジニア|運転(?:士|スタッフ|職)|ドライバー|送迎(?:員|スタッフ)|調剤補助|歯科助手|看護助手|医療秘書|診療補助)"
)
OTHER_WORK = lazy(OTHERS)
PHYSICIAN = lazy(
    r"(?<![歯獣])(?<!歯科)(?:科|産業|校|常勤|勤務|専門|女性|男性|代診|嘱託|当直|健診|主治|指導|担当|総合診療|家庭)?医師(?!会|事務|賠償|免許|住宅|公舎|官舎|宿舎|公宅|確保|不足|偏在|臨床研修|国保|と看護|の指示|の補助|や看護|の(?:診療|事務|業務|仕事|診察)(?:の|を)(?:補助|支え|手伝|サポート)|・看護師のお子)|(?:矯正|防衛)?医官(?!房)|科医(?![師院])|常勤医|産業医|嘱託医|校医|代診医|勤務医|ドクター|の先生|先生を|先生が|Dr"
)
_FOOT = lazy(
    r"copyright|\(c\)\s*(?:20\d\d|[A-Za-z])|©|all rights reserved|ページの?(?:トップ|先頭|上)|このページの|サイトマップ|文字(?:の)?(?:サイズ|大きさ)|プライバシー|個人情報(?:保護|の取り?扱)|会員登録|ログイン|お気に入り|くわしく見る|詳しく見る|詳細を見る|応募する$|本文へ|メニュー(?:を|へ|$)|閲覧履歴|最近見た|よくある質問|運営会社|シェアする|印刷する|いいね|フォロー|English|お友達紹介|メールマガジン|PDFファイル|Adobe|JavaScript|Cookie",
    re.I,
)
_TEASER = lazy(
    r"^[\s■□●○◆◇▼▲★☆【\[<《≫>・]*(?:この(?:求人|公募|募集)(?:を見た|に似た)|似た(?:条件の)?求人(?!を(?:探|見|さが)|の新着を|をメール)|類似(?:の)?求人|おすすめ(?:の)?(?:求人|医師求人|案件)|関連(?:する)?求人|こちらの求人も|ほかの(?:求人|先生)|他の求人(?:も|を)|新着求人(?:はこちら|一覧)|人気の?(?:求人|エリア)|あなたに(?:おすすめ|合った)|今週の人気|併せて見られて|閲覧した方|周辺の求人|過去の(?:募集|求人)|ピックアップ求人|\(?参考\)?\s*昨年度|昨年度の(?:募集|求人)(?:要項|内容)|PR\b(?!\s{2,}\S|\s*[:\t])|\[PR\]|広告)|^[▼■◆●]\s*似た(?:条件の)?求人を見る$"
)
_CRUMBS = lazy(r"^(?:現在(?:位置|地)\s*:?\s*)?[^<>\n。/]{1,20}(?:\s+[>»›]\s+[^<>\n。]{1,30}){1,}$|^トップページ\s*/")
# Of other posts a page says where to look: 「常勤医師、看護師の募集は病院のホームページをご覧ください」.
_TOLD_ELSEWHERE = lazy(
    r"[^。\n]*(?:募集|求人|採用)(?:について|情報|要項|内容)?は、?[^。\n]{0,20}(?:ホームページ|サイト|別(?:の)?ページ|のページ|別紙|別途|別に)[^。\n]{0,16}(?:ご覧|ごらん|参照|確認|掲載|お知らせ|案内|ください)[^。\n]{0,10}。?"
)
# What a colleague says of his own past: 「社員の声:「入社時の年俸1,100万円」(58歳)」.
_VOICE = lazy(r"\s*\W{0,3}(?:社員|職員|スタッフ|先輩(?:医師)?|医師|利用者|患者(?:さん|様)?)の声\s*[:「]")
_SENT_AT = lazy(
    r"(?:日時|日付|Date|送信日時|受信日時|送信)\s*:\s*(?:20\d\d|令和\s?\d|R\d|[A-Z][a-z]{2}, \d)[^〜]*?\d{1,2}(?::\d{2}|時\d{0,2}分?)(?::\d{2})?(?:\s*\+\d{4})?"
)  # when a letter was sent is no time of work
# When a fax or letter came, alone: 「2025年11月13日(木)13:08」.
_STAMP = lazy(
    r"(?:20\d\d|令和\s?\d{1,2}|R\d{1,2})[年./-]\s?\d{1,2}[月./-]\s?\d{1,2}日?\s*(?:\([月火水木金土日]\))?\s*\d{1,2}:\d\d"
)
_RULE = lazy(r"[-=_*─━—ー~〜・＊]{5,}$")
# Of a correction only what is right now is read.
_WRONG = lazy(
    r"(?:[・*■●(【\[]\s*)?(?:(?:誤|訂正前|変更前|改正前|旧)\s*[)】\]:]\s*:?|(?:訂正前|変更前|改正前)\s|旧\s+(?=\d))"
)
_RIGHT = lazy(
    r"\s*(?:[・*■●(【\[]\s*)?(?:(?:正|訂正後|変更後|改正後|新)\s*[)】\]:]\s*:?|(?:訂正後|変更後|改正後)\s|新\s+(?=\d))"
)
# What a search asked for at first and does no more: 「当初、年収1500万円で65歳以下の医師を求めたが応募がなく、」.
_AT_FIRST = lazy(
    r"当初[、は][^。]{0,70}?(?:求めた|求めていた|募集した|募集していた|としていた|だった|提示した|提示していた)(?:が|ものの)、?[^。、]{0,20}(?:応募|集ま|決ま|見つか)[^。、]{0,10}[、。]"
)
# Another search, of before, that found somebody: 「昨年、麻酔科医1人を公募し、都内の医師が着任した。」
_FOUND_BEFORE = lazy(
    r"[^。]{0,12}(?:一?昨年|前回)[^。]{0,30}(?:公募|募集)し[^。]{0,30}(?:着任|就任|採用)し?(?:た|ました)。"
)
_MENU = lazy(r"^[^\d:。、()]{2,}$")


@once
def kept(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(lines to read, headings of the page that only tell its subject: menus and bread crumbs)."""
    own = [line for at, line in enumerate(lines) if not _quotes(lines, at)]
    if not any(PHYSICIAN.search(line.text) or FULL.search(line.text) for line in own) and not older_letter(lines):
        own = list(lines)
    if _sent_again(lines):
        own = [Line(_QUOTED.sub(lambda m: " " * len(m.group()), line.text), line.start, line.number) for line in lines]
    read: list[Line] = []
    crumbs: list[Line] = []
    teaser, told = "", 0
    forwarded = sum(
        bool(re.match(r"-{2,}\s*(?:転送|Forwarded|Original Message|元のメッセージ)", line.text.strip())) for line in own
    )
    corrected = any(_RIGHT.match(line.text) for line in own)
    own = [_without_a_frame(line) for line in own]
    heads = _heads_of_tables(own)
    for at, line in enumerate(own):
        if "昨" in line.text or "前回" in line.text:
            line = Line(_FOUND_BEFORE.sub(lambda found: " " * len(found.group()), line.text), line.start, line.number)
        if "当初" in line.text:
            line = Line(_AT_FIRST.sub(lambda found: " " * len(found.group()), line.text), line.start, line.number)
        if "募集" in line.text or "求人" in line.text or "採用" in line.text:
            line = Line(_TOLD_ELSEWHERE.sub(lambda found: " " * len(found.group()), line.text), line.start, line.number)
        line = _without_other_work(as_corrected(line))
        if (
            _SENT_AT.fullmatch(line.text.strip()[:80])
            or _STAMP.fullmatch(line.text.strip()[:40])
            or _VOICE.match(line.text)
        ):
            line = Line("", line.start, line.number)
        text = line.text.strip()
        if corrected and _WRONG.match(text):
            read.append(Line("", line.start, line.number))
            continue
        if _TEASER.match(text) and not re.search(r"新着求人のお知らせ", text):
            # before the first post it is a line of the page's head; after one, what follows are other posts
            teaser = "" if _posts_stand_in(own[at + 1 :]) else "page" if told >= 3 else "lines"
        if teaser == "lines" and (not text or _RULE.match(text)):
            teaser = ""
        if teaser:
            read.append(Line("", line.start, line.number))
            continue
        told += bool((head := head_of(line.text)) and not head[1].isdisjoint(OPENING_FIELDS)) + bool(
            re.search(r"常勤|年俸|日給|時給|当直", text)
        )
        if (
            forwarded < 2
            and re.match(r"-{2,}\s*(?:Original Message|元のメッセージ|転送)", text)
            and any(PHYSICIAN.search(other.text) for other in read)
        ):
            break
        if line.number not in heads and (
            (_CRUMBS.match(text) and not re.search(r"募集(?:します|しています)", text))
            or (
                _FOOT.search(text)
                and not re.search(r"年俸|年収|日給|募集人員|当直|オンコール|この(?:求人|募集|案件)は", text)
            )
            or _is_menu(text)
            or _other_work_line(text)
        ):
            crumbs.append(line)
        else:
            read.append(line)
            continue
        read.append(Line("", line.start, line.number))
    return read, crumbs


def _quotes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is quoted; one alone that tells a state is not: 「>> 成約のため受付を終えました」."""
    if not lines[at].text.lstrip().startswith(">"):
        return False
    beside = any(line.text.lstrip().startswith(">") for line in [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]])
    return beside or _STATE.search(lines[at].text) is None


_STATE = lazy(r"成約|充足|終了|終え|締め?切|決定|決ま(?:り|って)|取り?下げ|停止")
_QUOTED = lazy(r"^\s*>[\s>]*")
_AGAIN = lazy(
    r"再送|再掲|再度(?:お送り|お知らせ|ご案内)|(?:下|次|以下|先日)の(?:メール|引用|一覧|リスト|とおり|通り)|残り\s?\d"
)
_YEN = lazy(r"\d[\d,.]*\s*(?:万|千)?円")


def _sent_again(lines: Sequence[Line]) -> bool:
    """Whether a letter quotes the list that it sends once more, and tells no terms itself."""
    quotes = "\n".join(line.text for line in lines if _QUOTED.match(line.text))
    ours = "\n".join(line.text for line in lines if not _QUOTED.match(line.text))
    return (
        len(_YEN.findall(quotes)) > 1 and bool(_AGAIN.search(ours)) and not (_YEN.search(ours) or older_letter(lines))
    )


_FRAME = lazy(r"\s*(?:[┃│║┗┣┠└├╚╠][━─═]*(?=.*\w)|[─━]{1,3}\s+(?=\w[^─━]*$))")


_OFFERED = (
    FULL,
    lazy(r"常勤|スポット|単発"),
    lazy(r"\d\s*万円|\d,?000円"),
    lazy(r"週\s*\d|曜"),
    lazy(r"当直|オンコール|待機"),
    lazy(r"\d\s*[名人]"),
)
ENOUGH = 4
"""Of `_OFFERED` what a stretch of lines tells that offers one, wherever the page points to it from."""


def _posts_stand_in(lines: Sequence[Line]) -> bool:
    """Whether one of the stretches between empty lines and rules tells of a post in several lines, not in a line that leads to it."""
    stretch: list[str] = []
    for text in [*(line.text.strip() for line in lines), ""]:
        if text and not _RULE.match(text):
            stretch.append(text)
            continue
        if len(stretch) > 1 and sum(bool(sign.search("\n".join(stretch))) for sign in _OFFERED) >= ENOUGH:
            return True
        stretch = []
    return False


def _without_a_frame(line: Line) -> Line:
    """A line less the frame drawn to its left: 「┏━ A 婦人科検診」, 「┃ 報酬 時給…」; every word keeps its place."""
    found = _FRAME.match(line.text)
    return line if found is None else Line(" " * found.end() + line.text[found.end() :], line.start, line.number)


def _heads_of_tables(lines: Sequence[Line]) -> set[int]:
    """The numbers of lines that head a table, however much they look like a menu: the next line has as many cells."""
    heads = set()
    for line, below in itertools.pairwise(line for line in lines if not line.blank):
        mark = "\t" if "\t" in line.text else "|"
        if line.text.count(mark) >= 2 and line.text.count(mark) == below.text.count(mark):
            labels = [label_of(cell.strip()) for cell in line.text.split(mark)]
            if sum(not fields.isdisjoint(OPENING_FIELDS) for fields in labels) >= 2:
                heads.add(line.number)
    return heads


# Words that stand in menus alone.
_OF_A_MENU = lazy(r"マイページ|ログイン|コラム|お役立ち|サイトマップ|新着求人|会員登録|お気に入り|キーワード検索")


def _is_menu(text: str) -> bool:
    words = [word for word in re.split(r"\s*[|/]\s*|\s+", text) if word]
    if len(words) >= 4 and all(len(word) <= 10 for word in words) and len(_OF_A_MENU.findall(text)) >= 2:
        return True
    if (
        not _MENU.match(text)
        or head_of(text) is not None
        or re.match(r"\s*[\[【(〔<][A-Z\d]{1,3}[\]】)〕>]", text)
        or re.search(r"(?:医|医師|先生)(?:の)?募集(?:の(?:お知らせ|ご?案内))?$|不問|必須", text)
    ):
        return False
    words = [word for word in re.split(r"\s*[|]\s*|\s+", text) if word]
    return (
        len(words) >= 4
        and all(len(word) <= 10 for word in words)
        and not re.search(r"募集(?:科|人)|科\s|常勤|[月火水木金土]・", text)
        and bool(re.search(r"ホーム|案内|採用|アクセス|情報|外来|トップ|お知らせ|診療|概要|Home", text))
    )


_OF_A_POST = lazy(
    r"[年月日時]給|年[俸収]|[日月]額|曜|常勤|当直|定年|応募(?:でき|資格|は)|\d{2}歳(?:未満|以下|まで)|任期|呼び出し|医師住宅"
)


# What others are paid, beside our pay: 「時給9,500円です(看護師は時給2,100円)」.
_PAY_OF_OTHERS = lazy(rf"(?:(?<=円)|(?<=円です))\((?:{OTHERS})[^()]{{0,10}}(?:[月時日]給|[月日]額|年[収俸])[^()]*\)")


def _without_other_work(line: Line) -> Line:
    """A line that is kept for what it tells of our post alone, up to its first sentence about another occupation."""
    if "。" not in line.text or not _other_work_line(line.text):
        return line
    sentences = [*re.finditer(r"[^。]+。?", line.text)]
    at = next((one.start() for one in sentences if _other_work_line(one.group())), 0)
    return Line(line.text[:at], line.start, line.number) if _OF_A_POST.search(line.text, 0, at) else line


@once
def _other_work_line(text: str) -> bool:
    """A line about another occupation alone: 看護師募集はこちら, 同時募集：放射線技師…"""
    text = _PAY_OF_OTHERS.sub("", text)
    if "\t" in text or text.count("|") >= 3 or not OTHER_WORK.search(text) or PHYSICIAN.search(text):
        return False
    return bool(re.search(r"募集|採用|求人|(?<!ア)パート|月給|時給|時間給|はこちら(?![がでのに])|急募", text)) and not (
        re.search(r"当直|オンコール|住宅|定年", text) and not re.search(r"月給|時給|時間給", text)
    )


def only_others(words: str) -> bool:
    """Whether a sentence is about other occupations alone; 歯科医師 is one of them."""
    return bool(OTHER_WORK.search(words)) and not PHYSICIAN.search(patterns.sub(r"歯科医師?", "", words))
