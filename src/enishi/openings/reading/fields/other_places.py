"""What a name of a place has to do with the place that seeks: whether it is that one, or one beside it."""

from enishi.openings.reading import patterns
from enishi.openings.reading.line import Item
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

# Labels of places that have to do with the one that seeks, and of who prints, sends or arranges: 「連携病院」, 「面接会場」, 「掲載元」.
_LABEL_OF_OTHERS = lazy(
    r"\W*(?:主な|主たる|おもな)?[^\s:、。]{0,6}(?:連携|協力|提携|支援|後方|関連|系列|姉妹|紹介|搬送|転送|転院|派遣元|出身|会場|主催|共催|後援|協賛|掲載元|配信|発行|編集|取材|監修|担当エージェント|取扱|医局|前勤務|前職|前身|隣接|併設|委託元|研修|実習|専門医|基幹施設|制作)[^\s:、。はがを]{0,6}"
)


@once
def of_others(item: Item) -> bool:
    """Whether what stands under a label is another place than that of the work."""
    if item.label:
        return _LABEL_OF_OTHERS.fullmatch(item.label) is not None and not item.about("place", "title")
    head = patterns.match(r"\W*([^\s:、。()]{2,14}?)\s*(?::|\s)\s*(?=\S)", item.text)
    return (
        head is not None
        and _LABEL_OF_OTHERS.fullmatch(head[1]) is not None
        and not patterns.search(r"募集|求", item.text)
    )


def in_thanks(item: Item) -> bool:
    """Whether words tell that a post is over under a label that may name pay as well: 「御礼 …三木町・ため池病院の常勤医は決まりました」."""
    return (
        "".join(item.label.split()) in ("御礼", "お礼")
        and patterns.search(r"決ま|成約|充足|着任|募集", item.text) is not None
    )


# 「所属 放射線医学講座」, 「配属先 人事部 健康推進課」: a part of the place of work, which stands elsewhere
_SECTION = lazy(
    r"\s*(?:(?:寄附|寄付|連携)講座)?[「『]?(?:[^\s、。()「」・]{1,16}(?:講座|分野|教室|部門|領域|学科|専攻|研究科|研究室|診療科|系|部|課|係|班|グループ|ユニット|チーム)[」』]?[\s・/]*)+(?:\(.*|$)"
)
_MEMBER_OF = lazy(r"(?:ご?所属|配属|配置)(?:先|部署|部門|講座|等)?|部署|担当部署|職場|講座・部門|部局")


def of_a_section(item: Item) -> bool:
    """Whether only the part of the place of work stands under a label."""
    return (
        item.about("institution")
        and _MEMBER_OF.fullmatch(item.label) is not None
        and _SECTION.fullmatch(item.text.split("\n")[0]) is not None
    )


# 「医療機関名        ご氏名」 on a slip to send back
BLANK_TO_FILL = lazy(
    r"(?:[ごお]?(?:名前|氏名|芳名|署名|役職名?|所属|住所|連絡先|担当者名?|電話番号?)|印|TEL|FAX|[_＿.…\s])+"
)


