"""承認の段取り by kind of institution, and what people there call the wait."""

import pytest

from enishi.institutions.approval_rules import (
    CARE_HOME,
    CLINIC,
    HOSPITAL,
    MOST_STEPS,
    MUNICIPAL,
    default_route,
    route_from,
    waiting_words,
)


@pytest.mark.parametrize(
    ("kind", "corporation", "route"),
    [
        ("hospital", "医療法人 灯台守会", HOSPITAL),
        ("clinic", "", CLINIC),
        ("care_facility", "社会福祉法人 実りの丘", CARE_HOME),
        ("hospital", "青浜町", MUNICIPAL),
        ("clinic", "雪国広域医療組合（見本）", MUNICIPAL),
        ("municipality", "", MUNICIPAL),
    ],
)
def test_who_decides_follows_from_the_kind_and_from_who_runs_it(kind, corporation, route):
    assert default_route(kind, corporation) == route


@pytest.mark.parametrize(
    ("kind", "corporation", "name", "words"),
    [
        ("clinic", "青浜町", "青浜町立診療所", "町内決裁待ち"),
        ("municipality", "", "白川村", "村内決裁待ち"),
        ("hospital", "久慈市", "市立病院", "庁内決裁待ち"),
        ("hospital", "医療法人 灯台守会", "灯台が丘記念病院", "院内決裁待ち"),
    ],
)
def test_the_wait_is_called_as_people_call_it_there(kind, corporation, name, words):
    assert waiting_words(kind, corporation, name) == words


def row(label, days=3):
    return {"label": label, "days": days}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([row(f"段{n}") for n in range(MOST_STEPS + 1)], "段は6つまで"),
        ([row(" ")], "名前をご記入"),
        ([row("院"), row("院")], "同じ名前"),
        ([row("院長", -1)], "営業日"),
    ],
)
def test_a_route_nobody_could_walk_is_refused_in_words(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        route_from(rows)


def test_no_steps_at_all_is_a_route_too():
    assert route_from([]) == ()
