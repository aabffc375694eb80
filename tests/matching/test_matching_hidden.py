"""What a market tells an institution of physicians who hide from it: nothing, whichever kind of shield, whenever it changed."""

import pytest

from enishi.institutions.actions import change_family
from enishi.matching.insight import what_would_help
from enishi.physicians.actions import add_shield
from enishi.physicians.enums import ShieldKind
from enishi.physicians.models import Physician

MANY = 16


@pytest.fixture
def crowd(world):
    """Sixteen surgeons whom an opening for internists would win by one change."""

    def come(**whom):
        found = [
            world.physician(specialties=["内科"], days_min=3, prefectures=[], relocation="yes") for _ in range(MANY)
        ]
        for physician in found if whom else ():
            add_shield(physician=physician, by=world.ms_miura, **whom)
        return found

    return come


def bands(opening):
    found = what_would_help(opening)
    return None if found is None else (found.already, found.effects)


def test_bands_are_the_same_with_and_without_those_who_hide(world, crowd, night):
    """By area, by department and by a corporation that the institution joins only later."""
    near = world.opening(world.institution("せせらぎ病院", affiliations=["見本大学第二内科"]), days=2)
    far = world.opening(world.institution("みなみ病院", place="那覇市", corporation="南会"), days=2)
    night()
    alone = bands(near), bands(far)
    area, department = near.institution.municipality, "見本大学 第二内科"
    crowd(kind=ShieldKind.AREA, municipality=area)
    crowd(kind=ShieldKind.DEPARTMENT, name=department)
    night()
    assert bands(near) == alone[0]
    assert bands(far) != alone[1], "the others may count them"
    hidden = world.institution("青葉会 本院", corporation="青葉会")
    for physician in Physician.objects.all():
        add_shield(physician=physician, by=world.ms_miura, institution=hidden)
    night()
    assert bands(far) != alone[1]
    change_family(institution=far.institution, by=world.ms_miura, name="みなみ病院", corporation="青葉会")
    far.refresh_from_db()
    assert bands(far) == alone[1]
