"""Four who have only just begun: one stopped on the way, one wants to be called, one wrote on paper, one came for an opening."""

from datetime import timedelta
from typing import Any

from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.common.workflow import Channel
from enishi.demo.applicants import HERSELF
from enishi.openings.models import Opening
from enishi.physicians.drafts import save_draft, start_draft
from enishi.physicians.enums import ConsentKind, Delivery
from enishi.physicians.registration import Registration, register_physician
from enishi.physicians.reminders import remind_of_drafts


def let_begin(desk: Actor, came_for: Opening | None) -> None:
    """desk: who typed the paper form; came_for: the opening from whose page the last one registered."""
    _stop_on_the_way()
    register_physician(registration=_for_a_call(), by=HERSELF)
    paper = _whole("緒方", "おがた", "登美子", "とみこ", phone="09000009001", campaign_code="jams_2")
    register_physician(registration=paper, by=desk.by(Channel.PAPER))
    curious = _whole("相良", "さがら", "俊介", "しゅんすけ", mail="sagara@mail.example.jp", came_for=came_for)
    register_physician(registration=curious, by=HERSELF)


def _stop_on_the_way() -> None:
    """Three days ago, after the first step; the letter with the link was written yesterday."""
    with ago(timedelta(days=3)):
        _, draft = start_draft(campaign_code="jams_1")
        typed = {"family_name": ["戸倉"], "given_name": ["英之"], "mail": ["tokura@mail.example.jp"]}
        save_draft(draft=draft, step=1, data=typed)
    remind_of_drafts()


def _for_a_call() -> Registration:
    identity = {
        "family_name": "江藤", "given_name": "久仁子", "family_kana": "えとう", "given_kana": "くにこ",
        "mail": "", "phone": "09000009002",
    }  # fmt: skip
    promise = {"channel": Channel.PHONE, "days": ["tue", "wed", "thu"], "hours": ["pm"]}
    return Registration(
        identity=identity, wishes={}, present="", consents=frozenset(), delivery=None, promise=promise, call_only=True
    )


def _whole(family: str, family_kana: str, given: str, given_kana: str, **more: Any) -> Registration:
    mail, phone = more.pop("mail", ""), more.pop("phone", "")
    return Registration(
        identity={
            "family_name": family, "given_name": given, "family_kana": family_kana, "given_kana": given_kana,
            "mail": mail, "phone": phone, "birth_date": "1960-02-14", "address": "宮城県仙台市見本町9-1",
        },
        wishes={
            "specialties": ["内科"], "employment": ["part_time"], "days_min": 1, "days_max": 2,
            "prefectures": ["03", "04"], "night_duty": "no", "on_call": "no",
        },
        present="retired",
        consents=frozenset({ConsentKind.PLACEMENT}),
        delivery=Delivery.MAIL if mail else Delivery.PAPER,
        promise={"channel": Channel.MAIL if mail else Channel.PHONE},
        **more,
    )  # fmt: skip
