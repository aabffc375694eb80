"""The catalogue: every table once, whole in three forms, with a licence that has words."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from enishi.research import catalogue, open_tables
from enishi.research.catalogue import REAL, WHOLE, Column, Dataset, file_of

MADE = Dataset(
    "made-up", "つくりごと", "Made up", "例", (Column("name", "名前"), Column("n", "数", WHOLE), Column("x", "値", REAL)),
    lambda: [("久慈", 5, 0.5), ("=1+1", None, None)], lambda: date(2026, 11, 1), lambda: [("2026-11-01", "はじめました。")],
)  # fmt: skip


def test_a_table_is_the_same_in_every_form_and_hidden_numbers_are_empty():
    rows = list(csv.DictReader(io.StringIO(file_of(MADE, "csv", "縁").decode("utf-8-sig"))))
    assert rows == [{"name": "久慈", "n": "5", "x": "0.5"}, {"name": "'=1+1", "n": "", "x": ""}]
    told = json.loads(file_of(MADE, "json", "縁"))
    assert told["rows"][1] == {"name": "=1+1", "n": None, "x": None} and told["source"] == "縁"
    table = pq.read_table(io.BytesIO(file_of(MADE, "parquet", "縁")))
    assert table.to_pylist() == told["rows"] and table.schema.field("n").metadata[b"description"].decode() == "数"


def test_a_key_is_given_once_and_a_licence_needs_words():
    taken = open_tables.NET_EFFECT
    with pytest.raises(ValueError, match="already"):
        catalogue.register(replace(MADE, key=taken.key))
    with pytest.raises(ValueError, match="no words"):
        catalogue.register(replace(MADE, key="other", licence="https://example.jp/"))
