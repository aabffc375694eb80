"""Pages of societies that do not exist, with a list of openings on them."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.outreach.embeds import open_embed, revoke_embed


def show_elsewhere(outreach: Actor) -> None:
    """Two that are shown, one that was ended."""
    pages = (
        (60, "日本こもれび内科学会（見本）", "https://komorebi.example.jp/career", "", "internal_medicine", 10),
        (30, "みなと医師会（見本）", "https://minato.example.jp/", "", "", 5),
        (200, "旧サイト（見本）", "https://old.example.jp/", "", "", 5),
    )
    for days, name, page, prefecture, specialty, most in pages:
        with ago(timedelta(days=days)):
            site = open_embed(
                name=name,
                page=page,
                prefecture=prefecture,
                specialty=specialty,
                most=most,
                key=uuid.uuid4(),
                by=outreach,
            )
    with ago(timedelta(days=90)):
        revoke_embed(site=site, by=outreach)
