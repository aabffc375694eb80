"""/research/tables: pages, CSV, JSON, noise and the public log of questions."""

from decimal import Decimal

import pytest

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.research.editions import digest_of, made
from enishi.research.models import NoisyAnswer, ResearchEdition
from research.made_records import employment, person, records
from web.look.pages import words


@pytest.fixture
def edition(world):
    people = [
        person(n, region="tohoku" if n < 12 else "kanto", age="60〜69歳" if n % 2 else "50〜59歳") for n in range(24)
    ]
    tables = made(records(people, [employment(n) for n in range(8)]))
    return ResearchEdition.objects.create(until=today(), tables=tables, digest=digest_of(tables))


def test_a_table_names_its_edition_and_hides_small_cells(world, edition):
    client = world.signed_in(world.researcher())
    text = words(client.get("/research/tables/people?by=region").content.decode())
    assert edition.snapshot in text and "東北12人" in text.replace(" ", "") and "北海道非公表" in text.replace(" ", "")
    grid = words(client.get("/research/tables/people?by=age&by=region").content.decode())
    assert "お住まいの地方と年代" in grid and "6人" in grid


def test_programs_get_the_same_numbers_and_may_name_the_edition(world, edition):
    client = world.signed_in(world.researcher())
    found = client.get("/research/tables/people.json?by=region,age").json()
    assert found["snapshot"] == edition.snapshot and found["sha256"] == edition.digest
    row = next(r for r in found["rows"] if (r["region"], r["age"]) == ("tohoku", "60〜69歳"))
    assert row["count"] == 6 and row["labels"] == ["東北", "60〜69歳"] and not row["hidden"]
    assert any(r["count"] is None and r["hidden"] for r in found["rows"])
    again = client.get(f"/research/tables/people.json?by=age,region&snapshot={edition.snapshot}").json()
    assert again == found
    assert client.get("/research/tables/people.json?snapshot=2020-01-00000000").status_code == 404
    lines = client.get("/research/tables/people.csv?by=region").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "snapshot,region,region_label,count,hidden"
    assert f"{edition.snapshot},tohoku,東北,12,0" in lines and f"{edition.snapshot},hokkaido,北海道,,1" in lines


@pytest.mark.parametrize(
    ("query", "said"),
    [("by=name", "「name」という分け方はありません"), ("by=year,region", "組み合わせられません"), ("by=region,age,stage", "2つまで")],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_reason(world, edition, query, said):
    client = world.signed_in(world.researcher())
    answer = client.get(f"/research/tables/people.json?{query}")
    assert answer.status_code == 400 and said in answer.json()["error"]
    page = client.get(f"/research/tables/people?{query}")
    assert page.status_code == 400 and said in page.content.decode() and "＊" in page.content.decode()
    assert client.get("/research/tables/nothing").status_code == 404
    assert not Entry.objects.filter(action="export:research_table").exists()


def test_everybody_reads_what_was_asked_and_nobody_who_asked(world, edition):
    asker = world.researcher()
    client = world.signed_in(asker)
    client.get("/research/tables/people.csv?by=region")
    client.post("/research/tables/people/noise", {"by": ["region", "age", "stage"], "epsilon": "0.5"})
    text = words(world.signed_in(world.ms_miura).get("/opendata/questions").content.decode())
    assert "お住まいの地方CSV" in text.replace(" ", "") and "ゆらぎを加えた表（枠を0.5）" in text
    assert edition.snapshot in text and "0.50を使いました" in text.replace(" ", "")
    assert world.user(asker).email not in text


def test_noise_is_asked_by_a_button_read_by_an_address_and_refused_beyond_the_budget(world, edition):
    client = world.signed_in(world.researcher())
    asked = {"by": ["region", "age"], "epsilon": "1"}
    there = client.post("/research/tables/people/noise", asked)
    one = NoisyAnswer.objects.get()
    assert there["Location"] == f"/research/tables/answers/{one.pk}" and one.epsilon == Decimal(1)
    assert client.post("/research/tables/people/noise", asked)["Location"] == there["Location"]
    page = words(client.get(there["Location"]).content.decode())
    assert "ずれは" in page and "この答えは変わりません" in page
    assert client.get(f"{there['Location']}.csv").content.decode("utf-8-sig").startswith("snapshot,region,age")
    refused = client.post("/research/tables/people/noise", {"by": ["region"], "epsilon": "x"}, follow=True)
    assert "細かさは、表示された中から" in refused.content.decode()
    assert client.get("/research/tables/people/noise").status_code == 405


def test_before_the_first_edition_nothing_is_answered(world):
    client = world.signed_in(world.researcher())
    assert "月が変わった夜" in client.get("/research/tables/people").content.decode()
    assert client.get("/research/tables/people.json").status_code == 404
    assert client.post("/research/tables/people/noise", {"by": "region", "epsilon": "1"}).status_code == 404
    assert client.get("/research/tables").status_code == client.get("/research/tables/guide").status_code == 200
