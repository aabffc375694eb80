"""One cell to one value. Each parser returns the value, or adds a fault and returns a harmless one so that reading
can go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enishi.engine import specialties
from enishi.engine.files.areas import Municipality, municipalities
from enishi.engine.files.reader import Faults, Row
from enishi.engine.schema import ALL_PREFECTURES, SLOTS, WISH_BITS, day_number

MAX_YEN = 2**31 - 1


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _some(words: Sequence[str]) -> str:
    return "、".join(words)


@dataclass(frozen=True)
class Cells:
    """The cells of one row, and where to report what is wrong with them."""

    row: Row
    faults: Faults

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def fault(self, column: str, problem: str) -> None:
        # A missing column is reported once, in row 1; its absent cells are not reported again in every row.
        if column in self.row.cells:
            self.faults.add(self.row.line, column, problem)

    def required(self, column: str, example: str) -> str:
        text = self.text(column)
        if not text:
            self.fault(column, f"空欄です。例: {example}")
        return text

    def choice(self, column: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of `allowed`; blank means `default`, or is a fault without one."""
        text = self.text(column)
        if not text and default is not None:
            return default
        for word in allowed:
            if word.lower() == text.lower():
                return word
        what = f"「{text}」は使えません" if text else "空欄です"
        self.fault(column, f"{what}。{_some(allowed)} のどれかを書いてください。")
        return allowed[0]

    def choices(self, column: str, allowed: Sequence[str], *, blank: int | None = None) -> int:
        """Bits of the `|`-separated words; blank means `blank`, or is a fault without it."""
        parts = _split(self.text(column))
        if not parts:
            if blank is None:
                self.fault(column, f"空欄です。{_some(allowed)} を | で区切って書いてください。")
                return 1
            return blank
        bits = 0
        for part in parts:
            if part.lower() in allowed:
                bits |= 1 << list(allowed).index(part.lower())
            else:
                self.fault(column, f"「{part}」は使えません。{_some(allowed)} を | で区切って書いてください。")
        return bits or 1

    def whole(self, column: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`; thousands may carry commas."""
        text = self.text(column)
        if not text and default is not None:
            return default
        expected = f"{low:,}〜{high:,}の整数を書いてください。"
        if re.fullmatch(r"-?\d+|\d{1,3}(,\d{3})+", text):
            number = int(text.replace(",", ""))
            if low <= number <= high:
                return number
            self.fault(column, f"{text}は範囲の外です。{expected}")
        else:
            what = f"「{text}」は整数ではありません" if text else "空欄です"
            self.fault(column, f"{what}。{expected}")
        return low

    def hours(self, column: str) -> float:
        """Hours a week, blank = 0, decimals allowed."""
        text = self.text(column)
        if not text:
            return 0.0
        if re.fullmatch(r"\d+(\.\d+)?", text) and float(text) <= 168:
            return float(text)
        self.fault(column, f"「{text}」は使えません。0〜168の数（週の時間）を書いてください。例: 12 または 12.5")
        return 0.0

    def day(self, column: str) -> date | None:
        """An ISO date or None for blank."""
        text = self.text(column)
        if not text:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError
            found = date.fromisoformat(text)
            if found.year < 1900 or found.year > 2200:
                raise ValueError
        except ValueError:
            self.fault(column, f"「{text}」は日付として読めません。年-月-日の形で書いてください。例: 2027-04-01")
            return None
        return found

    def day_number(self, column: str) -> int:
        """A day number for the engine, 0 for blank; days before 1970 have no meaning here."""
        found = self.day(column)
        if found is not None and found.year < 1970:
            self.fault(
                column, f"「{self.text(column)}」は古すぎます。1970年より後の日付を書いてください。例: 2027-04-01"
            )
            return 0
        return day_number(found)

    def municipality(self, column: str) -> Municipality:
        text = self.text(column)
        found = municipalities().get(text)
        if found:
            return found
        hint = "先頭の0が消えていませんか。" if re.fullmatch(r"\d{4}", text) else ""
        hint = hint or ("検査数字のない5桁で書いてください。" if re.fullmatch(r"\d{6}", text) else "")
        what = f"「{text}」という市区町村コードはありません" if text else "空欄です"
        self.fault(column, f"{what}。{hint}全国地方公共団体コードの上5桁を書いてください。例: 03302")
        return Municipality("00000", 0, "", None)

    def prefectures(self, column: str) -> int:
        """Bits of the prefecture codes; `*` is all of Japan."""
        text = self.text(column)
        if text == "*":
            return ALL_PREFECTURES
        bits = 0
        for part in _split(text):
            if re.fullmatch(r"\d{1,2}", part) and 1 <= int(part) <= 47:
                bits |= 1 << int(part) - 1
            else:
                self.fault(
                    column,
                    f"「{part}」という都道府県コードはありません。01〜47を | で区切るか、全国なら * と書いてください。",
                )
        if not _split(text):
            self.fault(
                column, "空欄です。都道府県コード（01〜47）を | で区切るか、全国なら * と書いてください。例: 02|03|05"
            )
        return bits or 1

    def specialties(self, column: str, *, any_allowed: bool) -> tuple[int, int]:
        """(bits, index of the first); `*` gives (0, 0) where any specialty is allowed."""
        text = self.text(column)
        if any_allowed and text == "*":
            return 0, 0
        found: list[int] = []
        for part in _split(text):
            index = specialties.find(part)
            if index is None:
                self.fault(column, f"「{part}」という診療科は登録にありません。例: 内科、循環器内科、general_practice")
            else:
                found.append(index)
        if not _split(text):
            star = "、診療科を問わないときは *" if any_allowed else ""
            self.fault(column, f"空欄です。診療科を | で区切って書いてください{star}。例: 循環器内科|内科")
        return sum(1 << index for index in set(found)) or 1, found[0] if found else 0

    def slots(self, column: str, *, blank: int) -> int:
        """Bits of the half-days."""
        bits = 0
        for part in _split(self.text(column)):
            if part.lower() in SLOTS:
                bits |= 1 << SLOTS.index(part.lower())
            else:
                self.fault(
                    column, f"「{part}」は使えません。曜日と時間帯を mon_am、tue_pm、sat_night のように書いてください。"
                )
        return bits or blank

    def wishes(self, column: str) -> tuple[int, int, int]:
        """(must, want, never) bits of `key:level` pairs."""
        bits = {"must": 0, "want": 0, "never": 0}
        seen: dict[str, str] = {}
        for part in _split(self.text(column)):
            key, _, level = (word.strip().lower() for word in part.partition(":"))
            if key not in WISH_BITS or level not in bits:
                how = "希望:強さ の形で書いてください（強さは must、want、never）。例: housing:must"
                self.fault(column, f"「{part}」は使えません。{how}")
            elif seen.setdefault(key, level) != level:
                self.fault(column, f"「{key}」に二つの強さがあります。must、want、never のどれか一つにしてください。")
            else:
                bits[level] |= WISH_BITS[key]
        return bits["must"], bits["want"], bits["never"]

    def words(self, column: str) -> list[str]:
        """Free words separated by `|`."""
        return _split(self.text(column))
