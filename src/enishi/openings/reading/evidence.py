"""What can be seen in a text that tells whether it offers a physician's post: the signs that `scope` weighs.

Every sign is a name a person can read. `calls:…` says who is called in a sentence that looks for somebody, `list:…` whom a line with a
number of people names (`calls_told:…`, `list_counted:…` in sentences that only speak of them), `please:…` what the reader is asked to
do, `title:…` what the first lines speak of, `is:…` a word of a group anywhere, `word:…` and `head:…` a few characters anywhere or in
the first lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from enishi.openings.reading.departments import FULL
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

_OTHER = lazy(
    rf"(?:{OTHERS}|看護(?:職|補助|部)|コーディネーター|コンサルタント|アドバイザー|エージェント|クラーク|秘書|事務職|一般事務|医事課|総務|営業|経理|広報担当|支援職|技術員|児童支援|研究員|検査員|助手|航海士|機関士|甲板員|調理補助|介護職|スタッフ|アルバイト(?:学生)?|獣医|歯科)"
)
_TRAINEE = lazy(
    r"研修医(?!室|の?(?:指導|教育|育成|を育て))|専攻医(?!の指導)|専修医|レジデント|臨床研修(?!(?:を)?(?:修了|終え)|指導)|専門研修|初期研修(?!(?:を)?(?:修了|終え))|後期研修|医学生|[56六]年(?:生|次)|[12]年次|専門医機構|マッチング|国家試験|卒業見込|入局"
)
_PHYSICIAN = lazy(
    r"(?<![歯獣])(?<!歯科)医師(?!会|事務|賠償|住宅|公舎|官舎|宿舎|確保|不足|偏在|臨床研修|国家試験|国保|数|が(?:診察|在籍|勤務|い[るま])|免許|の(?:指示|指導|もと|補助|診療|負担|働き方|仕事|業務|診察|採用(?:活動|に|業務|担当)|右腕|介助|キャリア|事務)|による|と(?:の|看護|患者|話|連携|一緒|相談)|や看護|を(?:支え|助け|目指))"
    r"|(?<![歯獣護])(?<!看護の)先生(?!方?(?:と|のとなり|のとき|が診|の(?:ことば|ひと|声|紹介|そば|右腕|補助|指示|事務)))|[科系]医(?![師院療学])|医員|お医者(?:さん)?|(?:産業|嘱託|校|園|船|社|配置|出務|当直|日直|健診|検診|読影|常勤|勤務|代診|当番|訪問診療|病棟|在宅|総合診療|救急|手術|指導|主治|透析|麻酔|応援|外来)医(?![師療学院局科])|ドクター(?!バンク|ズ|クラーク|ヘリ|カー)|診療所長|管理医師|指定医|専門医(?!機構|制度|の取)"
)
_NOBODY = lazy(
    r"参加者?|会員|ボランティア|奨学|修学資金|貸与|被験者|治験|協力者|モニター|回答|アンケート|寄付|寄附|聴講|受講|入居|利用者|患者|買い手|譲渡|開業|出展|投稿|作品|里親|受診|来場|理解|来院|予約|協力|検診(?:の|を)|診療時間|意見|お申し込みの先生|体験|参集|出席"
)
_STRONG = lazy(
    r"募集|急募|求人(?!票?の書き方|(?:の)?相談|サイト|情報サービス)|公募|募[っりる]|採用|求[めむ](?!られ)|探し|さがし|任用|招[聘へ]|迎え(?!に|が来)|お?迎えし"
)
_SOFT = lazy(
    r"お願い(?:でき|した|して|申|をし|する)|いませんか|いらっしゃ(?:いませんか|いまし|れば|る方)|(?:来|お越し|おいで|加わ|引き?受け|お引き受け|受け持っ|担当し|勤め|務め|力を貸し|手伝っ|診|預かっ|継い|受けつい)(?:て)?(?:いただ|くだ|くれ|もらえ)|いただける(?:方|先生|医師)|くださる(?:方|先生|医師)|お待ちし|お力|力添え|ご紹介(?:くだ|いただ)|紹介して|仲間|欠員|空席|空[いき]て(?:い|お)|枠(?:が|を|に|の)|席が|足り(?:ま|な|て)|不足|後任|働きませんか|お心当たり|ご縁|声をかけ|お声がけ|手を挙げ|ご一報|推薦|派遣(?!計画|元|先|の(?:体制|枠|優先|実績|要望)|事業|会社|され|しま|する)|あっせん|取り?下げ|打ち切|掲載"
)
_NEGATED = lazy(
    r"(?:募集|採用|求人|求める|公募|探し|招(?:聘|へい))[^。\n]{0,12}(?:ません|予定はな|ありません|ございません|ない(?=[。\n」]|$|状況|と(?:い|し|の))|(?:おら|いたさ|(?<=考えて)い|(?<=予定して)い)ず|予定も(?:な|ご))|勤務のお話ではありません"
)
_ENDED = lazy(
    r"(?:募集|公募|採用|求人|受付|受け?付け)[^。\n]{0,14}(?:終了|終わ|停止|打ち?切|締め?切|取り?(?:や|止)め|中止|見合わせ)|取り?下げ|充足し|(?:決ま|内定)(?:りま|っ)|決定(?:いた)?しま"
)
_CAME = lazy(r"着任(?:いた)?しま|(?:着任|就任|赴任)(?:され|し)ま?(?:し)?た|退職(?:いた)?しま|退任|異動")
_COUNT = lazy(
    r"(?<!\d)(?<!日)(?<!日に)(?<!日平均)\d{1,2}\s*[名人](?!体制|暮らし|家族|以上の|の?患者|で|程?度?の?(?:職場|従業))|若干名|[一二三四五]\s*[名人](?=[^々生体])"
)
_GROUPS = {
    "treatment": r"外来担当|休診|診療時間|受診|ご来院|担当医|予約制|初診|外来(?:は|の|を)",
    "meeting": r"一般質問|答弁|議会|定例会|議員|再質問|議題|議事|会議録|委員長?\b|協議会|報告事項|傍聴|座長",
    "event": r"セミナー|講演|講師|参加費|会費|定員\s*\d+|懇親会|申込方法|主催|説明会|体験|ハンズオン|講座|シンポジウム",
    "sale": r"譲渡|譲りたい|売却|継承|承継|M&A|仲介手数料|賃料|坪|区画|不動産|売上|営業権|医業収入|レセプト|引き?継ぎ",
    "means": r"修学資金|奨学金|貸与額|返還",
    "survey": r"アンケート|調査票|問\d|ご?回答|無記名",
    "trial": r"治験|被験者|負担軽減費",
    "seeker": r"(?:勤務先|勤め先|働き口|職場)を(?:探して|求めて)|働ける(?:病院|ところ)|求職|勤務を希望|働きたい|を希望します|希望(?:年収|条件|勤務地)|転職を(?:考え|希望)|私は[^。\n]{0,20}医(?:師)?で|ご紹介いただける(?:病院|医療機関|施設)",
    "column": r"コラム|連載|巻頭言|随想|寄稿|エッセイ|筆者|社説|投稿",
    "service": r"登録料|手数料|成功報酬|導入(?:事例|実績)|初期費用|円\(税|デモ|資料請求|様式|お困りではありません|掲載料|広告の|貴院|病院様|御院",
    "warning": r"ご注意|にせ|偽|なりすまし|詐欺|お詫び|誤り",
    "report": r"実績|進捗|状況(?:の|を)?(?:報告|について)|前年比|成約|統計|人口\d*万|偏在|割合|平均",
    "portrait": r"[一-龥々](?:さん|氏|医師)?\(\d{2}\)|と(?:笑[うっい]|目を細め|振り返[るっり]|話し?[すてた]|語[るっり]|はにか|照れ)|趣味は|人暮らし|座右の銘|(?:文|写真|聞き手|取材)(?:・(?:文|写真))?(?:は|:|\s|=)",
    "ceremony": r"功労|受章|叙勲|感謝状|表彰|受賞|贈呈|訃報|同窓会|祝賀|総会",
    "order": r"発令|昇任|人事異動|【人事】|〔人事〕|辞令",
    "dentist": r"歯科",
    "vet": r"獣医|家畜",
    "greeting": r"ごあいさつ|ご挨拶|退任|閉院|着任|新任|新しい先生|紹介します",
    "program": r"プログラム|ローテ|指導医|基幹施設|連携施設|定員|選考日?|研修期間|登録(?:シ|は|の)|空席|二次(?:募集|登録)|2次募集|一次登録",
    "duty": r"当直|オンコール|宿直|日直|待機",
    "form": r"職\s*種|雇用形態|募集(?:人員|人数|科目|診療科)|勤務地|応募資格|必要な(?:免許|資格)",
    "any_department": r"科(?:目)?は(?:問|とい)|専門(?:領域)?(?:は|を)(?:問|とい)|科目?不問|診療科(?:は|を)(?:問|とい)|いずれの科|専門でなくても|科を問わ|専門は(?:内科)?でなくて|診療科(?:・[^\s]{1,6})?は問",
    "licence_physician": r"(?<![歯獣])(?<!歯科)医師(?:の)?免許|医籍|認定産業医|臨床経験\s*\d|臨床研修(?:を|の)?(?:修了|終え)|指定医|専門医(?!機構)",
    "licence_other": r"(?:看護師|薬剤師|保健師|助産師|技師|療法士|栄養士|介護福祉士|獣医師|歯科医師|心理師|衛生士)(?:の)?(?:免許|資格)|普通自動車|初任者研修|資格不問|無資格|営業経験|経験不問",
    "small_pay": r"時給|時間額|月給\s*(?:1\d|2\d|3\d)[\d,.]*\s*(?:万|,\d{3})|月額\s*(?:1\d|2\d|3\d)\d,\d{3}|賞与",
    "trainee_year": r"[12]年(?:目|次)",
    "doctor_reader": r"先生方?(?:へ|各位|に|御侍史)|会員(?:各位|の先生)|医局員|同門",
    "was": r"でした|ました",
    "will": r"予定|来年|4月から",
    "menu": r"(?:[^\s|]{2,8}\s*\|\s*){3}|ホーム\s*[>|]|トップ\s*[>|]",
}  # fmt: skip
_IS = {name: lazy(pattern) for name, pattern in _GROUPS.items()}
_JOB = lazy(
    r"(?:職\s*種|職\s*名|名\s*称|募集職種|採用職種|区\s*分|職位|ポスト|仕事)\s*[:\t|】\]】 ]+\s*(?P<job>[^\n\t]{2,30})|求\s*人\s*票\s*\((?P<of>[^()\n]{2,12})\)"
)
_LICENCE = lazy(
    r"(?:資\s*格|免\s*許|応募資格|要\s*件|条\s*件|対\s*象)[^\n:\t]{0,6}[:\t|】\]】 ]+\s*(?P<job>[^\n\t]{2,30})"
)
_AMOUNT = r"(?P<man>\d[\d,.]*)\s*(?P<unit>万|千)?(?:\d千)?円?"
_PAY = (
    (lazy(rf"(?:年俸|年収|年額|年報酬|年間?)[^\n。\d]{{0,12}}{_AMOUNT}"), 7_000_000),
    (lazy(rf"(?:月給|月額|月収|給料|基本給)[^\n。\d]{{0,12}}{_AMOUNT}"), 550_000),
    (lazy(rf"(?:日給|日額|日当|1日|報酬|謝金|当直料|日直料)[^\n。\d]{{0,10}}{_AMOUNT}"), 45_000),
    (lazy(rf"(?:半日|1?コマ|1?枠|1回)[^\n。\d]{{0,8}}{_AMOUNT}"), 20_000),
    (lazy(rf"(?:時給|時間給|1時間)[^\n。\d]{{0,8}}{_AMOUNT}"), 6_000),
)
# How a sentence speaks of what it names: by what is counted, ruled, wished for, told or asked nobody is sought.
# Whom it calls, numbers and pay are then signs of their own (`calls_told:…`, `pay_large_counted:…`).
_MODES = {
    "counted": lazy(
        r"平均|中央値|割合|\d\s*%|(?:前年|昨年)度?(?:比|から)|と(?:答え|回答)|回収|回答者|最[多高低]|内訳|推移|n\s*=|延べ|人口|指標|\d[名人件床](?:から|増|減)|(?:件|名|人|施設|病院|医)(?:が|に|で|は|も)?(?:増|減)|前回\s*\d|比率"
    ),
    "ruled": lazy(
        r"第\s*\d+\s*条|規約|規程|もの(?:とする|とします|です)|こと(?:とする|とします)|してはな(?:らな|りま)|定め(?:る|ます)|議決|同意"
    ),
    "wished": lazy(
        r"希望(?:勤務)?(?:地|先|年収|報酬|額|条件|日数|形態|地域|職種|月|する働き方)|^\W{0,3}希望\b|を希望(?!の|され|する(?:先生|医師|方|者)|者|に)|(?:働き|勤め|勤務し|診療し)たい(?!方|先生|医師|人|と(?:お考え|いう))|(?:私|小生|当方|わたくし|わたし)(?:は|、|の|が|も|事|こと|儀)|(?<!お)(?:先|口|職場|仕事|勤務)を?\s*(?:探し|さがし)(?:て(?:い|お)|中)|(?:働き先|勤め先|勤務先|勤め口)の(?:ご?相談|お伺い|紹介)|役に立て|求職"
    ),
    "told": lazy(
        r"(?:まし|でし|だっ|っ|い|ん|し|き|れ|え|け|せ|べ|め|り|た)た(?:[。」)、]|$)|(?:てい|であっ)た|という。|だった"
    ),
    "asked": lazy(
        r"[?？]|(?<=[るたいう])か。?$|(?:について|考え|見通し|現状|対策|確保)は。?$|^\s*[QＱ]\d*[.:\s]|【?問\s*\d|^\s*問\s|□"
    ),
}
_PLEASE = lazy(r"[^。\n]{0,24}?(?:ください|下さい|願い(?:し|いた|致|申)|いただけ(?:ま|れ|な)|お待ち|一報)")
_PLEASED = {
    "apply": lazy(r"応募|履歴書|面接|面談|見学|エントリー|選考|採用担当|力を|来て|勤め|勤務|担当"),
    "ask": lazy(r"問い?合わせ?|連絡|電話|メール|相談|気軽|話"),
    "answer": lazy(r"回答|記入|返送|お返し|返信|提出|意見|協力|確認|理解"),
    "look": lazy(r"ご覧|参照|読み"),
    "visit": lazy(r"受診|来院|予約|越し|持参|窓口|診察|飲|受け"),
    "attend": lazy(r"申し?込|参加|出席|来場|聴|登録"),
    "pass_on": lazy(r"回覧|周知|掲示|転送|紹介|推薦|心当たり|伝え"),
}
_OTHER_MEDICINE = (
    ("dentist", lazy(r"歯科|歯"), lazy(r"(?<![歯獣])(?<!歯科)医師|[内外児膚]科")),
    ("vet", lazy(r"獣医|動物|アニマル|ペット|犬|猫"), lazy(r"(?<!獣)医師|患者")),
)
"""Name, its words, and the words of people's medicine."""
_MARKED = lazy(r"[■□●○◆◇▼▽▲△★☆◎・【〔《〈<\[#-]|[(]?\d{1,2}[).、 \t]")
Whom = tuple[int, int, str]
"""Where a piece names somebody, from and to, and of which of `_KINDS`."""
_SENTENCE = lazy(r"(?<=[。!?！？])|\n")
_KINDS = (
    ("trainee", _TRAINEE),
    ("other", _OTHER),
    ("physician", _PHYSICIAN),
    ("nobody", _NOBODY),
    ("department", FULL),
)


