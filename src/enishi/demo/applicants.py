"""Two hundred physicians who do not exist, of every age, wish and place."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.demo import words
from enishi.demo.almanac import Almanac, Story
from enishi.demo.people import pinned
from enishi.physicians import actions
from enishi.physicians.enums import ConsentKind, Delivery
from enishi.physicians.models import Physician
from enishi.physicians.registration import Registration, register_physician

COUNT = 200
HERSELF = Actor(None, Party.PHYSICIAN, Role.PHYSICIAN.value, name="ご本人")


@dataclass(slots=True)
class Applicant:
    """A physician as planned, and as made: `physician` stands once the almanac has played."""

    registration: Registration
    registered: int
    ends: str = "active"
    by_phone: bool = False
    pinned: bool = False
    licence: bool = True
    made: list[Physician] = field(default_factory=list)

    @property
    def physician(self) -> Physician:
        return self.made[0]


def plan_applicants(rng: random.Random) -> list[Applicant]:
    """The pinned physician first, then the others; forty came more than 500 days ago."""
    towns = _towns()
    names = _names(rng)
    applicants = [_pinned()]
    for number in range(1, COUNT):
        registered = rng.randrange(505, 540) if number % 5 == 0 else rng.randrange(30, 330)
        applicant = Applicant(_registration(number, next(names), towns, rng), registered)
        applicant.by_phone = not applicant.registration.identity["mail"]
        applicants.append(_less_usual(applicant, number, rng))
    return applicants


def _less_usual(applicant: Applicant, number: int, rng: random.Random) -> Applicant:
    """Of twenty physicians one has just registered, two are in interviews, one rests, two have left, one of them at once."""
    match number % 20:
        case 4:
            applicant.ends, applicant.registered = "registered", rng.choice((0, 0, 1, 1, 2, 4))
        case 8 | 9:
            applicant.ends, applicant.registered = "interviewing", rng.randrange(2, 15)
        case 12:
            applicant.ends = "paused"
        case 13:
            applicant.ends = "withdrawn"
        case 17:
            applicant.ends = "closed"
        case 18:
            applicant.licence = False
    return applicant


def register_all(applicants: list[Applicant], almanac: Almanac, desk: list[Actor]) -> None:
    """Tell every registration; the desk's coordinators act in turn."""
    for number, applicant in enumerate(applicants):
        almanac.tell(_history(applicant, desk[number % len(desk)]))


