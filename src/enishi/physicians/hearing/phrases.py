"""Notes cut into clauses, each with what the words around it do to it: who speaks, in which time, how surely.

What is written in an interview is short and spoken: 「当直はもう無理。土日は絶対休み、できれば官舎」. A clause that is somebody
else's word, a question, the past or a doubt is no wish, and the readers leave it or ask.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from enishi.openings.reading.normal import Source, normalise

_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_LIST = r"月火水木金土日"
_CUT = re.compile(
    rf"(?:(?<=が)|(?<=けど)|(?<=けれど)|(?<=けれども)|(?<=ので)|(?<=から)|(?<=ため)|(?<=し)|(?<=て))、"
    rf"|(?<![{_LIST}0-9])、(?!\d)|(?<=[0-9])、(?!\d)|(?<=[{_LIST}])、(?![{_LIST}])|[;；]|(?<=ので)(?!、)|(?:です|ます|ない|たい|無理)が、?"
)

_OTHERS = re.compile(
    r"(?:妻|夫|家内|主人|女房|息子|娘|子供|子ども|母|父|両親|家族|義母|義父|同僚|院長|医局長?|教授|先方|友人|事務長|後輩|先輩)"
    r"(?:は|が|も|からは?|の希望|に(?:は|も)?(?:言|反対))|と言われ|と頼まれ|と聞い|(?:いる|る)(?:妻|夫|家内|息子|娘|母|父)(?:[。、]|$)"
)
_ASKS = re.compile(
    r"(?:です|ます|でしょう|だろう|の|ある|ない|いい|どう)か(?:な|しら|ね)?[。?]?$|\?$|かしら[。]?$|教えて|知りたい|聞きたい"
)
_DOUBT = re.compile(
    r"かも(?:しれ|$|。)|迷|悩|決めて(?:い|は|お)?(?:な|ら)|決まって(?:い|は)?な|わから|分から|未定|検討|考え中|考えている(?:ところ|最中)|どうしよう"
)
_PAST = re.compile(
    r"(?:以前|昔|かつて|若い(?:頃|ころ|とき|時)|これまで|今まで|いままで|前の(?:病院|職場|所|ところ)|前職|当時|現役(?:の頃|時代)|昨年|去年|先月|先週|数年前|年前)"
    r"|(?:して|やって|働いて|入って|出て|勤めて|通って|もらって|住んで)(?:い|き)?(?:た|ました)|(?:だった|でした)(?:[。、]|$)"
)
_PRESENT = re.compile(
    r"(?:今の|いまの|現在の|いまは|今は|現在は|現在、|今、)|(?:して|やって|働いて|入って|出て|勤めて|通って|もらって|かかって|なって)(?:い)?(?:る|ます)(?:[。、]|$)"
)
_KEEPS = re.compile(r"続け|残[るしす]|掛け持ち|並行|兼ねて")
_CONDITION = re.compile(
    r"(?:なければ|あれば|よければ|ければ|(?<!でき)れば|(?<!でき)えば|めば|たら|ったら|ならば|なら|場合は?)[。]?$"
)
_INNER = re.compile(r"(?:よければ|合えば|出れば|上がれば|高ければ|良ければ|次第では?|によっては)")
_HEDGE = re.compile(r"できれば|出来れば|可能なら|なるべく|できるだけ|出来るだけ|欲を言えば|望ましく")
_SURE = re.compile(
    r"絶対|必ず|必須|譲れな|外せな|欠かせな|マスト|でないと|ないと(?:困|だめ|ダメ|駄目|いけ|行け|無理|厳し)|なければ(?:困|だめ|いけ|行け|行か|無理)|が条件|は条件|条件として|何があっても"
)
_MENDS = re.compile(r"^(?:いや|やっぱり|やはり|訂正|改め|あとで|後から|のちに|→)")


@dataclass(frozen=True, slots=True)
class Clause:
    """text: normal form; start: its place in the normal text of the topic. after: the clause of the sentence that follows.

    others: somebody else's word; asks, doubts, past, present; under: it holds on a condition; hedged: 「できれば」;
    sure: 「絶対」; mends: it takes back what was said before.
    """

    topic: str
    source: Source
    text: str
    start: int
    others: bool = False
    asks: bool = False
    doubts: bool = False
    past: bool = False
    present: bool = False
    keeps: bool = False
    under: bool = False
    hedged: bool = False
    sure: bool = False
    mends: bool = False
    after: "Clause | None" = field(default=None, compare=False, repr=False)

    @property
    def plain(self) -> bool:
        """The physician's own word about what is to come, without a doubt."""
        return not (self.others or self.asks or self.doubts or self.past)


def clauses(topic: str, note: str) -> list[Clause]:
    """The clauses of one topic's note, in order."""
    source = normalise(note)
    found: list[Clause] = []
    for sentence in _SENTENCE.finditer(source.text):
        found += _of_sentence(topic, source, sentence.group(), sentence.start())
    return found


def _of_sentence(topic: str, source: Source, words: str, start: int) -> list[Clause]:
    asks, sentence_sure, hedged_all = bool(_ASKS.search(words.strip())), False, False
    under = mends = wavers = False
    made: list[Clause] = []
    for piece, at in _pieces(words):
        bare = piece.strip()
        if not bare:
            continue
        at += len(piece) - len(piece.lstrip())
        mends = mends or bool(_MENDS.match(bare))
        hedged = bool(_HEDGE.search(bare)) or hedged_all
        sure = bool(_SURE.search(bare)) or sentence_sure
        # 「できれば、」 and 「絶対に、」 set before everything hold for what follows.
        hedged_all = bool(_HEDGE.fullmatch(bare.rstrip("、。")))
        sentence_sure = bare.rstrip("に、。") in ("絶対", "必ず")
        condition = bool(_CONDITION.search(bare)) and not hedged_all
        made.append(
            Clause(
                topic, source, bare, start + at, others=bool(_OTHERS.search(bare)), asks=asks,
                doubts=wavers or bool(_DOUBT.search(bare)), past=bool(_PAST.search(bare)), present=bool(_PRESENT.search(bare)),
                keeps=bool(_KEEPS.search(bare)), under=under or bool(_INNER.search(bare)), hedged=hedged, sure=sure, mends=mends,
            )
        )  # fmt: skip
        under = condition
        wavers = bool(_DOUBT.search(bare)) and bare.rstrip("、").endswith(("が", "けど", "けれど"))
    return _chained(made)


def _pieces(words: str) -> Iterator[tuple[str, int]]:
    position = 0
    for cut in _CUT.finditer(words):
        yield words[position : cut.end()], position
        position = cut.end()
    yield words[position:], position


def _chained(made: list[Clause]) -> list[Clause]:
    after: Clause | None = None
    chained: list[Clause] = []
    for clause in reversed(made):
        object.__setattr__(clause, "after", after)
        after = clause
        chained.append(clause)
    return chained[::-1]