def _yen(amount: re.Match[str]) -> float:
    """The amount of a match of `_AMOUNT` in yen."""
    number = float(amount["man"].replace(",", "").rstrip(".") or 0) if amount["man"].count(".") < 2 else 0.0
    return number * {"万": 10_000, "千": 1_000, None: 1}[amount["unit"]]


def pay_of_a_physician(text: str) -> int:
    """1 when an amount in the text is what physicians are paid, -1 when all amounts are smaller, 0 without any."""
    small = False
    for pattern, least in _PAY:
        for found in pattern.finditer(text):
            if _yen(found) >= least:
                return 1
            small = small or _yen(found) >= 800
    if re.search(r"年俸|1コマ|半日給", text):
        return 1
    return -1 if small else 0


def _spans(piece: str) -> list[Whom]:
    """Whom a piece names, with places: longer words go before shorter ones that they hold."""
    found = sorted((m.start(), -m.end(), kind) for kind, pattern in _KINDS for m in pattern.finditer(piece))
    kept: list[Whom] = []
    for start, end, kind in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, -end, kind))
    return kept


def _called(piece: str, spans: Sequence[Whom], at: int, end: int) -> str:
    """Whom words that look for somebody are about: who was named last before them, or right behind."""
    before = [kind for start, stop, kind in spans if stop <= at + 2 and at - stop <= 30]
    after = [kind for start, stop, kind in spans if start >= end and start - end <= 12]
    if before and before[-1] == "department" and len(before) > 1 and "other" not in before:
        return "physician" if "physician" in before else "department"
    if before:
        return before[-1]
    if after:
        return after[0]
    return "person" if re.search(r"方|人", piece) else "nobody_named"