def _history(applicant: Applicant, desk: Actor) -> Story:
    yield applicant.registered
    by = desk.by(Channel.PHONE) if applicant.by_phone else HERSELF
    physician = register_physician(registration=applicant.registration, by=by)
    applicant.made.append(physician)
    physician.coordinator = User.objects.get(pk=desk.user_id)  # the supervisor shares the work out evenly
    physician.save(update_fields=["coordinator"])
    if applicant.ends == "registered":
        return
    if applicant.ends == "withdrawn":
        yield max(applicant.registered - 4, 1)
        actions.MACHINE.perform(physician, "P6", by=desk)
        return
    yield max(applicant.registered - 1, 0)
    actions.begin_interview(physician=physician, by=desk)
    if applicant.ends == "interviewing":
        return
    yield max(applicant.registered - 6, 0)
    if applicant.licence:
        actions.verify_licence(physician=physician, by=desk, on=today())
    actions.accept_physician(physician=physician, by=desk)
    if applicant.ends in ("paused", "closed"):
        yield max(applicant.registered // 3, 1)
        actions.MACHINE.perform(physician, "P4" if applicant.ends == "paused" else "P6", by=desk)


def _towns() -> dict[str, list[Municipality]]:
    towns: dict[str, list[Municipality]] = {}
    for town in Municipality.objects.cities_as_spoken().select_related("prefecture"):
        towns.setdefault(town.prefecture_id, []).append(town)
    return towns


def _names(rng: random.Random) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    men = [(f, g, "男") for f in words.FAMILY for g in words.GIVEN_MEN]
    women = [(f, g, "女") for f in words.FAMILY for g in words.GIVEN_WOMEN]
    yield from rng.sample([*men, *women], COUNT)


def _registration(
    number: int, name: tuple[Any, ...], towns: dict[str, list[Municipality]], rng: random.Random
) -> Registration:
    (family, family_kana), (given, given_kana), sex = name
    home = rng.choice(towns[f"{rng.randrange(1, 48):02d}"])
    age = min(max(int(rng.triangular(35, 83, 63)), 35), 82)
    born = today() - timedelta(days=age * 365 + rng.randrange(20, 360))
    with_mail = number % 9 != 5
    identity = {
        "family_name": family, "given_name": given, "family_kana": family_kana, "given_kana": given_kana, "sex": sex,
        "birth_date": born.isoformat(),
        "mail": f"p{number:03d}@mail.example.jp" if with_mail else "",
        "phone": f"0900000{number:04d}",
        "address": f"{home.prefecture.name}{home.name}見本町{number}-2",
        "employer": rng.choice(words.EMPLOYERS) if age < 70 else "",
        "career": rng.choice(words.CAREERS),
    }  # fmt: skip
    return Registration(
        identity=identity,
        wishes=_wishes(home, age, rng),
        present="employed" if age < 66 else rng.choice(("retired", "owner", "employed")),
        consents=frozenset({ConsentKind.PLACEMENT, *(k for k in OPTIONAL if rng.random() < 0.5)}),
        delivery=Delivery.MAIL if with_mail else Delivery.PAPER,
        promise={
            "channel": "mail" if with_mail else "paper" if number % 2 else "phone",
            "hours": rng.choice((["am"], ["pm"], [])),
        },
        shield_names=("灯台守会",) if number % 40 == 7 else (),
        campaign_code=_campaign(number),
        heard_of=_heard(number, _campaign(number)),
    )


OPTIONAL = (ConsentKind.ANONYMOUS, ConsentKind.RESEARCH, ConsentKind.NEWS)


def _campaign(number: int) -> str:
    """Most came by a society's link."""
    return _LINKS[number * 7 % 23 % len(_LINKS)]


_LINKS = ("jams_1", "jams_1", "jams_1", "kokoro_25a", "kokoro_25a", "jams_2", "soshin_1", "minato_1", "")
_HEARD = {
    "jams_1": "journal", "kokoro_25a": "mail", "jams_2": "meeting", "soshin_1": "web", "minato_1": "post", "": "person"
}  # fmt: skip


def _heard(number: int, code: str) -> str:
    """Most say what the link says too; some say nothing, some something else."""
    return "" if number % 6 == 1 else "person" if number % 7 == 2 else _HEARD[code]


def _wishes(home: Municipality, age: int, rng: random.Random) -> dict[str, Any]:
    region = _neighbours(home.prefecture_id)
    full = age < 66 and rng.random() < 0.45
    relocation = rng.choice(("no", "weekly", "weekly", "weekly", "yes", "yes"))
    days = (4, 5) if full else rng.choice(((1, 2), (1, 3), (2, 3), (2, 4)))
    wants = rng.sample(words.WANTS, rng.randrange(2, 5))
    return {
        "specialties": rng.choice(words.SPECIALTIES),
        "municipality": home,
        "prefectures": region if relocation != "yes" else [],
        "max_commute_min": rng.choice((45, 60, 90)) if relocation == "no" else None,
        "relocation": relocation,
        "employment": ["full_time"]
        if full
        else rng.choice((["part_time"], ["part_time", "spot"], ["part_time", "full_time"])),
        "days_min": days[0],
        "days_max": days[1],
        "night_duty": rng.choice(("no", "negotiable", "negotiable"))
        if age > 55
        else rng.choice(("no", "negotiable", "yes")),
        "on_call": rng.choice(("no", "negotiable", "negotiable")),
        "min_daily_pay_yen": None if full else rng.choice((None, None, 70_000)),
        "min_annual_pay_yen": rng.choice((None, 10_000_000, 12_000_000)) if full else None,
        "wishes": {w: "must" if i == 0 and rng.random() < 0.04 else "want" for i, w in enumerate(wants)},
        "available_from": (today() + timedelta(days=rng.randrange(30, 240))).replace(day=1),
        "weekly_hours_committed": 0 if full else rng.choice((0, 0, 8, 16)),
        "note": rng.choice(words.NOTES),
    }


def _neighbours(code: str) -> list[str]:
    """The prefecture and those numbered beside it: near enough for a wish."""
    number = int(code)
    return [f"{n:02d}" for n in range(max(1, number - 4), min(47, number + 4) + 1)]


def _pinned() -> Applicant:
    """高瀬先生: 67, physician of internal medicine in 盛岡, three days a week, keeps Friday afternoon free."""
    home = Municipality.objects.get(prefecture_id="03", name="盛岡市")
    person = pinned("physician")
    family, given = person.name.split()
    born = date(today().year - 67, 5, 12)
    registration = Registration(
        identity={
            "family_name": family, "given_name": given, "family_kana": "たかせ", "given_kana": "まさかず", "sex": "男",
            "birth_date": born.isoformat(), "mail": person.email, "phone": "09000000000", "postcode": "020-0000",
            "address": "岩手県盛岡市見本町1-1", "employer": "北十字総合病院", "career": words.CAREERS[0],
        },
        wishes={
            "specialties": ["内科", "総合診療"], "municipality": home, "prefectures": ["01", "02", "03", "04", "05", "06"],
            "relocation": "weekly", "employment": ["part_time", "full_time"], "days_min": 1, "days_max": 4,
            "night_duty": "no", "on_call": "negotiable", "min_daily_pay_yen": 80_000,
            "wishes": {"home_visits": "want", "travel_paid": "want", "mentoring": "want", "outpatient": "want"},
            "available_from": (today() + timedelta(days=120)).replace(day=1),
            "note": words.NOTES[0],
        },
        present="employed",
        consents=frozenset(ConsentKind),
        delivery=Delivery.MAIL,
        promise={"channel": "mail", "days": ["tue", "thu"], "hours": ["pm"]},
        shield_names=("明星が原医療センター",),
        campaign_code="jams_1",
    )  # fmt: skip
    return Applicant(registration, registered=120, pinned=True)
