"""消去の証明書: what went, what stays until when and by which article, what the look afterwards found. No name."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import Profile
from enishi.common.workflow import Channel
from enishi.keeping.models import ErasureProof
from enishi.law.parameters import parameter
from enishi.law.periods import last_day_after
from enishi.physicians.models import Leaving

LEDGER = "求職管理簿（お名前・ご住所・生年月日・希望職種・受付の日とご紹介の記録）"
LAW = "職業安定法第32条の15、同法施行規則第24条の7"


def evidence_until(leaving: Leaving) -> tuple[date, str]:
    """Last day of consents and disclosures (numbers and days), and on what ground."""
    left = timezone.localdate(leaving.left_at)
    period = parameter("evidence_retention_years", left)
    return last_day_after(left, years=period.value), period.source


def proof_of(leaving: Leaving) -> ErasureProof | None:
    """The latest look, over or not."""
    return leaving.proofs.order_by("-erased_at", "-pk").first()


def kept_lines(leaving: Leaving) -> list[str]:
    lines = []
    if leaving.waits:
        return ["法令にもとづく保全（争い・お調べ）のため、消去を止めています。保全が解けしだい、消去します。"]
    if leaving.keep_until and not leaving.erased_at:
        until = western_with_era(leaving.keep_until)
        lines.append(f"{LEDGER}は、{LAW}により、{until}まで保存し、その翌日に消去します。")
    lines.append(_copies(leaving))
    until, source = evidence_until(leaving)
    lines.append(f"同意・公開の記録（番号と日付だけ）は、{source}により、{western_with_era(until)}まで保存します。")
    return lines


def _copies(leaving: Leaving) -> str:
    """What becomes of backups made before: their keys are destroyed, or the one who keeps the database has a period."""
    if not settings.BACKUP_FOLDER:
        return "データベースを預けている会社のバックアップに残る写しは、その保存の期間が過ぎると消えます。"
    erased = timezone.localdate(leaving.erased_at or leaving.left_at)
    period = parameter("backup_keep_days", erased)
    until = last_day_after(erased, days=period.value)
    return f"バックアップに残る写しは、遅くとも{western_with_era(until)}の翌日に鍵を壊し、読めなくします（{period.source}）。"


def proof_rows(proof: ErasureProof) -> list[list[str]]:
    """What was looked through, as label and words."""
    if proof.finished_at is None:
        return [["検査", "調べている途中です。終わったあとに、この証明書をもう一度お受け取りください。"]]
    rows = [
        ["調べた日時", _moment(proof.finished_at)],
        ["調べたところ", f"データベースの{len(proof.seen)}の表、{proof.rows:,}行と、ファイル{proof.files}点"],
        [
            "調べたことば",
            "お名前（漢字・ふりがな）、メールアドレス、電話番号、ご住所、医籍登録番号と、それらから作ったしるし",
        ],
    ]
    where = {"physicians_identity": "登録", "office_ledgerentry": "求職管理簿", "candidacies_placement": "就業の記録",
             "notices_notice": "最後のお知らせ"}  # fmt: skip
    kept = [f"{where.get(place, '採用に至ったお話の記録')} {found['rows']}件" for place, found in proof.kept.items()]
    rows.append(["法令により残るところ", "、".join(kept) if kept else "ありません"])
    if proof.is_clean:
        rows.append(["ほかに残っていたところ", "ありません"])
    elif proof.settled_at:
        rows.append(
            ["ほかに似たことばのあったところ", f"{_hits(proof)}件。担当者が、ご本人のものでないことを確かめました。"]
        )
    else:
        rows.append(
            ["ほかに似たことばのあったところ", f"{_hits(proof)}件。ご本人のものかどうかを、担当者が確かめています。"]
        )
    return rows


def _hits(proof: ErasureProof) -> int:
    return sum(place["rows"] for place in proof.found.values())


def _moment(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{western_with_era(local.date())} {local.hour}時{local.minute:02d}分"


def certificate_data(leaving: Leaving, profile: Profile) -> dict[str, Any]:
    proof = proof_of(leaving)
    rows = [["お申し出", f"{western_with_era(leaving.asked_on or timezone.localdate(leaving.left_at))}（{Channel(leaving.channel).label}）"],
            ["退会の日", western_with_era(timezone.localdate(leaving.left_at))]]  # fmt: skip
    if leaving.erased_at:
        rows.append(["すべての消去", western_with_era(timezone.localdate(leaving.erased_at))])
    chain = []
    if proof is not None and proof.chain_head:
        chain = [f"{proof.chain_position:,}番目の記録", proof.chain_head[:32], proof.chain_head[32:]]
    return {
        "number": leaving.physician.number,
        "sender": profile.name,
        "licence": profile.licence,
        "phone": profile.phone,
        "day": western_with_era(timezone.localdate()),
        "rows": rows,
        "waits": leaving.waits,
        "erased": [[title, f"{count}件"] for title, count in leaving.counts.items()],
        "kept": kept_lines(leaving),
        "proof": proof_rows(proof) if proof is not None else [],
        "chain": chain,
    }


def certificate_pdf(leaving: Leaving, profile: Profile) -> bytes:
    return pdf("keeping/typst/certificate.typ", certificate_data(leaving, profile))
