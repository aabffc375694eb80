"""The frozen cut of a year: rows without names in which at least five are alike, as Parquet, with codebook, checksums and a
script that draws the report's figures from it alone. Pure but for the Parquet files, which pyarrow writes.

Quasi-identifiers (home, age, work; class of area, working time, age) are blanked until every combination is shared by at least
`FEWEST` rows (k-anonymity; Sweeney 2002, by local suppression), the last first; who is alone even so is left out.
"""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from enishi.aftercare.enums import LeaveCause
from enishi.common.csv_files import csv_file
from enishi.engine.bands import FEWEST
from enishi.research import redraw
from enishi.research.cubes import AGES, CLASSES, PRESENT, REGIONS, STAGES
from enishi.research.need import SCHEMES
from enishi.research.net_effect import NONE_LOST, by_scheme
from enishi.research.records import Employment, Person, Records

Row = dict[str, Any]
TEXT, WHOLE, REAL, YES = "string", "int32", "double", "bool"


def _values(words: Mapping[str, str]) -> str:
    return "；".join(f"{key or '（空）'}＝{'伏せた、または不明' if not key else label}" for key, label in words.items())


CODEBOOK: Mapping[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "people": (
        ("year", TEXT, "ご登録の年", "Year of registration", "YYYY"),
        ("region", TEXT, "お住まいの地方", "Region of home", _values(REGIONS)),
        ("age", TEXT, "ご登録のときの年代", "Age band at registration", _values({k: k for k in AGES} | {"": ""})),
        ("present", TEXT, "ご登録のときのお仕事", "Work at registration", _values(PRESENT)),
        ("stage", TEXT, "進んだ段階（採用より前）", "Furthest stage before any placement", _values(STAGES)),
    ),
    "employments": (
        ("to_class", TEXT, "採用の圏域の区分", "Class of the secondary medical area", _values(CLASSES)),
        ("full_time", TEXT, "週4日以上", "Four days a week or more", "yes；no；（空）＝伏せた"),
        ("age", TEXT, "採用のときの年代", "Age band when hired", _values({k: k for k in AGES} | {"": ""})),
        ("supported", YES, "求人に住まい・交通・学び直し・ご家族への支援がある", "Housing, travel, retraining or family support offered", ""),
        ("months", WHOLE, "就業を観察した月数（始まる前は空）", "Whole months observed since the first day", "0から"),
        ("left", YES, "離職した（期間の満了を除く）", "Left, not by the end of a term", ""),
        ("cause", TEXT, "離職のおもな理由", "Main cause of leaving", _values({c.value: c.label for c in LeaveCause})),
        ("promises", TEXT, "確かめた約束（1か月・3か月）", "Promises judged at months 1 and 3", "kept＝すべて守られた；broken；（空）＝確かめていない"),
        *((f"effect_{k}", REAL, f"純効果：{s.label}（同じ時間が移ったとみる）", f"Net effect, scheme {k}, hours moved", "常勤換算、0.1刻み") for k, s in SCHEMES.items()),
        *((f"gain_{k}", REAL, f"純効果：{s.label}（もとの勤務は減らなかったとみる）", f"Net effect, scheme {k}, nothing lost", "常勤換算、0.1刻み") for k, s in SCHEMES.items()),
    ),
}  # fmt: skip
"""Table → column: name, type, words in Japanese and English, values."""


def blanked(rows: Sequence[Row], quasi: Sequence[str]) -> list[Row]:
    """The rows with quasi-identifiers blanked from the last to the first until at least five are alike; others left out."""
    waiting, made = [dict(row) for row in rows], []
    for keep in range(len(quasi), -1, -1):
        for row in waiting:
            row.update(dict.fromkeys(quasi[keep:], ""))
        alike = Counter(tuple(row[name] for name in quasi) for row in [*waiting, *made])
        done = [row for row in waiting if alike[tuple(row[name] for name in quasi)] >= FEWEST]
        waiting = [row for row in waiting if alike[tuple(row[name] for name in quasi)] < FEWEST]
        made += done
    return made


def person_row(person: Person) -> Row:
    return {
        "year": str(person.year), "region": person.region, "age": person.age, "present": person.present, "stage": person.stage,
    }  # fmt: skip


def employment_row(row: Employment) -> Row:
    promises = "" if not row.audited else "kept" if row.kept == row.audited else "broken"
    moved, kept = by_scheme(row), by_scheme(row, NONE_LOST)
    return {
        "to_class": row.to_class, "full_time": "yes" if row.full_time else "no", "age": row.age,
        "supported": row.supported, "months": None if row.days < 0 else int(row.days / redraw.MONTH), "left": row.left,
        "cause": row.cause, "promises": promises,
        **{f"effect_{k}": round(v, 1) for k, v in moved.items()}, **{f"gain_{k}": round(v, 1) for k, v in kept.items()},
    }  # fmt: skip


def rows_of(records: Records) -> dict[str, list[Row]]:
    """Both tables as they may be handed out, in an order that tells nothing: by their own words."""
    people = blanked([person_row(p) for p in records.people], ("region", "age", "present"))
    placed = blanked([employment_row(e) for e in records.employments], ("to_class", "full_time", "age"))
    sort: Callable[[Row], str] = lambda row: json.dumps(row, sort_keys=True)  # noqa: E731
    return {"people": sorted(people, key=sort), "employments": sorted(placed, key=sort)}


def files_of(records: Records, year: int) -> dict[str, bytes]:
    """Everything of the cut by file name, the checksums last."""
    files = {f"{name}.parquet": _parquet(name, rows) for name, rows in rows_of(records).items()}
    files["codebook.csv"] = _codebook()
    files["redraw.py"] = Path(redraw.__file__).read_bytes()
    files["README.txt"] = (
        f"{year}年の調査研究の記録（{records.until:%Y-%m-%d}まで）。調査研究に同意された先生の、お名前のない行です。\n"
        "同じ行が5つ以上になるまで列を空けています。個人を探すことにはお使いになれません。\n"
        "python redraw.py . OUT で、報告書のすべての図をこの記録だけから描き直せます（pyarrowが必要です）。\n"
        f"Research records of {year} (up to {records.until:%Y-%m-%d}): rows without names of those who consented.\n"
    ).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return files | {"SHA256SUMS": sums.encode()}


def _codebook() -> bytes:
    rows = [[table, *column] for table, columns in CODEBOOK.items() for column in columns]
    return csv_file([["table", "column", "type", "label_ja", "label_en", "values"], *rows])


def _parquet(name: str, rows: Sequence[Row]) -> bytes:
    import pyarrow as pa  # slow to load
    import pyarrow.parquet as pq

    types = {TEXT: pa.string(), WHOLE: pa.int32(), REAL: pa.float64(), YES: pa.bool_()}
    fields = [
        pa.field(column, types[kind], metadata={"ja": ja, "en": en}) for column, kind, ja, en, _ in CODEBOOK[name]
    ]
    table = pa.Table.from_pylist(list(rows), schema=pa.schema(fields))
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
