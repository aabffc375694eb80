"""Whether a text offers a physician's post at all, or is a training place, another occupation's or no offer."""

import re
from collections.abc import Sequence

from enishi.openings.reading import duty_calendar, evidence
from enishi.openings.reading.blocks import blocks_of
from enishi.openings.reading.departments import A_LIST, FULL, LISTED
from enishi.openings.reading.heads import signals_in
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN

_TRAINEE = re.compile(
    r"(?:初期|後期)?臨床研修医|初期研修医?|後期研修医?|専攻医|研修医|専門研修|専修医|レジデント|臨床研修"
)
_TRAINING = re.compile(
    r"研修(?:プログラム|期間|施設|医募集)|募集定員|マッチング|専門研修プログラム|基幹施設|連携施設|医師国家試験|卒業見込|初期臨床研修(?:を)?修了|(?:研修医|専攻医)\)?(?:の|を)?(?:募集|採用)|プログラム(?:責任者|名)|(?:研修医|専攻医)\s*(?:定員|\S{0,6}\d+名|月額|年額)|1年次|専攻医\d年目|ローテート|必修科目"
)
_SEEK = re.compile(
    r"募集|急募|求人|公募|求めて|求めてい|探して|お願いしたく|お願いし|採用|招聘|招へい|お迎え|来てください|後任|あっせん|ご紹介|バイト|アルバイト|スポット"
)


def out_of_scope(
    items: Sequence[Item], lines: Sequence[Line], crumbs: Sequence[Line], tabled: bool = False, whole: str = ""
) -> str | None:
    """None, resident_training, not_physician or not_an_ad, from the whole text."""
    text = _sought("\n".join(line.text for line in lines))
    everything = text + "\n" + "\n".join(line.text for line in crumbs)
    head = "\n".join(
        [line.text for line in lines if not line.blank][:6]
        + [line.text for line in crumbs if _TRAINEE.search(line.text) and ">" in line.text]
    )
    whole = whole or everything
    if _WARNING.search(everything) or (_SURVEY.search(everything) and "募集" not in everything):
        return "not_an_ad"
    if _of_one_other_job(items):
        return "not_physician"
    if _told_only(text, items, lines):
        return "not_an_ad"
    others_head = next((line for line in whole.split("\n") if line.strip()), "")
    if _sought_in_a_title(others_head) and "先生" not in whole and not _EXPLICIT.search(text):
        return "not_physician"
    if _others_listed(whole) and not _EXPLICIT.search(_ROLES.sub("", text)) and not tabled:
        # other occupations are looked for, and nobody says so of a physician
        return "not_physician" if not _LINE_POST.search(_ROLES.sub("", text)) else None
    physicians = _offers(text, everything) or (
        evidence.strongest([_spoken(line) for line in lines]) >= evidence.ENOUGH and _answerable(text, items)
    )
    if (
        _TRAINEE.search(head)
        and (len(_TRAINING.findall(everything)) >= 2 or _TRAINEES_SOUGHT.search(head))
        and not _specialist_posts(text)
    ):
        return "resident_training"
    if (
        physicians
        or tabled
        or (
            re.search(r"募集|お願い|探し|求", text)
            and duty_calendar.find(lines) is not None
            and _PLACE_OF_WORK.search(text)
        )
        or (_is_form(items) and not _others_sought(everything))
    ):
        return None
    if _TRAINEE.search(text) and len(_TRAINING.findall(everything)) >= 2:
        return "resident_training"
    if (
        OTHER_WORK.search(whole)
        and re.search(r"募集|採用|求人|急募|職\s*種|月給|時給", whole)
        and _others_sought(whole)
    ):
        return "not_physician"
    return "not_an_ad"


_JOB = re.compile(r"\W*(?:募集|採用|求人)?職\s*種\s*\d{0,2}\s*[:\t ]\s*(?P<words>\S.*)")


def _of_one_other_job(items: Sequence[Item]) -> bool:
    """Whether the form of a post names another occupation alone as its own: 「職種 医師事務作業補助者」."""
    words = [
        re.split(r"[/(\n]", found["words"].strip())[0]
        for item in items
        if (found := _JOB.match(f"{item.label} {item.text}"))
    ]
    return bool(words) and all(OTHER_WORK.search(w) and not PHYSICIAN.search(_ROLES.sub("", w)) for w in words)


