"""How several test processes share the work: a file is never torn apart, and the longest ones begin first.

Within one file stand tests that use the same fixtures of the file and the same beginnings of a story (see remembering.py);
torn apart, each process makes them for itself. All that reads the tour of the pages goes to one process, too.
(xdist's own groups do not work with pytest 9: they hang on the private name of an item.)
"""

from functools import cache
from pathlib import Path
from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOUR = "the tour of all pages"
TESTS = Path(__file__).parents[1]


@cache
def unit_of(path: str) -> str:
    """The file, or the tour for the files whose tests look at it. path: as a test is named by pytest, before the `::`."""
    file = TESTS.parent / path
    return TOUR if file.parent.name == "meta" and "(tour" in file.read_text(encoding="utf-8") else path


def rank(file: Path) -> int:
    """What begins first: the tour, then processes killed and browsers, then the kernels, then all else as it was shuffled."""
    folder = file.parent.name
    if folder == "meta":
        return 0 if unit_of(str(file.relative_to(TESTS.parent))) == TOUR else 2
    return {"kills": 1, "journeys": 1, "engine": 3}.get(folder, 4)


class ByFile(LoadScopeScheduling):
    """Work is handed out file by file, in the order in which the files were collected."""

    def __init__(self, config: Any, log: Any = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid.partition("::")[0])
