"""`enishi kit CODE --out DIR`: everything a society gets for one link, as files."""

import argparse
import sys
from datetime import date
from pathlib import Path

from enishi.common.clock import today
from enishi.common.whole_files import whole_file
from enishi.outreach.kit.build import PIECES, kit_of
from enishi.outreach.models import Campaign
from enishi.outreach.wordings import wording_now


def run_kit(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr. Nothing is written for a code that was never given out."""
    parser = argparse.ArgumentParser(
        prog="enishi kit", description="Letter, leaflets, texts, mail and QR code of a link."
    )
    parser.add_argument("code", help="of the link /s/CODE")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder; made where it is missing")
    parser.add_argument("--date", metavar="DATE", help="day of the letter, 2026-11-27; today unless told")
    given = parser.parse_args(arguments)
    try:
        day = date.fromisoformat(given.date) if given.date else today()
    except ValueError:
        return _told("日付は 2026-11-27 の形でお書きください。")
    campaign = Campaign.objects.select_related("society").filter(code=given.code.lower()).first()
    if campaign is None:
        return _told(
            f"「{given.code}」というコードは、まだ使われていません。/ops/campaigns でリンクをおつくりください。"
        )
    folder, kit = Path(given.out), kit_of(campaign, wording_now(), day)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, piece in PIECES.items():
            with whole_file(folder / name) as file:
                file.write(piece.make(kit))
    except OSError as fault:
        return _told(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。")
    print(f"{folder}: {len(PIECES)}件（{campaign.society.name}、{campaign.occasion}）")
    return 0


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
