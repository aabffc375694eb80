"""The four steps as somebody types them."""

import pytest

CONTACT = {"family_name": "北川", "given_name": "誠", "mail": "kitagawa@mail.example.jp", "phone": "090-1234-5678"}
ABOUT = {"specialty": "内科", "birth_date": "昭和33年4月5日", "present": "employed", "postcode": "100-0001"}
WISHES = {"employment": ["part_time"], "days": "few"}
PROMISE = {"employer": "中央病院", "delivery": "mail", "consent_placement": "on"}


@pytest.fixture
def steps() -> dict[int, dict]:
    """A copy to change: answers by the number of the step."""
    return {1: dict(CONTACT), 2: dict(ABOUT), 3: dict(WISHES), 4: dict(PROMISE)}


@pytest.fixture
def coordinator(world):
    return world.ms_miura
