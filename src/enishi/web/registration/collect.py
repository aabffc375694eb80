"""From the four checked forms to one `Registration`."""

from collections.abc import Mapping
from typing import Any

from enishi.accounts.roles import Role
from enishi.areas.lookups import municipality
from enishi.common.actor import Actor
from enishi.common.japanese.kana import guess_reading
from enishi.common.workflow import Channel, Party
from enishi.engine.specialties import find
from enishi.openings.models import Opening
from enishi.physicians.enums import Delivery, Relocation, Willingness, WishLevel
from enishi.physicians.registration import Registration
from enishi.web.components.forms import EnishiForm
from enishi.web.registration.person_forms import SelfForm
from enishi.web.registration.promise_form import PromiseForm
from enishi.web.registration.wishes_form import DAYS_A_WEEK, TALK

VISITOR = Actor(None, Party.PHYSICIAN, Role.PHYSICIAN.value)
"""A physician who registers: nobody we know yet."""


def registration_of(
    forms: Mapping[int, EnishiForm], *, campaign_code: str = "", came_for: Opening | None = None
) -> Registration:
    """Everything of the four valid forms, typed by the physician or at the desk."""
    contact, wishes = forms[1].cleaned_data, forms[3].cleaned_data
    about, promise = forms[2], forms[4]
    assert isinstance(about, SelfForm)
    assert isinstance(promise, PromiseForm)
    own, agreed = about.cleaned_data, promise.cleaned_data
    place = about.place
    return Registration(
        identity={
            **identity_of(contact),
            "birth_date": own["birth_date"].isoformat(),
            "postcode": own["postcode"],
            "address": own["address"] or (place.text if place else ""),
            "employer": agreed["employer"],
        },
        wishes={
            **wishes_of(wishes),
            **specialties_of(own, note=wishes["note"]),
            "municipality": municipality(place.municipality_code) if place else None,
        },
        present=own["present"],
        consents=promise.consents,
        delivery=Delivery(agreed["delivery"]),
        promise=promise_of(agreed, has_mail=bool(contact["mail"])),
        employer_corporation=agreed["employer_corporation"],
        shield_names=tuple(agreed["shield"]),
        campaign_code=campaign_code,
        heard_of=agreed["heard_of"],
        came_for=came_for,
    )


def registration_for_call(
    contact: EnishiForm, call: EnishiForm, *, campaign_code: str, came_for: Opening | None
) -> Registration:
    """Name and contact only (「続きはお電話で」): the desk calls when it suits, and asks the rest."""
    given = contact.cleaned_data
    return Registration(
        identity=identity_of(given),
        wishes={},
        present="",
        consents=frozenset(),
        delivery=None,
        promise={"channel": Channel.PHONE, "days": call.cleaned_data["days"], "hours": call.cleaned_data["hours"]},
        campaign_code=campaign_code,
        came_for=came_for,
        call_only=True,
    )


def identity_of(contact: Mapping[str, Any]) -> dict[str, str]:
    """The fields of step 1; readings left empty are guessed, and shown for correction before they are stored."""
    fields = {name: contact[name] for name in ("family_name", "given_name", "mail", "phone")}
    return fields | readings(contact)


def readings(contact: Mapping[str, Any]) -> dict[str, str]:
    return {
        f"{part}_kana": contact[f"{part}_kana"] or guess_reading(contact[f"{part}_name"])
        for part in ("family", "given")
    }


def wishes_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of the wish sheet. What was not marked as to be avoided is open, and settled in the interview."""
    avoid = set(given["avoid"])
    low, high = DAYS_A_WEEK.get(given["days"], (1, 5))
    return {
        "employment": [way for way in given["employment"] if way != TALK],
        "days_min": low,
        "days_max": high,
        "prefectures": given["prefectures"],
        "available_from": given["available_from"],
        "night_duty": Willingness.NO if "night_duty" in avoid else Willingness.NEGOTIABLE,
        "on_call": Willingness.NO if "on_call" in avoid else Willingness.NEGOTIABLE,
        "relocation": Relocation.NO if "relocation" in avoid else Relocation.WEEKLY,
        "wishes": {"no_weekend": WishLevel.MUST.value} if "weekend" in avoid else {},
        "note": given["note"],
    }


def specialties_of(own: Mapping[str, Any], *, note: str) -> dict[str, Any]:
    """Specialties of the tree, the main one first; other words go to the coordinator with the note, nothing is lost."""
    known = [word for word in own["detail"] if find(word) is not None]
    others = "、".join(word for word in own["detail"] if word not in known)
    words = f"くわしいご専門：{others}" if others else ""
    return {
        "specialties": list(dict.fromkeys([own["specialty"], *known])),
        "note": "\n".join(filter(None, (note, words))),
    }


def promise_of(given: Mapping[str, Any], *, has_mail: bool) -> dict[str, Any]:
    return {
        "channel": given["channel"] or (Channel.MAIL if has_mail else Channel.PHONE),
        "days": given["days"],
        "hours": given["hours"],
        "per_week": int(given["per_week"] or 1),
    }
