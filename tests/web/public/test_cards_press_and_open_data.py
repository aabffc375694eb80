"""Pictures beside links, what is for the press, and figures to take away."""

import csv
import io
import json
import zipfile

import pyarrow.parquet as pq
import pytest
from PIL import Image

from enishi.common.clock import today
from enishi.outreach.cards import CardWords, draw, fitted, mark_of
from enishi.research.figures import last_whole_month, make_edition
from factories.seminars import seminar_in
from factories.stories import story_in
from web.institution.clinic import text_of


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CARDS_FOLDER = tmp_path


def test_a_card_is_a_picture_of_the_size_that_is_asked_for_and_the_same_words_are_the_same_bytes():
    words = CardWords("お知らせ", "髙﨑𠮷太郎 <b>先生</b>", "2026年", "見本", sample=True)
    first = draw(words)
    assert Image.open(io.BytesIO(first)).size == (1200, 630) and len(first) < 200_000
    assert draw(words) == first
    assert mark_of(words) != mark_of(CardWords("お知らせ", "別の題", "2026年", "見本", sample=True))


@pytest.mark.parametrize("title", ["短い題", "働き方のお話" * 20, "A" * 300, "", "、" * 90])
def test_every_title_fits(title):
    size, lines = fitted(title)
    assert len(lines) <= 4 and size >= 48


def test_cards_of_public_pages_are_drawn_once_and_those_of_hidden_ones_never(world, client, tmp_path):
    story, draft = story_in(world), story_in(world, "draft")
    seminar, news = seminar_in(world), world.news()
    page = client.get(f"/stories/{story.number.lower()}").content.decode()
    assert f"/cards/story/{story.number.lower()}.png" in page and "og:image" in page
    for path in ("site", f"story/{story.number.lower()}", f"event/{seminar.number}", f"news/{news.number}"):
        answer = client.get(f"/cards/{path}.png")
        assert answer["Content-Type"] == "image/png", path
    assert len(list(tmp_path.rglob("*.png"))) == 4
    assert (
        client.get("/cards/site.png", headers={"If-None-Match": client.get("/cards/site.png")["ETag"]}).status_code
        == 304
    )
    for path in (f"story/{draft.number.lower()}", "story/relay", "nothing/x", "newsletter/L-2026-0001"):
        assert client.get(f"/cards/{path}.png").status_code == 404, path


def test_the_press_takes_everything_at_once(client):
    assert "報道の方へ" in text_of(client.get("/press"))
    archive = zipfile.ZipFile(io.BytesIO(client.get("/press/press.zip").content))
    assert set(archive.namelist()) == {"logo.svg", "logo.png", "card.png", "facts.txt"}
    assert "03-0000-0000" in archive.read("facts.txt").decode("utf-8-sig")
    assert archive.read("logo.svg").startswith(b"<svg") or b"<svg" in archive.read("logo.svg")[:200]
    assert client.get("/press/../settings.py").status_code == 404 and client.get("/press/other.txt").status_code == 404


def test_open_data_are_the_kept_figures_with_a_licence_and_no_small_cell(world, client):
    assert "まだありません" in text_of(client.get("/opendata"))
    world.physician()
    edition = make_edition(last_whole_month(today()))
    text = client.get("/opendata/figures.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows and {row["until"] for row in rows} == {edition.until.isoformat()}
    assert all(
        row["hidden"] == "1" or row["unit"] in ("通", "件", "回") or int(row["value"]) >= 5 or row["value"] == "0"
        for row in rows
    )
    told = json.loads(client.get("/opendata/figures.json").content)
    assert told["licence"].endswith("/by/4.0/") and len(told["rows"]) == len(rows)
    assert client.get("/opendata/figures.json")["Access-Control-Allow-Origin"] == "*"
    catalog = json.loads(client.get("/opendata/catalog.jsonld").content)
    assert catalog["@type"] == "dcat:Catalog"
    assert len(catalog["dcat:dataset"][0]["dcat:distribution"]) == 3
    table = pq.read_table(io.BytesIO(client.get("/opendata/figures.parquet").content))
    assert table.num_rows == len(rows) and b"licence" in table.schema.metadata
    assert table.column("value").null_count == sum(row["hidden"] == "1" for row in rows)
    assert client.get("/opendata/nothing.csv").status_code == 404 == client.get("/opendata/figures.xlsx").status_code
    assert edition.until.isoformat() in json.dumps(catalog) and "までの数を加えました" in text_of(
        client.get("/opendata")
    )
