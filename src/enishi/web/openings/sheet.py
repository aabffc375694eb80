"""The opening on paper: the data of typst/opening.typ."""

from typing import Any

from django.conf import settings

from enishi.common import qr
from enishi.common.clock import today
from enishi.common.japanese.date_display import western_with_era
from enishi.openings.conditions import Row
from enishi.web.context import operator
from enishi.web.openings.page import OpeningPage


def sheet_of(page: OpeningPage) -> dict[str, Any]:
    """Plain data, all of it public. groups: (title, rows of label and words)."""
    profile, address = operator(), f"{settings.BASE_URL}/openings/{page.number}"
    slots = [[word, ["○" if on else "" for on in cells]] for word, cells in page.slots]
    proof = page.proof
    return {
        "number": page.number,
        "place": page.place,
        "heading": page.heading.replace("　", " "),
        "name": page.name,
        "specialty": page.specialty,
        "title": page.title,
        "tags": page.tags,
        "days": page.days,
        "slots": slots,
        "groups": [
            [title, [[row.label, row.text] for row in rows]]
            for title, rows in [
                ("仕事のあらまし", page.work),
                *(
                    (title, [*rows, *([Row("unknown", "未確認のこと", unknown)] if unknown else [])])
                    for _, title, rows, unknown in page.portrait_told
                ),
                *([("求める診療の範囲", page.scope)] if page.scope else []),
                ("労働条件（法律で明示が求められている項目）", page.conditions),
                *([("診療の現実（医療機関の答え）", page.reality_known)] if page.reality_known else []),
                ("医療機関", page.institution),
            ]
        ],
        "honest": page.honest,
        "proof": f"{western_with_era(proof.on)}に、{proof.who}が{proof.how}確認しました。" if proof else "",
        "next": f"次の確認は{western_with_era(proof.next_by)}までに行います。" if proof else "",
        "address": address,
        "code": qr.svg(address, border=1).decode(),
        "sender": profile.name,
        "phone": profile.phone_with_hours,
        "printed": f"{western_with_era(today())}に印刷",
        "sample": profile.sample,
    }
