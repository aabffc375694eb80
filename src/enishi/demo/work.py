"""The pinned physician's scope sheet, working week, retirement plan and preparations, and what the pinned institution's openings ask for."""

from datetime import date

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.law.beginning import Facts, Living, Trait
from enishi.law.liability_cover import Own
from enishi.law.week_rows import Kind, Row
from enishi.openings.models import Opening
from enishi.openings.scope import save_needs
from enishi.physicians import preparation
from enishi.physicians.hours import keep_week
from enishi.physicians.models import Physician
from enishi.physicians.preparation import Noted, note_beginning
from enishi.physicians.retirement import set_last_day, tick
from enishi.physicians.scope import save_scope

MARKS = {
    "chronic": {"hypertension": "can", "diabetes": "can", "insulin": "can", "asthma": "can", "heart_failure": "can",
                "anticoagulant": "can", "thyroid": "can", "dementia": "learn"},
    "acute": {"cold": "can", "abdominal_pain": "can", "dizziness": "can", "pneumonia": "can", "skin": "learn",
              "back_pain": "learn", "eye_ear": "not", "mood": "can"},
    "tests": {"abdominal_echo": "can", "heart_echo": "can", "chest_xray": "can", "gastroscopy": "learn",
              "colonoscopy": "not", "ecg": "can"},
    "wounds": {"suture": "learn", "fracture": "not", "abscess": "learn", "minor_surgery": "not"},
    "home": {"home_visits": "can", "house_call": "learn", "end_of_life": "can", "pain_relief": "learn",
             "facility_rounds": "can", "care_opinion": "can"},
}  # fmt: skip
NEEDS = {
    "chronic": ({"hypertension": "must", "diabetes": "must", "insulin": "plus", "heart_failure": "must", "dementia": "must"},
                ("dementia",), "月2回来る脳神経内科の医師"),
    "acute": ({"cold": "must", "abdominal_pain": "must", "pneumonia": "must", "skin": "plus", "eye_ear": "none"}, (), ""),
    "wounds": ({"suture": "must", "abscess": "plus", "fracture": "none", "minor_surgery": "none"},
               ("suture", "abscess"), "外科の常勤医"),
    "home": ({"home_visits": "must", "end_of_life": "must", "pain_relief": "must", "house_call": "none",
              "care_opinion": "must", "death_certificate": "must"}, ("pain_relief",), "在宅看護の認定看護師と院長"),
    "children": ({"child_cold": "plus", "adult_vaccine": "must"}, (), ""),
    "emergency": ({"night_adult": "none", "ambulance": "none", "resuscitation": "must"}, ("resuscitation",), "院長"),
}  # fmt: skip
WEEK = (
    *(Row("本院", Kind.WORK, day, 8 * 60 + 30, 17 * 60 + 30, 60) for day in (0, 1, 3)),
    Row("本院", Kind.WORK, 4, 8 * 60 + 30, 12 * 60 + 30),
    Row("本院", Kind.PERMITTED, 3, 17 * 60 + 30, 32 * 60 + 30, 0, 2),
    Row("健診センター", Kind.WORK, 2, 9 * 60, 12 * 60),
    Row("健診センター", Kind.TRAVEL, 2, 8 * 60, 9 * 60),
)


def fill_in(physician: Physician, opening: Opening, staff: Actor) -> None:
    """What the pinned people wrote. staff: of the institution whose opening it is."""
    assert physician.user_id is not None
    himself = actor_of(Membership.objects.select_related("user").get(user_id=physician.user_id))
    for group, marks in MARKS.items():
        save_scope(physician=physician, by=himself, group=group, marks=marks)
    for group, (needs, backed, backer) in NEEDS.items():
        save_needs(opening=opening, by=staff, group=group, needs=needs, backed=backed, backer=backer)
    keep_week(physician=physician, rows=WEEK)
    set_last_day(physician=physician, last_day=date(today().year + 2, 3, 31))
    for code in ("talk_family", "talk_us"):
        tick(physician=physician, code=code, done=True)
    facts = Facts(
        starts_on=date(today().year + 2, 4, 10),
        living=Living.PART,
        traits=frozenset({Trait.CAR, Trait.SNOW, Trait.OTHER_JOBS}),
        leaves_on=date(today().year + 2, 3, 31),
    )
    note_beginning(physician=physician, noted=Noted(facts, Own.NONE))
    preparation.tick(physician=physician, code="originals", done=True)
