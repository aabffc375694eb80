"""The rows the benchmarks make still fit the tables, so that a figure can be taken on the day it is asked for."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np

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


def test_networks_side_by_side_weigh_a_candidate_as_their_mean():
    """What the package keeps of several networks of the second look is their mean."""
    spec = spec_from_file_location("_network", LOADER.with_name("_network.py"))
    network = module_from_spec(spec)
    spec.loader.exec_module(network)
    words = [np.array([1, 2, 3]), np.array([4, 5])]
    rows = [network.Row("pay", "pay", [0], ["keep"] * 3), network.Row("pay", "pay?", [1], ["drop"])]
    asked = [network.Asked(rows, [True, False], 1.0)] * 20
    nets = [network.Learner(words, asked, ("pay", "housing"), seed).learn() for seed in (0, 1, 2)]
    each = [net.weigh(words.__getitem__, rows) for net in nets]
    assert not np.allclose(each[0], each[1])
    np.testing.assert_allclose(network.mean_of(nets).weigh(words.__getitem__, rows), np.mean(each, axis=0), rtol=1e-4)
