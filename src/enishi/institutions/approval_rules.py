"""承認の段取り: through whose hands an agreement goes inside an institution before it is offered. Pure.

A hospital asks its director; a municipal one asks the mayor's office and the council too (H3 of the product plan). What is
stored are positions (院長), never names of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from enishi.institutions.enums import InstitutionKind

MOST_STEPS = 6
LONGEST_LABEL = 20
MOST_DAYS = 250


@dataclass(frozen=True, slots=True)
class RouteStep:
    """label: a position or an assembly. days: working days it usually takes. in_person: given on the screen by who may
    approve, never noted down by a clerk. core_only: asked again only where pay, term, place or days changed."""

    label: str
    days: int
    in_person: bool = False
    core_only: bool = False

    def as_row(self) -> dict[str, Any]:
        return {"label": self.label, "days": self.days, "in_person": self.in_person, "core_only": self.core_only}


STAFF = RouteStep("ご担当", 3)
DIRECTOR = RouteStep("院長", 5, in_person=True)
HOSPITAL = (STAFF, DIRECTOR)
CARE_HOME = (STAFF, RouteStep("施設長", 5, in_person=True))
CLINIC = (RouteStep("院長", 3, in_person=True),)
MUNICIPAL = (STAFF, DIRECTOR, RouteStep("首長部局", 10), RouteStep("議会", 30, core_only=True))
PUBLIC_BODIES = ("市", "町", "村", "区", "都", "府", "道", "県", "組合", "企業団", "広域連合")


def is_public_body(kind: str, corporation: str) -> bool:
    """A municipality itself, or an institution that a prefecture, a municipality or their union runs."""
    return kind == InstitutionKind.MUNICIPALITY or corporation.partition("（")[0].endswith(PUBLIC_BODIES)


def default_route(kind: str, corporation: str = "") -> tuple[RouteStep, ...]:
    """What an institution of this kind does where it has not said otherwise."""
    if is_public_body(kind, corporation):
        return MUNICIPAL
    return {InstitutionKind.CLINIC: CLINIC, InstitutionKind.CARE_FACILITY: CARE_HOME}.get(
        InstitutionKind(kind), HOSPITAL
    )


def waiting_words(kind: str, corporation: str, name: str) -> str:
    """「町内決裁待ち」, as people call it there."""
    if not is_public_body(kind, corporation):
        return "院内決裁待ち"
    owner = (corporation or name).partition("（")[0]
    return next((f"{end}内決裁待ち" for end in ("町", "村") if owner.endswith(end)), "庁内決裁待ち")


def route_from(rows: Iterable[dict[str, Any]]) -> tuple[RouteStep, ...]:
    """Stored rows as steps. Raises ValueError with a Japanese sentence for a route nobody could walk."""
    steps = tuple(RouteStep(**row) for row in rows)
    if len(steps) > MOST_STEPS:
        raise ValueError(f"段は{MOST_STEPS}つまでにしてください。")
    labels = [step.label for step in steps]
    if any(not 0 < len(label.strip()) <= LONGEST_LABEL for label in labels):
        raise ValueError(f"どの段にも、{LONGEST_LABEL}字までの役職か会議の名前をご記入ください。例：院長")
    if len(set(labels)) != len(labels):
        raise ValueError("同じ名前の段があります。名前を分けてください。例：院長、院長（再確認）")
    if any(not 0 <= step.days <= MOST_DAYS for step in steps):
        raise ValueError(f"かかる日数は、0から{MOST_DAYS}までの営業日でご記入ください。例：5")
    return steps