# Columns, and reports of who came and went.
_COLUMN = re.compile(
    r"筆者|コラム|連載|エッセイ|随筆|寄稿|社説|論説|編集委員|会員のひろば|会員の声|随想|退職のご挨拶|退職のごあいさつ|【視点】|【論点】|私の視点|時評|読者の?(?:声|投稿)|次回は|前回(?:の本欄|は、?この欄)"
)
_REPORT = re.compile(
    r"会員の動き|新入会|退\s*会|役員会|人事異動|異\s*動|交代のお知らせ|着任(?:いた)?しました|(?:着任|就任|赴任)され(?:ました|た)|就任(?:いた)?しました|診療体制が|担当医(?:師)?(?:が変わ|のお知らせ|の変更)|次のとおり変わります|体制で診療|退職(?:し|いた|され)[^。\n]{0,24}(?:着任|後任)"
)
_CALLS = re.compile(
    r"募集|急募|求人|公募|求[むめ](?!る(?:声|人々|患者))|探し|採用(?!情報)|招[聘へ]|迎え(?:たい|する)|来て(?:いただ(?!いて(?:い|お))|くだ(?!さいます|さって)|ほし)|(?<!新しい)(?:医師|先生)(?:を|の)ご?紹介(?!(?:いた)?します)|お願いしたい|お願いできる|欲しい|ほしい|後任|断念|お?力を(?:お?貸|借)|手伝|引き?継|引き?受け|お待ち"
)


# Seekers of posts, practices that are handed on or sold, accounts: told by the head of a text.
_OTHER_MATTER = re.compile(
    r"修学資金|奨学(?:金|生)|求職者|求職(?:情報|票|登録)|(?:継承|承継|譲渡|売却)(?:の|を|に|案件|希望|物件|のご)|(?:決算|予算|事業報告|収支|議事録?|(?:会議|協議会|委員会|審議会)(?=の(?:概要|結果|報告|要旨)))(?:の|に|書|概要|$)|(?:セミナー|講座|説明会|ツアー|研究会)(?:の|を|に|「|参加|$)",
    re.M,
)
# Physicians who look for a place are listed, for the institutions to write to.
_SEEKERS = re.compile(
    r"(?:勤務先|就職先|勤め先|仕事|職場)を(?:探して|求めて|希望して)(?:い|おら)れ?る(?:医師|先生|方)|希望する働き方|求職(?:医師|者|中の医師)(?:の)?(?:一覧|情報|名簿)|(?:医療機関|施設|病院)からの求人(?:の掲載)?は(?:ありません|ございません)"
)
# News that somebody will be missed: nobody is called yet.
_WISHED_FOR = re.compile(r"確保したい|確保に(?:苦し|努め|向け)|後任を確保")
_CALLED = re.compile(r"募集|公募|急募|求人|求む|内定|採用(?!情報)|着任|探し|お待ち|応募")
_PETITION = re.compile(r"署名[^。\n]{0,8}(?:筆|提出|集め)|存続を求め")
_CALLS_NOW = re.compile(r"募集|急募|求人|公募|求む|探し")
_TRAINEES_SOUGHT = re.compile(rf"(?:{_TRAINEE.pattern})[^。\n]{{0,14}}(?:募集|採用|公募|定員)")


def _answerable(text: str, items: Sequence[Item]) -> bool:
    """Whether signs of a post may be one: somebody is called, or they do not stand in a tale of whole sentences."""
    if _CALLS.search(text) or _WISHED.search(text) or text.count("。") < 3 or evidence.pay_of_a_physician(text) > 0:
        return True
    labels = {field for item in items if item.label or item.cell for field in item.fields}
    return len(labels & _OF_A_POST) >= 2 or _lists_terms(text)


def _lists_terms(text: str) -> bool:
    """Whether a line gives terms as a list does, not in a sentence."""
    return any(signals_in(line) >= 2 and "。" not in line for line in text.split("\n"))


