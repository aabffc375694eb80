"""Whatever leaves as a file stands in the log of files taken out, whoever took it and whichever view made it (`office.files_taken`)."""

import csv
import io
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from enishi.audit.actions import record_export, watching_exports
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.office.files_taken import HARMLESS

VISITOR = Actor(None, Party.SYSTEM, "visitor", name="ログインなし")
NUMBERS = ("number", "code", "serial", "year")
"""Variable parts of an address that name a record; tokens and keys are none."""
LONGEST = 20
FORMS = {
    "application/pdf": "pdf", "application/json": "json", "application/zip": "zip", "text/csv": "csv", "text/calendar": "ics",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/png": "png", "image/jpeg": "jpg", "text/plain": "txt", "text/html": "html", "image/svg+xml": "svg",
}  # fmt: skip

Respond = Callable[[HttpRequest], HttpResponseBase]


class RecordFiles:
    """Innermost: sees what the view answers. A view that knows the rows and the period records them itself."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with watching_exports() as recorded:
            response = self.respond(request)
            if self._leaves(request, response) and not recorded():
                self._record(request, response)
        return response

    def _leaves(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        match = request.resolver_match
        is_file = "Content-Disposition" in response and response.status_code == 200 and request.method != "HEAD"
        return is_file and match is not None and match.view_name not in HARMLESS

    def _record(self, request: HttpRequest, response: HttpResponseBase) -> None:
        match = request.resolver_match
        assert match is not None
        about = next((str(match.kwargs[part]) for part in NUMBERS if part in match.kwargs), "")
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        record_export(
            by=getattr(request, "actor", None) or VISITOR,
            what=match.view_name.rpartition(":")[2],
            form=FORMS.get(kind, kind.rpartition("/")[2])[:12],
            about=about[:LONGEST],
            rows=_rows_in(response, FORMS.get(kind, "")),
        )


def _rows_in(response: HttpResponseBase, form: str) -> int | None:
    """Lines below the heading of a table, of a workbook's first sheet; None for what is no table or still being made."""
    if not isinstance(response, HttpResponse) or form not in ("csv", "xlsx"):
        return None
    if form == "csv":
        lines = sum(1 for _ in csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    else:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(response.content), read_only=True)
        lines = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    return max(0, lines - 1)
