"""The one catalogue of open data: whoever has a table that everybody may take registers it here, in one line.

    register(Dataset("areas", "二次医療圏", "Secondary medical areas", "…", columns, rows, source=…, licence=…))

From then on it stands on /opendata, in the DCAT catalogue, and is handed out as CSV, JSON and Parquet.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enishi.common.csv_files import csv_file

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
LICENCES: Mapping[str, str] = {
    CC_BY: "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）",
    "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0": "公共データ利用規約（第1.0版）",
}
MONTHLY, YEARLY, IRREGULAR = "MONTHLY", "ANNUAL", "IRREG"
TEXT, WHOLE, REAL = "string", "int64", "double"
FORMS: Mapping[str, tuple[str, str]] = {
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "json": ("JSON", "application/json"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
}
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """name: as in the files; words: what it means; kind: TEXT, WHOLE or REAL. Every column may be empty."""

    name: str
    words: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table everybody may take.

    rows: as they stand now, in the order of the columns, None where empty or hidden. modified: day of the newest rows, None
    while there are none. source: whose figures they are, "" for our own. until: the last day they tell of. changes: (ISO day, words), the newest first.
    """

    key: str
    title: str
    title_en: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    modified: Callable[[], date | None]
    changes: Callable[[], list[tuple[str, str]]]
    licence: str = CC_BY
    frequency: str = MONTHLY
    source: str = ""
    until: Callable[[], date | None] = lambda: None

    @property
    def licence_words(self) -> str:
        return LICENCES[self.licence]


_CATALOGUE: dict[str, Dataset] = {}


def register(dataset: Dataset) -> Dataset:
    """Raises ValueError for a key that is taken or a licence nobody has words for."""
    if dataset.key in _CATALOGUE:
        raise ValueError(f"{dataset.key} is in the catalogue already")
    if dataset.licence not in LICENCES:
        raise ValueError(f"{dataset.licence} has no words in LICENCES")
    _CATALOGUE[dataset.key] = dataset
    return dataset


def datasets() -> list[Dataset]:
    """All of them, in the order in which they were registered."""
    return list(_CATALOGUE.values())


def dataset_named(key: str) -> Dataset | None:
    return _CATALOGUE.get(key)


def as_csv(dataset: Dataset) -> bytes:
    """UTF-8 with a mark, as Excel wants it; no cell is ever a formula."""
    return csv_file([[column.name for column in dataset.columns], *dataset.rows()])


def as_json(dataset: Dataset, publisher: str) -> bytes:
    names = [column.name for column in dataset.columns]
    modified = dataset.modified()
    told = {
        "title": dataset.title,
        "licence": dataset.licence,
        "source": dataset.source or publisher,
        "modified": modified.isoformat() if modified else None,
        "columns": {column.name: column.words for column in dataset.columns},
        "rows": [dict(zip(names, row, strict=True)) for row in dataset.rows()],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def as_parquet(dataset: Dataset, publisher: str) -> bytes:
    """Typed columns; title, licence, source and the words of each column in the metadata."""
    import pyarrow as pa  # slow to load, and few ask
    import pyarrow.parquet as pq

    rows = list(dataset.rows())
    fields = [pa.field(c.name, c.kind, metadata={"description": c.words}) for c in dataset.columns]
    about = {"title": dataset.title, "licence": dataset.licence, "source": dataset.source or publisher}
    schema = pa.schema(fields, metadata=about)
    arrays = [pa.array([row[at] for row in rows], type=field.type) for at, field in enumerate(fields)]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def file_of(dataset: Dataset, form: str, publisher: str) -> bytes:
    """form: a key of FORMS."""
    if form == "csv":
        return as_csv(dataset)
    return as_json(dataset, publisher) if form == "json" else as_parquet(dataset, publisher)