def _told_only(text: str, items: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Whether a text tells of physicians, in a column or a report, and calls nobody: there is no way to answer it."""
    labels = {field for item in items if item.label for field in item.fields}
    if _COLUMN.search(text) and not re.search(
        r"応募(?:方法|先|書類|締|資格|期限|くだ)|お?問い?合わせ|連絡先|申し?込|まで(?:ご一報|お電話|お知らせ|ご連絡)|(?:継いで|引き継いで|受け継いで)くださる(?:先生|医師|方)を",
        text,
    ):
        return len(labels & _OF_A_POST) < 2 and not _lists_terms(text)
    if (
        not _TRAINEE.search(text)
        and _OTHER_MATTER.search("\n".join([line for line in text.split("\n") if line.strip()][:2]))
        and not (_CALLS_NOW.search(_TARGETS.sub("", text)) and PHYSICIAN.search(text))
    ):
        return True
    if _SEEKERS.search(text) and not _CALLS_NOW.search(_SEEKERS.sub("", _NOT_SOUGHT.sub("", text))):
        return True
    if _WISHED_FOR.search(text) and not _CALLED.search(text):
        return True
    if _PETITION.search(text) and not _CALLS_NOW.search(text):
        return True
    if (
        _SERVICE.search(text)
        and len(labels & _OF_A_POST) < 2
        and not _lists_terms(_RESULTS.sub("", text))
        and len(blocks_of(lines)[0]) < 2
    ):
        return True
    if _ACCOUNT.search(text) and not _CALLS_NOW.search(_TARGETS.sub("", text)):
        return True
    return bool(_REPORT.search(text)) and not _CALLS.search(_TARGETS.sub("", text))


# A page of an agency that tells how it works, and offers no post.
_SERVICE = re.compile(r"ご登録いただくと|登録料|紹介料は|求人票\([^()\n]*\)をご?提出")
_RESULTS = re.compile(r"[^\n]*(?:実績|成立)[^\n]*\d+\s*(?:件|名|人)[^\n]*")
_ACCOUNT = re.compile(r"(?:実績|結果|状況)(?:を|の|について)、?ご?報告")


_PLACE_OF_WORK = re.compile(r"病院|医院|クリニック|診療所|センター|財団|協会")


# Warnings of false advertisements, and papers that say themselves that they offer no posts.
_WARNING = re.compile(
    r"(?:にせ|偽|ニセ|架空|不審な|なりすまし)の?[^。\n]{0,10}(?:求人|募集|広告)|(?:求人|募集)[^。\n]{0,10}(?:詐欺|を装)|(?<![の外])求人(?:のご?紹介|情報|のあっせん)?は(?:行って|扱って|掲載して|お受けして|取り扱って)(?:い|おり)?ません"
)


_SURVEY = re.compile(
    r"アンケートを(?:行|実施|取|とり)|調査(?:へ|に)の?ご?協力|アンケート(?:の|に|へ)?(?:お願い|ご?協力|ご?回答|お答え)|ご?回答の?締切"
)
_EXPLICIT = re.compile(
    r"(?<!歯科)(?<!獣)(?:医師|先生|ドクター|産業医|嘱託医|校医|科医)(?:\([^()\n]*\))?(?:を|の|は)?[^。\n]{0,10}(?:募集|急募|求め|求む|お願い|探し|公募)"
    r"|職\s*種\s*[:\t ]*\s*[■☑☒✓]?\s*医師(?!事務)|(?:健診|検診|診療所|外来|当直|代診|学校|園|嘱託)(?:の|担当の?)?医師\s*(?:\([^()]*\))?\s*\d{1,2}\s*[名人]|(?:施設長|所長|院長|管理者|産業医)\s*\(医師\)|(?:^|[\s■□・●○◎◆◇▼▽▲△★☆※【〔《〈<\[(\d.)])(?:常勤|非常勤|嘱託|診療所|管理)?医師[】〕\]》>]?\s*(?:\((?![^()]*(?:在籍|体制))|・(?:非常勤|常勤|正規|嘱託|会計年度)|[ \t]*(?:非?常勤|スポット|パート)?[ \t]*\d\s*[名人](?!が|で|体制)|[ \t]*若干|[ \t]+(?:非?常勤|スポット))|診療科|募集科|科目",
    re.M,
)


def _others_listed(text: str) -> bool:
    """Whether several lines look for other occupations, with wages or numbers of people."""
    lines = [
        line
        for line in text.split("\n")
        if OTHER_WORK.search(line) and re.search(r"月給|時給|\d\s*[名人]|若干名|基本給", line)
    ]
    return len(lines) >= 2


def _sought_in_a_title(head: str) -> bool:
    """Whether the head of a text looks for other occupations alone: 「助産師・看護師募集」."""
    return bool(
        re.search(rf"{OTHER_WORK.pattern}[^。\n]{{0,16}}(?:募集|採用|求人)", head)
        and not PHYSICIAN.search(_ROLES.sub("", head))
        and not FULL.search(head)
    )


# Physicians who are there, who teach or direct: nobody looks for them.
_ROLES = re.compile(
    r"医師\([^()\n]*\)(?:は|が)(?![^。\n]*(?:募集|求め|お願い|探し|[名人]))[^。\n]*|医師事務作業補助者?|医師による[^。、\n]*|医師の(?:指示|指導|もと|補助|診療の補助)[^。、\n]*|(?:常勤)?医師?\s*\d{1,2}\s*[名人](?:\([^()\n]*\))?(?:、|が|で|体制)[^。\n]{0,12}(?:在籍|活躍|診療|勤務|体制)?[^。\n]*|後任(?:に|には|は|として)、?[^。\n]{0,16}(?:就任|着任|赴任|務め)[^。\n]*"
)


def _is_form(items: Sequence[Item]) -> bool:
    """A filled-in form of a post: a department under its label, a place of work, and two more of a post's labels."""
    named = any(item.about("specialty") and item.label and LISTED.match(item.text.strip()) for item in items)
    where = any(item.about("institution") and item.text.strip() for item in items)
    told = {field for item in items for field in item.fields & _OF_A_POST if item.text.strip()}
    return named and where and len(told) >= 2 and not any(_TRAINEE.search(i.label + i.text) for i in items)


_OF_A_POST = frozenset(("employment", "headcount", "pay", "days", "night", "on_call"))


def _specialist_posts(text: str) -> bool:
    """A physician's post beside the training places: 医師募集 in words that do not speak of trainees."""
    trainees = re.compile(r"研修医|専攻医|専修医|レジデント|専門研修|初期研修|臨床研修|指導医")
    bare = "\n".join(
        line for line in text.split("\n") if not (trainees.search(line) or re.search(r"こちら|別ページ", line))
    )
    return bool(
        re.search(
            r"(?:常勤|非常勤|専門|勤務)?医師?(?:\([^)]*\))?(?:を|の)?\s*(?:募集|急募|求人)|医師(?:の)?(?:募集|採用)|募集(?:する)?(?:診療科|科目)|(?:非)?常勤医(?:師)?\s*\d+\s*名",
            bare,
        )
    )


_OFFER = re.compile(
    r"(?:医師|科医|常勤医|産業医|嘱託医|校医|代診医?|ドクター|先生|医)(?:\([^()]{1,14}\)|・[^\s]{1,6})?(?:、[^。]{0,14})?\s*(?:を|の|は|に|が|で)?[^。\n]{0,16}?(?:募集|急募|求人|公募|求め|探し|お願い|採用(?!情報)|招[聘へ]|お迎え|後任|来て(?:くだ|いただ|ほし|くれ)|必要と|あっせん)"
    r"|(?:募集|急募|求人|公募|求める?|採用)[^。\n]{0,14}?(?:医師|科医|産業医|先生|ドクター|科目|診療科)|医\s*師\s*募\s*集|医師\s*(?:求人|バイト|アルバイト|スポット)|求\s*人\s*票|医師\S{0,4}?公募|後任を(?!確保|決め|選)"
)


def _offers(text: str, everything: str) -> bool:
    """Whether anything in the text offers, or offered, a physician's post."""
    for line in text.split("\n"):
        squeezed = re.sub(r"(?<=[一-龥])\s(?=[一-龥])", "", line)
        for found in _OFFER.finditer(squeezed):
            part = squeezed[max(0, found.start() - 12) : found.end() + 10]
            if _TARGETS.search(found.group()):
                continue
            if re.search(r"歯科医|獣医", part) and not re.search(
                r"(?<![歯獣])(?:内科|外科|医師)(?!会)", re.sub(r"歯科医師?|獣医師?", "", part)
            ):
                continue
            if (
                "求" in found.group()
                and re.sub(r"\s", "", found.group()) == "求人票"
                and OTHER_WORK.search(text)
                and not PHYSICIAN.search(text)
            ):
                continue
            if re.search(
                r"研修医|専攻医|医師会|医師確保|医師不足|医師事務|先生方へのお願い|ご協力をお願い|相談|ボランティア",
                part,
            ) and not re.search(r"医師(?:を|の)?(?:募集|急募|公募)", part):
                continue
            if OTHER_WORK.search(found.group()) and not re.search(
                r"(?<![歯獣])医師", re.sub(r"医師事務作業補助者|歯科医師?|獣医師?", "", found.group())
            ):
                continue
            return True
    told = "".join(part for part in re.split(r"(?<=[。\n])", text) if not _TRAINEE.search(part))
    if _FAR.search(_TARGETS.sub("", told)) or (PHYSICIAN.search(told) and _STILL_SOUGHT.search(told)):
        return True
    if (not _others_sought(everything) and _post_like(text)) or _LINE_POST.search(
        "\n".join(line for line in text.split("\n") if not _TRAINEE.search(line))
    ):
        return True
    labelled = re.search(r"(?:募集|求人)(?:科目|診療科)|診療科\s*[:\t|]|\t(?:診療科|科目|募集科)", text)
    return (
        bool(labelled and re.search(r"常勤|スポット|当直|年俸|日給|時給|人員|人数", text))
        or bool(re.search(r"(?:^|[\t■○●・])\s*医師\s*\((?:内科|外科|[^)]{1,8}科)|^医師\t", text, re.M))
        or bool(re.search(r"職種\s*[:\t ]*\s*医師(?!事務|クラーク|補助|秘書)", text))
    )


_NOT_SOUGHT = re.compile(
    r"医師の(?:働き方|負担|業務)[^。\n]{0,16}(?:支え|軽減|軽く|サポート|減ら)[^。\n]*|"
    r"(?:求人|募集)は、?(?:全部で|合わせて)?\d+件[^。\n]*(?:でした|ありました)|"
    r"医師の(?:求人|募集)は[^。\n]{0,12}(?:版|サイト|ページ)で|(?:医師|先生)(?:職)?(?:の(?:採用|募集|求人))?(?:について|に関して)?は、?[^。\n]{0,20}(?:問い?合わせ|別途|別に|別紙|別の|別ページ|こちら|ホームページ)|(?:医師|先生)は(?:現在)?、?(?:充足|足りて|満たして)[^。\n]*|(?:(?<!歯科)医師|先生|医師職)(?:について|に関して)?(?:の(?:新規)?(?:募集|採用|求人)(?:予定)?)?(?:は|も)、?(?:現在|ただ今|ただいま|只今|今のところ|いま|今回|今年度|当面|現時点で)?(?:の?ところ)?(?:は)?、?"
    r"(?:(?:募集|採用)(?:を|は)?)?(?:(?:行って|行なって|おこなって|して|致して|いたして|予定して|考えて|受け付けて)(?:おり|い)?ません|(?:予定|計画)?(?:は)?(?:ありません|ございません|ない(?=[。\n]|$)))"
)


_UNTIL_FOUND = re.compile(r"後任(?:の(?:医師|先生))?が(?:決ま|見つか|着任)[^。\n]*")
_APPOINTED = re.compile(r"後任(?:に|には|は|として)、?[^。\n]{0,16}(?:医師|先生)が(?:就任|着任|赴任|務め)[^。\n]*")


def _sought(text: str) -> str:
    """The text without the sentences that no physician is sought."""
    told = "".join(part for part in re.split(r"(?<=[。\n])", text) if not _NOT_SOUGHT.search(part))
    return _APPOINTED.sub("", _UNTIL_FOUND.sub("", told))


def _spoken(line: Line) -> Line:
    return Line(_sought(line.text), line.start, line.number)


# What is looked for in texts that offer no post.
_TARGETS = re.compile(
    r"(?:参加者|ボランティア|奨学生|貸与者|会員|受講者?|被験者|治験|協力者|モニター|作品|ご意見|寄付|聴講|入居者|利用者|学生|訓練生|参加|出演|里親|投稿)[^。\n]{0,6}(?:募集|公募|求め|探し)|募集(?:しておりません|していません|の予定はありません)"
)
_LINE_POST = re.compile(
    rf"(?:施設長|所長|院長|センター長)\s*\((?:管理)?医師\)\s*\d+\s*[名人]|"
    rf"(?:^|[\n\s■○●◆・】>\]\t/)])(?:{A_LIST})\s*(?:\([^()\n]{{1,12}}\))?\s*[/\t ]*\s*(?:非?常勤|スポット)|(?:^|[\n\s■○●・】\t/])(?:(?:{A_LIST})(?:の|\s)*)?(?:常勤|非常勤|配置|嘱託|産業|指定)?医師?\s*(?:\((?:{A_LIST}|常勤|非常勤|正職員)|\s*\d+\s*[名人](?!の|で|体制|が)|\t)"
)

_WISHED = re.compile(
    r"来ていただ|お越しいただ|お越しくだ|お?力を(?:お?貸|借)|お力添え|手伝って|お手伝い|お引き?受け|ご?応募|求ム|求む|働きませんか|一緒に働|お待ちし|いらっしゃいませんか|ご検討|仲間|足りま|欠員|空席|就任|引き継|継いで|ご縁|声をか|お声がけ|出務|ご勤務|枠(?:が|を|に)|空き"
)

_STILL_SOUGHT = re.compile(r"(?:残る|残り|あと)\s*\d\s*[名人]の(?:募集|公募|採用)")
_FAR = re.compile(
    rf"(?:科医|常勤医|医師|産業医|先生)(?:(?!{OTHER_WORK.pattern})[^。]){{0,60}}(?:募集|公募|求人)(?:し|を(?:し|始|行|取|打|断))"
)

_SIGNS = (
    re.compile(r"(?<![一-龥])(?:非?常勤|スポット|定期|単発)"),
    re.compile(r"\d[\d,.]*\s*(?:万|千)\d*千?円?|年俸|日給|時給"),
    re.compile(r"\d{1,2}\s*[名人](?!体制)|若干名"),
    re.compile(r"週\s*\d|\d{1,2}:\d{2}|[月火水木金土日]曜"),
    re.compile(r"当直|オンコール|日直"),
)


_STAFF = re.compile(
    r"(?:常勤医|医師)(?:師|数)?(?:は|が)?\s*\d{1,2}\s*[名人](?:です|が(?:在籍|勤務|おり|い)|体制|の[^。\n]{0,12}(?:職場|病院|チーム|環境))|(?:医師|先生)(?:\([^()]*\))?(?:の(?:もと|下で)|と(?:とも|共|一緒)に)"
)


# How letters and notices end asks for nothing.
_POLITE = re.compile(
    r"(?:よろしく|宜しく|ご(?:理解|協力|注意|了承|来院|予約|利用|自愛)(?:[^。\n]{0,6})?を?)(?:ご?[^。\n]{0,10})?お願い[^。\n]*"
)


def _post_like(text: str) -> bool:
    """Words of looking for somebody, and lines with terms where a department or a physician is named."""
    lines = [line for line in text.split("\n") if not (OTHER_WORK.search(line) and not PHYSICIAN.search(line))]
    told = "\n".join(line for line in lines if not _TRAINEE.search(line))
    own = "".join(part for part in re.split(r"(?<=[。\n])", told) if not _STAFF.search(part))
    if not (FULL.search(own) or PHYSICIAN.search(own) or re.search(r"産業医|健診医|当直|科目", own)):
        return False
    sought = _TARGETS.sub("", own)
    signs = sum(bool(sign.search(own)) for sign in _SIGNS)
    sought = "".join(
        part
        for part in re.split(r"(?<=[。\n])", sought)
        if not (evidence.PAST.search(part.strip()) and not evidence.SOUGHT.search(part))
    )
    if _SEEK.search(_POLITE.sub("", sought)) and signs:
        return True
    # Words of a letter, which say without 募集 that somebody is wished for.
    return bool(_WISHED.search(sought)) and signs >= 2 and bool(_SIGNS[1].search(own) or _SIGNS[2].search(own))


def _others_sought(text: str) -> bool:
    for line in text.split("\n"):
        if OTHER_WORK.search(line) and re.search(
            r"募集|採用|求人|急募|月給|時給|\d\s*[名人](?!で|が|、|と|体制|在籍|の)|若干名|職種", line
        ):
            return True
    if sum(bool(OTHER_WORK.search(line) and re.search(r"\d万|\d円", line)) for line in text.split("\n")) >= 2:
        return True
    return (
        bool(re.search(r"募集|求人|採用", text))
        and bool(OTHER_WORK.search(text))
        and bool(re.search(r"月給|時給|基本給", text))
    )


__all__ = ["_SEEK", "out_of_scope"]
