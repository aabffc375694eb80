"""The index of maldistribution: figures with edition, source and caveat."""

import re

from enishi.areas.models import AreaEdition, MedicalArea
from web.look.pages import words


def page_of(world, **query):
    response = world.signed_in(world.researcher()).get("/research", query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_areas_with_the_fewest_physicians_come_first_with_source_and_caveat(world):
    html = page_of(world)
    edition = AreaEdition.objects.get()
    text = words(html)
    assert edition.source in text and edition.caveat in text
    shown = [float(x) for x in re.findall(r'data-label="指標">([\d.]+)<', html)]
    assert len(shown) == 20 and shown == sorted(shown)
    assert shown[0] == float(MedicalArea.objects.order_by("index")[0].index)


def test_a_prefecture_narrows_the_table_and_brings_its_own_figure(world):
    text = words(page_of(world, prefecture="03"))
    assert "岩手県全体の指標は" in text
    names = MedicalArea.objects.filter(prefecture_id="03").values_list("name", flat=True)
    assert all(name in text for name in names)
    assert "県の値は、圏域の値の平均ではありません" in text


def test_an_unknown_prefecture_or_page_shows_an_answer_and_never_breaks(world):
    client = world.signed_in(world.researcher())
    for query in ({"prefecture": "99"}, {"prefecture": "'; --"}, {"page": "x"}, {"page": "9999"}):
        assert client.get("/research", query).status_code == 200


def test_the_counts_of_the_classes_add_up_to_all_areas(world):
    text = words(page_of(world)).replace(" ", "")
    counts = [int(n) for n in re.findall(r"(\d+)圏域", text)]
    assert sum(counts) == MedicalArea.objects.count() > 300