# What a place has to do with the one that seeks: 「けやき病院へお願いしています」, 「県立ひびき病院の跡地」.
_IN_RELATION = lazy(
    r"[」』]?(?:\([^()]*\))?(?:の(?:跡|隣|向かい|近く|裏|すぐ|関連|系列|医局(?!長|員)|協力|指導|教授|准教授|傘下|姉妹|元)|と(?:は|の|も)?(?:連携|提携|同じ|協力|共同|電子|合併|統合|並)|など(?:の|、|\S?\d)|(?:へ|に)(?:は)?、?(?:搬送|転送|紹介|転院|移|お願い|通|運|勤めて(?:い|お)(?!り?ます、?[^。、]{0,10}?の\S{1,6}(?:です|と申))|い(?:た|ら)|入院|お任せ|かか|受診|送)|から(?:の)?(?:派遣|応援|転(?!職)|移|赴任|来て|医師|紹介)|を(?:退|経て|定年|辞|卒)|で(?:の)?(?:研修|面接|講|出産|手術を受|受けて|学)|前(?:$|[」でに駅])|が(?:前身|母体|隣|受け持|担)|宛て?(?:に|$)|出身|だった|の(?:先生|医師)方?(?:に|が(?![^。]{0,12}(?:産休|育休|休|退|辞|異動|転|任期|ひとり|1人|不足|足り|いな))|も|と)(?!な))"
)
# What says that a name is that of who seeks: what it does, who speaks for it, or a place to write to.
_IS_OURS = lazy(
    r"[」』]?(?:さん|様)?\s*(?:\([^()]*\)|【[^】]*】)?[」』]?\s*(?:[】〕》〉=:]|で(?:すが|ございま)|では|は(?![、。]?(?:以前|旧))|です|で(?:す|は|、|の|す|お|勤|働|診|募|一|新|内|外|常|非|医)|と申|と(?:いう|いい)|から(?:の)?(?:お願い|ご?案内|お知らせ|ご?挨拶|お便り|お?手紙|ご?依頼)|で(?=[\d、一-龥])|の(?:[^\s、。]{0,6}科|[一-龥]{0,6}(?:長|事務|担当|医(?![療学局])|求人|募集|採用|人事|総務|外来|当直|常勤|非常勤|健診|管理者|職員|勤務|先生|後任|ホーム))|の(?:再開|再建|存続|維持)|が、?[^。]{0,40}(?:募[っりる集]|求[めむ]|探し|公募|採用|お願い|医師)|に(?:て|お|勤|来|着|赴)|を(?:開|営|紹|ご|任)|、|。|$|[|/】\]]|\s|総務|人事|事務|医師|採用|院長|医局)"
)
_LEADS_OURS = lazy(
    r"(?:当院|弊院|勤務先|勤務地|勤務場所|施設名|病院名|医療機関名|名称)[^。、]{0,6}$|町営[「『]?$|[:=|/]\s*$|(?:わたくし|わたし|私)(?:ども|たち)の?[「『]?$"
)
_BESIDE = lazy(
    r"(?:向かい|隣|近く|近所|以前|かつて|前身|取材協力|協力|提供|監修|(?:説明|面接|面談|試験|選考|見学|懇談|講演)会?の?会場|母体|[都道府県市町村圏]内に|周辺に|(?:来て|お越し|派遣|応援|支援)[^。、]{0,10}[るた])(?:の|は|に|、|\s|:)*[「『]?$"
)
_TOPIC = lazy(r"(?:^|[、。「」()\s])(?P<topic>[^、。「」()\s]{1,14})は、?[^、。「」]{0,12}[「『]?$")
_TOPIC_OF_THE_POST = lazy(
    r"こん(?:にち|ばん)$|^この度$|今般$|本日$|いつも$|平素$|日ごろ$|日頃$|先日$|^うち$|勤務|職場|籍|勤め|働|赴任|配属|就業|採用|医療$|診療$|募集|求人|応募|問い?合|連絡|窓口|申し?込|宛|送付|提出|の$|つ[め目]$|件目$|^[\dA-Zア-オ]$|^その|ここ|こちら|このたび|今回|当方|弊社|越し|求め|求人|見学|(?:^|の)(?:場所|会場)$|^(?:ひと|ふた|もうひと|もう一|一|二|三|\d)つ$|\d+件$|施設名|病院名|名称|名前|私|わたし|当院|当法人|当会|当社|町|村|市|県|組合|法人|会|団"
)


_OF_BEFORE = lazy(r"(?:前|以前|元|先|かつて)の")


def of_another_topic(before: str) -> bool:
    """Whether a sentence that names a place is about something else: 「研修は、しおかぜ大学病院で」."""
    found = _TOPIC.search(before)
    return found is not None and (
        _OF_BEFORE.match(found["topic"]) is not None or not _TOPIC_OF_THE_POST.search(found["topic"])
    )


NOT_THIS = lazy(
    r"[」』]?(?:\([^()]*\))?(?:で|に)?は(?:なく|ありません|ございません)|[」』]?での(?:勤務|お?仕事|診療)は(?:ありません|ございません|なし)|[」』]?(?:以外|管内|管轄|圏域)|[」』]?とは(?:別|電子|提携|連携)"
)
ELSEWHERE = lazy(
    r"大学(?:附属|医学部)|紹介先|転送|搬送|連携|応援|派遣元|隣|近くの|出身|勤務先はこちら|まで車|から派遣|前勤務|ナビ|エージェント|ドットコム"
)


# 「助教 〔みちのく医科大学附属病院(仙台市青葉区)〕」: with its town, in brackets of its own
WITH_ITS_TOWN = lazy(r"\([^()]*[市町村区][^()]*\)[】〕》〉」』]")
_NAMES_IT = lazy(r"(?:募集元|求人元|雇用主|施設名|病院名|医療機関名|(?:配属|配置|勤務)先?|ご?所属)\s*[:=/]?\s*$")
_NEIGHBOUR = lazy(r"(?:併設|隣接|関連|系列|同じ法人|連携先|相談先|紹介元|紹介先|転院先|送付先)[^。、「]{0,6}「?$")


def weighed(words: str, start: int, end: int, *, under_a_label: bool) -> float:
    """How much speaks for (above 0) or against a name at start:end of some words being that of the place that seeks."""
    before, weight = words[:start], 0.0
    alone = not before.strip(" ■□●○◆◇▼▽★☆・【[(「『<〈《")
    if not (alone or _IS_OURS.match(words, end) or _LEADS_OURS.search(before)):
        weight -= 2.0
    if not under_a_label and (_IN_RELATION.match(words, end) or _BESIDE.search(before) or of_another_topic(before)):
        weight -= 6.0
    if _NAMES_IT.search(before):
        weight += 4.0
    return weight - (3.0 if _NEIGHBOUR.search(before) else 0.0)


OWNED = lazy(r"(?P<kind>[市町村])[立営]")
"""Whose a place of work is, where its name begins so: 村営…診療所."""


def owned_by_another(municipality: str | None, institution: str | None) -> bool:
    """Whether a town is no village though 村営…診療所 is that of one: then it is where to write, or where help comes from."""
    owner = OWNED.match(institution or "")
    return owner is not None and municipality is not None and not municipality.endswith(owner["kind"])
