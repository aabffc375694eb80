"""The index of the certification folder on A4: what is asked, what shows it, how it stands."""

from django.conf import settings
from django.utils.timezone import localdate

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.office.certification import Folder, Summary
from enishi.office.models import Evidence


def certification_paper(found: list[Folder], summary: Summary) -> bytes:
    profile = load_profile(settings.PROFILE)
    return pdf(
        "office/typst/certification.typ",
        {
            "title": "適正認定の証拠の目次",
            "sender": profile.name,
            "licence": profile.licence,
            "printed": f"{western(today())}作成",
            "summary": [[part.label, f"{met}／{asked}"] for part, met, asked in summary.parts],
            "rows": [_row(n, folder) for n, folder in enumerate(found, 1)],
        },
    )


def _row(n: int, folder: Folder) -> list[str]:
    shown = [place.words for place in folder.places] + [_words_of(row) for row in folder.evidence]
    last = folder.review
    stands = f"{folder.standing.label}\n{western(last.on)}" if last and folder.standing else "まだ見直していません"
    again = western(last.next_on) if last else ""
    return [
        str(n), folder.criterion.part.label, _asked(folder),
        "\n".join(filter(None, (*shown, folder.counted))), "\n".join(filter(None, (stands, last.words if last else ""))), again,
    ]  # fmt: skip


def _asked(folder: Folder) -> str:
    return f"{folder.title}\n{folder.asks}{_compared(folder)}"


def _compared(folder: Folder) -> str:
    """Whose words these are: of the official sheet, compared by whom and when, or our own."""
    if found := folder.wording:
        names = f"{found.entered_by.name}・{found.settled_by.name if found.settled_by else ''}"
        on = western(localdate(found.settled_at)) if found.settled_at else ""
        return f"\n（確認済：{found.edition}、{on}、{names}）"
    return "" if folder.criterion.seen else "\n（要確認：基準チェックシートと見くらべること）"


def _words_of(row: Evidence) -> str:
    return f"{row.note}{'（書類あり）' if row.file_type else ''}"
