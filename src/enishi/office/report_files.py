"""A report of a year as a file: Excel, PDF, CSV or JSON by the ending of the name."""

import json
from collections.abc import Mapping
from typing import IO, Any

from enishi.common.clock import today
from enishi.common.csv_files import csv_file
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.office.models import ClosedReport

FORMS = ("xlsx", "pdf", "csv", "json")


def lines_of(content: Mapping[str, Any]) -> list[tuple[str, str, Any, str]]:
    """(heading, label, value, unit) of every item."""
    figures = [(f["group"], f["label"], f["value"], f["unit"]) for f in content["figures"]]
    words = [("そのほか", label, text, "") for label, text in content["words"]]
    note = [("そのほか", "備考（従業員教育など）", content["note"], "")] if content["note"] else []
    return [*figures, *words, *note]


def standing_words(held: ClosedReport | None) -> str:
    """「第1号 2026年4月10日に締めた報告」, or that it is counted anew."""
    if held is None:
        return f"締めていない数です（{western_with_era(today())}に数えたもの）"
    from django.utils.timezone import localdate

    words = f"第{held.no}号　{western_with_era(localdate(held.closed_at))}に締めた報告"
    return f"{words}　訂正の理由：{held.reason}" if held.reason else words


def write_report(content: Mapping[str, Any], held: ClosedReport | None, form: str, file: IO[bytes]) -> None:
    """Raises ValueError for another form than those of `FORMS`."""
    title, standing = f"{content['title']}　{content['year']}年度", standing_words(held)
    match form:
        case "json":
            said = {
                "report": content,
                "closed_no": held.no if held else None,
                "hash": held.content_hash if held else None,
            }
            file.write(json.dumps(said, ensure_ascii=False, indent=1).encode())
        case "csv":
            file.write(csv_file([("区分", "項目", "値", "単位"), *lines_of(content)]))
        case "xlsx":
            from openpyxl import Workbook
            from openpyxl.styles import Font

            book = Workbook()
            sheet = book.active
            sheet.title = content["kind"]
            sheet.append([title])
            sheet.append([standing])
            sheet.append(["区分", "項目", "値", "単位"])
            for line in lines_of(content):
                sheet.append(list(line))
                cell = sheet.cell(sheet.max_row, 3)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                else:
                    cell.number_format = "#,##0"
            for cell in (*sheet[1], *sheet[3]):
                cell.font = Font(bold=True)
            for letter, width in zip("ABCD", (36, 46, 24, 8), strict=True):
                sheet.column_dimensions[letter].width = width
            book.save(file)
        case "pdf":
            operator = content["operator"]
            groups: dict[str, list[list[str]]] = {}
            for group, label, value, unit in lines_of(content):
                shown = f"{value:,}{unit}" if isinstance(value, int) else str(value)
                groups.setdefault(group, []).append([label, shown])
            data = {
                "title": content["title"],
                "year": f"{content['year']}年度（{content['year']}年4月1日から{content['year'] + 1}年3月31日まで）",
                "sender": operator["name"],
                "rows": [
                    ["事業主", operator["name"]],
                    ["所在地", operator["address"]],
                    ["許可番号", operator["licence"]],
                ],
                "groups": [[name, rows] for name, rows in groups.items()],
                "standing": standing,
                "hash": held.content_hash if held else "",
            }
            file.write(pdf("office/typst/report.typ", data))
        case _:
            raise ValueError(form)
