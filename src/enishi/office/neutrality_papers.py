"""The yearly report of neutrality, and the paper with the head of the audit chain."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.timezone import localdate, localtime

from enishi.audit.verify import head
from enishi.common import qr
from enishi.common.clock import now, today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import load_profile
from enishi.office.chosen import Neutrality, ShareRow

NOT_COUNTED = "順番を決める計算は、手数料も、年会費や広告も、どの項目としても読みません（その項目が無いことを、試験で確かめています）。"


def share_words(row: ShareRow) -> list[str]:
    return [
        row.label, f"{row.in_lists * 100:.1f}%", f"{row.proposed * 100:.1f}%", f"{row.difference:+.1f}", f"{row.count:,}件",
    ]  # fmt: skip


def neutrality_paper(report: Neutrality) -> bytes:
    position, digest = head()
    data = {
        "title": f"{report.year}年度 中立性の報告",
        "sender": load_profile(settings.PROFILE).name,
        "printed": f"{western_with_era(today())}作成",
        "lead": f"この年度にお送りしたご提案は{report.proposals:,}件、そのうち計算した一覧のあるものは{report.with_list:,}件です。{NOT_COUNTED}",
        "places": [[word, f"{count:,}件"] for word, count in report.places],
        "kinds": [share_words(row) for row in report.by_kind],
        "fees": [share_words(row) for row in report.by_fee],
        "versions": "、".join(report.versions) or "—",
        "head": f"位置 {position:,}　{digest}",
    }
    return pdf("office/typst/neutrality.typ", data)


def chain_paper(position: int, digest: str) -> bytes:
    link = f"{settings.BASE_URL}/ops/chain?{urlencode({'position': position, 'hash': digest})}"
    moment = localtime(now())
    data = {
        "title": "操作の記録の指紋",
        "sender": load_profile(settings.PROFILE).name,
        "day": f"{western_with_era(localdate(moment))} {moment.hour}時{moment.minute:02}分（日本時間）",
        "position": f"{position:,}",
        "groups": [digest[i : i + 8] for i in range(0, len(digest), 8)] or ["—"] * 8,  # before the first entry
        "link": link,
        "qr": qr.svg(link, border=1).decode(),
    }
    return pdf("office/typst/chain.typ", data)
