"""The frozen records of a year: made once when the year is over, shown with their checksums, handed to who may take them."""

import hashlib
import io
import subprocess
import sys
import zipfile
from datetime import date

from enishi.audit.models import Entry
from enishi.research import yearly
from enishi.research.models import YearlyCut
from web.look.pages import words


def test_the_year_before_is_frozen_from_the_middle_of_january_and_once(world):
    assert yearly.freeze_last_year(date(2027, 1, 14)) is None and not YearlyCut.objects.exists()
    made = yearly.freeze_last_year(date(2027, 1, 15))
    assert made is not None and made.year == 2026
    assert yearly.freeze_last_year(date(2027, 1, 16)) is None and YearlyCut.objects.count() == 1


def test_the_page_shows_what_is_in_it_and_what_is_taken_is_what_was_frozen(world, tmp_path):
    made = yearly.freeze(2026)
    client = world.signed_in(world.researcher())
    assert made.digest in client.get("/research/cuts").content.decode()
    page = client.get("/research/cuts/2026").content.decode()
    text = words(page)
    assert "redraw.py" in text and "employments.parquet" in text and "to_class" in text and "sha256sum -c" in text
    assert "何のため" in client.get("/research/cuts/2026.zip").content.decode()
    assert not Entry.objects.filter(action="export:yearly_cut").exists()
    taken = client.post("/research/cuts/2026.zip", {"why": "research"})
    assert hashlib.sha256(taken.content).hexdigest() == made.digest
    assert Entry.objects.filter(action="export:yearly_cut").count() == 1
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        archive.extractall(tmp_path)
        for line in archive.read("SHA256SUMS").decode().splitlines():
            assert line.split("  ")[0] in page
    command = [sys.executable, "-I", "redraw.py", ".", "figures"]
    subprocess.run(command, check=True, env={}, cwd=tmp_path)
    assert (tmp_path / "figures" / "figures.csv").exists()


def test_a_supervisor_reads_the_codebook_but_takes_nothing_and_no_year_is_invented(world):
    yearly.freeze(2026)
    client = world.signed_in(world.supervisor())
    page = client.get("/research/cuts/2026").content.decode()
    assert "cut-2026" not in page and "2026.zip" not in page
    assert client.get("/research/cuts/2026.zip").status_code in (403, 404)
    researcher = world.signed_in(world.researcher())
    assert researcher.get("/research/cuts/1999").status_code == 404
    assert researcher.get("/research/cuts/1999.zip").status_code == 404