def _seeking(piece: str, spans: Sequence[Whom]) -> Iterator[tuple[str, str]]:
    """(calls or asks, whom) for all words of a piece that look for somebody."""
    for force, pattern in (("calls", _STRONG), ("asks", _SOFT)):
        for found in pattern.finditer(piece):
            yield force, _called(piece, spans, found.start(), found.end())


def _pleases(text: str) -> Iterator[str]:
    """What the reader is asked to do, each time it is asked; again as `please_last` near the end."""
    for found in _PLEASE.finditer(text):
        for kind, pattern in _PLEASED.items():
            if pattern.search(found[0]):
                yield f"please:{kind}"
                if found.start() > len(text) - 250:
                    yield f"please_last:{kind}"


def _head(text: str) -> str:
    return "\n".join([line for line in text.split("\n") if line.strip()][:4])


def signs_of(text: str) -> Counter[str]:
    """The signs in a normal text (`normal.normalise`), each with how often it was seen."""
    seen: Counter[str] = Counter()
    named: list[str] = [""]
    wished = False
    for piece in _SENTENCE.split(text):
        words = piece.strip()
        if not words:
            continue
        spans = _spans(words)
        kinds = {kind for _, _, kind in spans}
        if _NEGATED.search(words):
            seen[f"not_sought:{next(iter(sorted(kinds)), 'none')}"] += 1
            continue
        ended = bool(_ENDED.search(words))
        modes = [mode for mode, pattern in _MODES.items() if pattern.search(words)]
        if not _MARKED.match(words):
            wished = "wished" in modes
        elif wished and "wished" not in modes:
            modes.insert(0, "wished")  # what somebody wishes goes on in the list below it
        for mode in modes:
            seen[f"mode:{mode}"] += 1
        how = f"_{modes[0]}" if modes else ""
        for force, whom in _seeking(words, spans):
            if how and not ended:
                seen[f"{force}{how}:{whom}"] += 1
                continue
            if whom in ("nobody_named", "person") and named[-1]:
                seen[f"{force}:{whom}_below_{named[-1]}"] += 1
            seen[f"{force}:{whom}"] += 1
            if ended:
                seen[f"ended:{whom}"] += 1
        below = f"below_{named[-1] or 'none'}"
        if _COUNT.search(words):
            for kind in kinds or {below}:
                seen[f"list{how}:{kind}"] += 1
        if spans and _MARKED.match(words) and spans[0][0] <= 12 and "。" not in words:
            seen[f"entry:{spans[0][2]}"] += 1
        pay = pay_of_a_physician(words)
        for kind in sorted(kinds) or [below]:
            if pay:
                seen[f"pay_{'large' if pay > 0 else 'small'}{how}:{kind}"] += 1
        if _CAME.search(words):
            seen[f"came:{'physician' if 'physician' in kinds else 'none'}"] += 1
        for kind in kinds:
            seen[f"names:{kind}"] += 1
        strongest = next((k for k in ("trainee", "other", "physician", "nobody", "department") if k in kinds), "")
        if strongest and len(words) <= 40:
            named.append(strongest)
    seen.update(_pleases(text))
    for label, pattern in (("job", _JOB), ("licence", _LICENCE)):
        for found in pattern.finditer(text):
            named_there = _spans(found[found.lastgroup or "job"])
            if named_there:
                seen[f"{label}:{named_there[0][2]}"] += 1
    offered = [
        kind
        for kind in ("physician", "department", "other", "trainee")
        if any(seen[sign] for sign in (f"calls:{kind}", f"list:{kind}", f"list:below_{kind}", f"job:{kind}"))
    ]
    seen[f"offers:{'+'.join(offered) or 'none'}"] += 1
    asked = [
        kind
        for kind in ("physician", "department", "other", "trainee")
        if any(seen[sign] for sign in (f"asks:{kind}", f"pay_large:{kind}", f"pay_large:below_{kind}"))
    ]
    seen[f"wishes:{'+'.join(asked) or 'none'}"] += 1
    for name, words in (("dentist", r"歯科医師|歯科診療所|歯科医院"), ("vet", r"獣医師|家畜|動物")):
        if re.search(words, text) and not re.search(r"(?<![歯獣])(?<!歯科)医師|[内外]科", text):
            seen[f"only:{name}"] += 1
    for name, theirs, of_people in _OTHER_MEDICINE:
        if len(theirs.findall(text)) >= 3 * max(1, len(of_people.findall(text))):
            seen[f"mostly:{name}"] += 1
    pay = pay_of_a_physician(text)
    spoken_of = pay > 0 and not any(sign.startswith("pay_large:") for sign in seen)
    seen[f"pay:{'spoken_of' if spoken_of else ('none', 'large', 'small')[pay]}"] += 1
    head = _head(text)
    for kind, pattern in _KINDS:
        if pattern.search(head):
            seen[f"title:{kind}"] += 1
    for line in head.split("\n"):
        for force, whom in _seeking(line, _spans(line)):
            seen[f"title_{force}:{whom}"] += 1
    for name, pattern in _IS.items():
        if n := len(pattern.findall(text)):
            seen[f"is:{name}"] += n
            if pattern.search(head):
                seen[f"title:{name}"] += 1
    return seen


_WORDY = lazy(r"[ぁ-んァ-ヶー一-龥々A-Za-z]+")


def words_of(text: str, least: int = 2, most: int = 4) -> Iterable[str]:
    """All runs of `least` to `most` letters of a text."""
    return {
        run[at : at + size]
        for run in _WORDY.findall(text)
        for size in range(least, most + 1)
        for at in range(len(run) - size + 1)
    }


def of(text: str) -> set[str]:
    """All signs of a normal text: those of `signs_of`, with `*2` and `*4` where they came so often, and its words."""
    signs = {
        name
        for sign, times in signs_of(text).items()
        for name, least in ((sign, 1), (f"{sign}*2", 2), (f"{sign}*4", 4))
        if times >= least
    }
    return signs | {f"word:{word}" for word in words_of(text)} | {f"head:{word}" for word in words_of(_head(text))}
