"""A fictional corner of a prefecture, and the command as an operator runs it."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from enishi.areas.models import AreaEdition, Municipality, Prefecture
from enishi.imports.command import run_import

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    code: int
    report: str
    faults: str

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Added, changed, unchanged, missing, as the report says them."""
        line = next(line for line in self.report.splitlines() if line.startswith("追加 "))
        added, changed, unchanged, missing = (int(part.split()[-1]) for part in line.split("、"))
        return added, changed, unchanged, missing


@pytest.fixture
def run(capsys):
    """Run `enishi import …`; what it printed comes back."""

    def run_it(*argv: object) -> Outcome:
        code = run_import([str(argument) for argument in argv])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_it


@pytest.fixture
def write(tmp_path):
    """Write a file of lines in an encoding."""

    def write_it(name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join((*lines, "")).encode(encoding))
        return path

    return write_it


@pytest.fixture
def places(db):
    """花渡市, 海鳴町 and 山霧村 of one prefecture, and 川霧市 of another; none exists."""
    for code, name, kana, region in (
        ("46", "鹿児島県", "かごしまけん", "kyushu"),
        ("47", "沖縄県", "おきなわけん", "kyushu"),
    ):
        Prefecture.objects.get_or_create(code=code, defaults={"name": name, "kana": kana, "region": region})
    names = (("46991", "花渡市"), ("46992", "海鳴町"), ("46993", "山霧村"), ("47991", "川霧市"))
    return [Municipality.objects.create(code=code, name=name, kana="", prefecture_id=code[:2]) for code, name in names]


@pytest.fixture
def edition(places):
    return AreaEdition.objects.create(
        code="2099-01",
        title="試験の版",
        source="試験のための作りもの",
        published="2099-01",
        valid_from=date(2099, 4, 1),
        many_from="217.6",
        few_below="179.3",
    )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of reference data beside the project, or the one ENISHI_REAL_DATA names."""
    folder = Path(os.environ.get("ENISHI_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "areas").is_dir():
        pytest.skip(f"no reference data in {folder}; set ENISHI_REAL_DATA to its folder to run this test")
    return folder
