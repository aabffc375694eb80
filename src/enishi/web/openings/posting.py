"""The opening for search engines: schema.org JobPosting, of facts that stand on the page and nothing else.

https://schema.org/JobPosting; what Google asks of it: title, description, datePosted, hiringOrganization, jobLocation,
validThrough, employmentType, baseSalary.
"""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from enishi.common.japanese.postcodes import display_postcode
from enishi.institutions.models import Institution
from enishi.openings.enums import Employment
from enishi.openings.models import Opening, OpeningVersion
from enishi.openings.rules import HIDDEN_AFTER_DAYS
from enishi.web.openings.facts import specialty_words
from enishi.web.openings.page import OpeningPage

EMPLOYMENT_TYPES = {Employment.FULL_TIME: "FULL_TIME", Employment.PART_TIME: "PART_TIME", Employment.SPOT: "TEMPORARY"}
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def job_posting(opening: Opening, page: OpeningPage) -> SafeString:
    """The JSON-LD, safe inside a script element. The opening was loaded `with_terms()` and is public."""
    return json_ld(posting_of(opening, page))


def json_ld(facts: dict[str, Any]) -> SafeString:
    """The facts as JSON, safe inside a script element."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # as django.utils.html.json_script does


def postal_address(institution: Institution) -> dict[str, Any]:
    """schema.org PostalAddress."""
    code = display_postcode(institution.postcode).lstrip("〒") if institution.postcode else ""
    return {
        "@type": "PostalAddress",
        "addressCountry": "JP",
        "addressRegion": institution.municipality.prefecture.name,
        "addressLocality": institution.municipality.name,
        "streetAddress": institution.address,
        **({"postalCode": code} if code else {}),
    }


def posting_of(opening: Opening, page: OpeningPage) -> dict[str, Any]:
    version, institution = opening.current, opening.institution
    employer = institution.corporation.name if institution.corporation else institution.name
    facts = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": f"医師（{specialty_words(version.specialties)}）",
        "description": _description(page),
        "identifier": {"@type": "PropertyValue", "name": "縁 Enishi", "value": opening.number},
        "url": f"{settings.BASE_URL}/openings/{opening.number}",
        "datePosted": (opening.received_on or timezone.localdate(opening.confirmed_at)).isoformat(),
        "validThrough": valid_through(opening).isoformat(),
        "employmentType": [EMPLOYMENT_TYPES[Employment(code)] for code in version.employment],
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": {
            "@type": "Place",
            "name": institution.name,
            "address": postal_address(institution),
        },
        "totalJobOpenings": version.headcount,
        "industry": "医療",
        "occupationalCategory": "医師",
        "directApply": False,
        "workHours": page.days,
    }
    if pay := _pay(version):
        facts["baseSalary"] = {"@type": "MonetaryAmount", "currency": "JPY", "value": pay}
    if version.starts_on:
        facts["jobStartDate"] = version.starts_on.isoformat()
    return facts


def valid_through(opening: Opening) -> datetime:
    """The last moment it is shown unless somebody confirms it again, or the end of its acceptance if that is sooner."""
    last = timezone.localdate(opening.confirmed_at) + timedelta(days=HIDDEN_AFTER_DAYS)
    if opening.valid_until:
        last = min(last, opening.valid_until)
    return timezone.make_aware(datetime.combine(last, time(23, 59, 59)))


def _description(page: OpeningPage) -> str:
    rows = [row for row in (*page.work, *page.conditions) if row.text]
    return "\n".join([page.title, *(f"{row.label}：{row.text}" for row in rows)])


def _pay(version: OpeningVersion) -> dict[str, Any]:
    low, high = version.annual_pay_min_yen, version.annual_pay_max_yen
    if low or high:
        ends = {"minValue": low, "maxValue": high}
        return {"@type": "QuantitativeValue", "unitText": "YEAR", **{k: v for k, v in ends.items() if v}}
    if version.daily_pay_yen:
        return {"@type": "QuantitativeValue", "unitText": "DAY", "value": version.daily_pay_yen}
    return {}
