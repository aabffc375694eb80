"""What raising offers would do in a whole region: asked every night of every prefecture and designation, kept as bands.

At the size of the nation that takes minutes a region, so no page waits for it; each answer is kept as soon as it is there.
"""

from collections.abc import Iterator
from contextlib import suppress

from enishi.engine import Market, RegionBands, what_if_region
from enishi.engine.live import Full
from enishi.engine.schema import DESIGNATION_NAMES, DESIGNATIONS, I64, PREFECTURES, AnyArray
from enishi.engine.what_if import counted_in, openings_in
from enishi.matching.folder import open_snapshot
from enishi.matching.insight import key_of_bands
from enishi.matching.models import RegionAnswer

AREAS: dict[str, str] = dict(zip(DESIGNATIONS, DESIGNATION_NAMES, strict=True)) | {
    f"{code:02d}": name for code, name in enumerate(PREFECTURES, start=1)
}
"""Code → name of every region one may ask about: designations first, then prefectures by their two digits."""


def ask_region(market: Market, area: str) -> RegionBands:
    """What each single change would do in this region (a key of `AREAS`) of this market."""
    return what_if_region(market, _in_engine(area), key=key_of_bands())


def openings_of(market: Market, area: str) -> I64:
    """Indices of the open openings of this region (a key of `AREAS`)."""
    return openings_in(market, _in_engine(area))[1]


def who_is_counted(market: Market, openings: AnyArray) -> I64:
    """Indices of the physicians of whom sums about these openings may be told: those of every answer about a region."""
    return counted_in(market, openings, key_of_bands())


def _in_engine(area: str) -> int | str:
    return int(area) - 1 if area.isdecimal() else area


def answer_all_regions() -> int:
    """Ask of every region, out of the snapshot as it stands now; how many answers are new.

    What is answered for this night already is left as it is, so one that was broken off goes on where it ended. Nothing
    while there is no snapshot: the first night writes one.
    """
    with suppress(Full):  # so much has changed that a whole run is on its way
        snapshot = open_snapshot(with_lists=False)
        if snapshot is not None:
            market, run = snapshot.live.market, int(snapshot.notes["run"])
            return sum(_keep(run, area, ask_region(market, area)) for area in _open_areas(run))
    return 0


def newest_answers() -> dict[str, RegionAnswer]:
    """The newest answer of each region that has openings, in the order of `AREAS`."""
    rows = RegionAnswer.objects.select_related("run").order_by("area", "-run_id").distinct("area")
    found = {row.area: row for row in rows if row.n_openings}
    return {area: found[area] for area in AREAS if area in found}


def newest_answer(area: str) -> RegionAnswer | None:
    """None before the first night; one without openings says so."""
    return RegionAnswer.objects.filter(area=area).select_related("run").order_by("-run_id").first()


def _open_areas(run: int) -> Iterator[str]:
    done = set(RegionAnswer.objects.filter(run=run).values_list("area", flat=True))
    return (area for area in AREAS if area not in done)


def _keep(run: int, area: str, bands: RegionBands) -> bool:
    """False where another process was quicker; it found the same."""
    values = {"n_openings": bands.n_openings, "answer": bands.to_dict()}
    return RegionAnswer.objects.get_or_create(run_id=run, area=area, defaults=values)[1]
