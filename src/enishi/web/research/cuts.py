"""/research/cuts: the frozen records of each year, their checksum and codebook, and how every figure is drawn from them again."""

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.research.cut import CODEBOOK
from enishi.research.models import YearlyCut
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.research.views import HERE, READERS

TITLE = "年の記録"
TABLES = {"people": "ご登録の先生", "employments": "就業"}
TAKERS = (Role.RESEARCHER, Role.COMPLIANCE)
"""The records themselves, though without names, go only to who does research and who answers for it."""


@roles(*READERS)
@require_safe
def cuts(request: HttpRequest) -> HttpResponse:
    context = {"cuts": YearlyCut.objects.defer("archive"), "year": today().year, "crumbs": [HERE, (TITLE, "")]}
    return render(request, "research/cuts.html", context)


@roles(*READERS)
@require_safe
def cut(request: HttpRequest, year: int) -> HttpResponse:
    """What is in it, column by column, each file with its checksum, and the commands that check and redraw it."""
    kept = get_object_or_404(YearlyCut, year=year)
    with zipfile.ZipFile(io.BytesIO(bytes(kept.archive))) as archive:
        sums = [line.split("  ", 1) for line in archive.read("SHA256SUMS").decode().splitlines()]
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    context = {
        "cut": kept,
        "files": [(name, f"{-(-sizes[name] // 1024):,}KB", digest) for digest, name in sums],
        "tables": [(name, TABLES[name], columns) for name, columns in CODEBOOK.items()],
        "takes": actor_in(request).role in TAKERS,
        "crumbs": [HERE, (TITLE, "/research/cuts"), (f"{year}年", "")],
    }
    return render(request, "research/cut.html", context)


def _archive_of(request: HttpRequest, year: int) -> str:
    """Raises Http404 for a year that was not frozen."""
    get_object_or_404(YearlyCut.objects.defer("archive"), year=year)
    return "yearly_cut"


@roles(*TAKERS)
@asks_why(_archive_of, back=lambda year: reverse("research_cut", args=[year]))
def cut_zip(request: HttpRequest, year: int) -> HttpResponse:
    """The archive as it was frozen, byte for byte."""
    kept = get_object_or_404(YearlyCut, year=year)
    record_export(by=actor_in(request), what="yearly_cut", form="zip", rows=_rows_in(kept), about=str(year))
    response = HttpResponse(bytes(kept.archive), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="cut-{year}.zip"'
    return response


def _rows_in(kept: YearlyCut) -> int:
    """Of all tables of the archive."""
    import pyarrow.parquet as pq  # slow to load

    with zipfile.ZipFile(io.BytesIO(bytes(kept.archive))) as archive:
        return sum(pq.read_metadata(io.BytesIO(archive.read(f"{name}.parquet"))).num_rows for name in TABLES)
