"""The municipalities of today and the places that words name: 「山形県最上郡金山町」, 「横浜市青葉区」."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from enishi.openings.reading import patterns
from enishi.openings.reading.patterns import lazy

_TABLE = Path(__file__).parent.parent / "municipalities.txt"


@dataclass(frozen=True, slots=True)
class Places:
    """prefectures: name → code; owners: municipality → codes of its prefectures; wards: names of wards of cities; spelt: 五ケ瀬町 → 五ヶ瀬町."""

    prefectures: dict[str, str]
    owners: dict[str, tuple[str, ...]]
    wards: frozenset[str]
    longest: int
    spelt: dict[str, str]


_SPELLINGS = [(own, other) for own in "ヶケ" for other in "ヶケがガ" if own != other]


@lru_cache(maxsize=1)
def places() -> Places:
    """The table of the municipalities of today beside this package; read once."""
    prefectures: dict[str, str] = {}
    owners: dict[str, tuple[str, ...]] = {}
    wards: frozenset[str] = frozenset()
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        code, name, *municipalities = line.split(" ")
        if code == "00":
            wards = frozenset(municipalities)
            continue
        prefectures[name] = code
        for municipality in municipalities:
            for written in {municipality, municipality.replace("檮", "梼")}:  # the town writes itself either way
                owners[written] = (*owners.get(written, ()), code)
    spelt = {name.replace(own, other): name for name in owners for own, other in _SPELLINGS if own in name}
    return Places(
        prefectures, owners, wards, max(map(len, owners)), {k: v for k, v in spelt.items() if k not in owners}
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names. prefecture: its code if written or if the name exists once."""

    prefecture: str | None
    municipality: str | None
    start: int
    end: int
    written: bool


_PREFECTURE = lazy(r"北海道|東京都|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島)県|[一-龥]{2}県")
_SUFFIX = {"北海道": "", "東京": "都", "京都": "府", "大阪": "府"}


def prefecture_code(word: str) -> str | None:
    """The code of a prefecture, its suffix optional."""
    known = places().prefectures
    return known.get(word) or known.get(word + _SUFFIX.get(word, "県"))


@lru_cache(maxsize=4096)
def named_in(words: str) -> tuple[Named, ...]:
    """The places that some words name, in order; a municipality swallows the prefecture right before it."""
    return tuple(_named_in(words))


def _named_in(words: str) -> list[Named]:
    known = places()
    found: list[Named] = []
    prefectures = [
        (m.start(), m.end(), known.prefectures[m.group()])
        for m in _PREFECTURE.finditer(words)
        if m.group() in known.prefectures
    ]
    taken: set[int] = set()
    at = 0
    for stop in patterns.finditer(r"[市町村区]", words):
        if stop.start() < at:
            continue
        if (one := _municipality(words, stop.end(), at, known)) is None:
            continue
        start, name = one
        before = next((p for p in prefectures if p[1] <= start and _joined(words[p[1] : start])), None)
        owners = known.owners[name]
        if before is not None:
            taken.add(before[0])
            if before[2] not in owners:
                continue
            code: str | None = before[2]
        else:
            code = owners[0] if len(owners) == 1 and name not in known.wards else None
            if name in known.wards:
                continue
        found.append(Named(code, name, before[0] if before else start, stop.end(), before is not None))
        at = stop.end()
        ward = patterns.match(r"[一-龥ぁ-んァ-ヶー]{1,6}区", words[at:])
        if ward and name.endswith("市") and any(ward.group().endswith(w) for w in known.wards):
            at += ward.end()
    found += [Named(code, None, start, end, True) for start, end, code in prefectures if start not in taken]
    return sorted(found, key=lambda place: place.start)


def is_a_town(stem: str) -> bool:
    """Whether a word is the name of a town or ward without its ending: 板橋, 草津."""
    known = places()
    return any(stem + ending in known.owners or stem + ending in known.wards for ending in "市区町村")


_COUNTY = lazy(
    r"[\sの・/]*(?:[一-龥ァ-ヶぁ-ん]{1,5}郡|[一-龥]{1,4}(?:振興局|総合振興局|支庁)(?:管内)?|三宅島|八丈島)?[\sの・]*"
)


def _joined(between: str) -> bool:
    return _COUNTY.fullmatch(between) is not None


def _municipality(words: str, end: int, least: int, known: Places) -> tuple[int, str] | None:
    for length in range(min(known.longest, end - least), 1, -1):
        start = end - length
        name = known.spelt.get(words[start:end], words[start:end])
        if name not in known.owners:
            continue
        before = words[start - 1] if start > 0 else ""
        # 2 characters of a longer word are no place: 「政令市」 ends in no 令市, but 「本津市」 would in 津市
        if patterns.match(r"[一-龥ァ-ヶー]", before) and before not in "県府都道郡市局内区旧町村同" and length <= 3:
            continue
        return start, name
    return None
