"""Our own tables in the catalogue of open data: those of research, of all editions."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from enishi.research.catalogue import REAL, WHOLE, Column, Dataset, Row, register
from enishi.research.cubes import CUBES, from_json
from enishi.research.effect_words import TITLES, lines_of
from enishi.research.models import ResearchEdition
from enishi.research.need import SCHEMES

STARTED = ("2026-11-26", "公開を始めました。")


def newest() -> date | None:
    edition = ResearchEdition.objects.only("until", "made_at").first()
    return timezone.localdate(edition.made_at) if edition else None


def until() -> date | None:
    edition = ResearchEdition.objects.only("until").first()
    return edition.until if edition else None


def added() -> list[tuple[str, str]]:
    """Each edition that was added, and the beginning."""
    editions = ResearchEdition.objects.only("until", "made_at", "digest")
    told = [
        (f"{timezone.localdate(e.made_at):%Y-%m-%d}", f"{e.until.year}年{e.until.month}月までの版（{e.snapshot}）を加えました。")
        for e in editions
    ]  # fmt: skip
    return [*told, STARTED]


def table_rows() -> Iterator[Row]:
    for edition in ResearchEdition.objects.all():
        for key, cube in CUBES.items():
            for question, cells in from_json(edition.tables["cubes"].get(key, ())).items():
                for values, count in cells.items():
                    by, names = [*question, None, None][:2], [*values, None, None][:2]
                    yield edition.snapshot, edition.until.isoformat(), key, by[0], names[0], by[1], names[1], count, cube.unit  # fmt: skip


def effect_rows() -> Iterator[Row]:
    for edition in ResearchEdition.objects.all():
        for table in ("all", *TITLES):
            for line in lines_of(edition.tables["effects"], table):
                numbers = [line.effects.get(key) for key in SCHEMES]
                fte = None if line.placements is None else line.fte
                yield edition.snapshot, table, line.key, line.label, line.placements, fte, *numbers


RESEARCH_TABLES = register(
    Dataset(
        "research-tables", "登録と採用の表（調査研究）", "Registrations and placements (research)",
        "調査研究に同意された先生の登録と採用を、地方・年代・圏域の区分などで数えた表です。小さい数と、足し引きで分かる数は空けています。",
        (
            Column("snapshot", "版"), Column("until", "数えた終わりの日"), Column("cube", "何を数えたか"),
            Column("by1", "分け方の一つ目"), Column("value1", "一つ目の値"), Column("by2", "分け方の二つ目"),
            Column("value2", "二つ目の値"), Column("count", "数。空のときは伏せています", WHOLE), Column("unit", "単位"),
        ),
        table_rows, newest, added, until=until,
    )
)  # fmt: skip
NET_EFFECT = register(
    Dataset(
        "net-effect", "採用の偏在への純効果", "Net effect of placements on maldistribution",
        "採用がどこかに足した勤務から、もとの地域の分を引いた数です。必要の大きさの四つの目盛りを並べています。単位は、全国平均の地域で週5日働く医師の何人分かです。",
        (
            Column("snapshot", "版"), Column("table", "どの分け方か"), Column("key", "行の値"), Column("label", "行の名前"),
            Column("placements", "採用の数。空のときは伏せています", WHOLE), Column("fte", "加わった勤務（常勤換算）", REAL),
            *(Column(f"effect_{key}", f"差し引き（{scheme.label}）", REAL) for key, scheme in SCHEMES.items()),
        ),
        effect_rows, newest, added, until=until,
    )
)  # fmt: skip
