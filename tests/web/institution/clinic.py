"""青浜町立診療所 with its clerk, its director and its approver, and another institution of the same corporation."""

from functools import cached_property
from typing import Any

from django.test import Client

from enishi.accounts.roles import Role
from enishi.candidacies.models import Candidacy
from enishi.openings.models import Opening
from factories.remembering import of_remembered_steps

FEW_ANSWERS = {"employment": ["part_time"], "days": "2", "night_duty": "none", "on_call": "none"}
"""The four answers that make a draft."""

ALL_ANSWERS: dict[str, Any] = {
    **FEW_ANSWERS,
    "title": "海辺の町の内科外来",
    "basic_specialties": ["内科"],
    "other_specialties": "循環器内科、透析",
    "headcount": "2人",
    "slots": ["tue_am", "tue_pm", "thu_am"],
    "starts_on": "令和9年4月1日",
    "offers": ["housing", "travel_paid"],
    "daily_pay_yen": "9",
    "pay_details": "訪問診療の手当1回5千円",
    "fixed_overtime": "no",
    "insurance": "健康保険、厚生年金、労災保険、雇用保険",
    "duties": "内科外来と訪問診療",
    "duties_change_scope": "変更なし",
    "contract_kind": "fixed",
    "ends_on": "令和10年3月31日",
    "renewal": "possible",
    "renewal_criteria": "業務量により判断する",
    "renewal_limit": "上限なし",
    "probation": "no",
    "place_change_scope": "変更なし",
    "working_hours": "午前8時30分〜午後5時15分",
    "breaks": "60分",
    "overtime": "月3時間程度",
    "holidays": "土曜、日曜、祝日",
    "smoking": "敷地内禁煙",
    "honest_note": "火曜の午後は医師が一人になります。",
}
"""Everything the law asks, as a 事務長 types it."""


class Clinic:
    def __init__(self, world: Any) -> None:
        self.world = world
        self.institution = world.institution("青浜町立診療所", corporation="青浜町", kind="clinic")
        self.clerk_person = world.actor(self.institution)

    @cached_property
    def clerk(self) -> Client:
        return self.world.signed_in(self.clerk_person)

    @cached_property
    def director(self) -> Client:
        return self.world.signed_in(self.world.member(self.institution, Role.INSTITUTION_ADMIN))

    @cached_property
    def approver(self) -> Client:
        return self.world.signed_in(self.world.approver(self.institution))

    @cached_property
    def sister(self) -> Client:
        """A clerk of another institution of the same corporation."""
        return self.world.signed_in(self.world.institution("青浜町立病院", corporation="青浜町"))

    @of_remembered_steps
    def opening(self, **given: Any) -> Opening:
        return self.world.opening(self.institution, **given)

    @of_remembered_steps
    def candidacy(self, state: str = "institution_asked", **how: Any) -> Candidacy:
        physician = self.world.physician(family_name="北川", given_name="誠", works_at="中央病院", career="青葉医大卒")
        return self.world.candidacy(state, physician=physician, opening=self.opening(), **how)


def text_of(response: Any) -> str:
    """The words of a page without its tags and line breaks inside phrases."""
    import re

    html = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
