"""The rows the benchmarks make still fit the tables, so that a figure can be taken on the day it is asked for."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from enishi.matching.load import load_columns

LOADER = Path(__file__).parents[2] / "bench" / "load_from_db.py"


def test_the_made_up_nation_can_be_put_into_the_tables_of_today(db, monkeypatch):
    spec = spec_from_file_location("load_from_db", LOADER)
    loader = module_from_spec(spec)
    spec.loader.exec_module(loader)
    monkeypatch.setattr(loader, "NAMES", 100)
    monkeypatch.setattr(loader, "INSTITUTIONS", 20)
    loader._fill(physicians=60, openings=40)
    columns = load_columns({})
    assert len(columns.physician_ids) == 60 and len(columns.opening_ids) == 40
