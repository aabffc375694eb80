"""The ministry's own short tables of physicians, read as rows of `physician-counts`.

Four shapes are told apart by their header: prefecture × year (`code, y2014, y2016 …`), the nation by specialty
(`specialty, physicians_2024`), the nation by age (`category, under30, 30_39 … 70plus`), prefecture × age (`code, under30 … 70plus`).
"""

import re

from enishi.imports.reading import Row, Table

YEAR = "year"
BANDS = {
    "under30": ("0", "29"), "30_39": ("30", "39"), "40_49": ("40", "49"), "50_59": ("50", "59"), "60_69": ("60", "69"),
    "70plus": ("70", ""),
}  # fmt: skip
REGISTERED = "total_registered"
"""All registered physicians, as in the other tables; the rows of hospitals, clinics and so on count parts of them."""
SHAPES = ("code", "specialty", "category", *BANDS)


def unfolded(table: Table) -> tuple[Table, list[str]]:
    """The same figures as rows of prefecture, specialty, age_from, age_to, physicians (and year, where the file says it),
    each with the line it came from; and remarks. A table of the usual shape comes back as it is."""
    years = {
        column: found[1] for column in table.columns if (found := re.fullmatch(r"(?:y|physicians_)(\d{4})", column))
    }
    if "physicians" in table.columns:
        return table, []
    rows: list[Row] = []
    notes: list[str] = []
    if years:
        for row in table.rows:
            place = {"prefecture": row.values.get("code", ""), "specialty": row.values.get("specialty", "")}
            rows += [
                Row(row.number, {**place, YEAR: year, "physicians": row.values[column]})
                for column, year in years.items()
                if row.values[column]
            ]
    elif BANDS.keys() <= set(table.columns):
        for row in table.rows:
            if row.values.get("category", REGISTERED) == REGISTERED:
                place = {"prefecture": row.values.get("code", "")}
                rows += [
                    Row(row.number, {**place, "age_from": low, "age_to": high, "physicians": row.values[band]})
                    for band, (low, high) in BANDS.items()
                ]
        if left_out := len(table.rows) * len(BANDS) - len(rows):
            notes.append(f"届出の医師の一部だけを数える行は使いません：{left_out // len(BANDS)}行")
    else:
        return table, []
    columns = ("prefecture", "specialty", "age_from", "age_to", "sex", "physicians", *((YEAR,) if years else ()))
    return Table(table.name, table.encoding, columns, rows, table.faults), notes
