"""Part of `./dev check --full`: every page of the tour before the Nu HTML checker. Not collected by `./dev test`."""

import json
import subprocess
from collections import defaultdict

from quality.fetched import nu


def test_every_page_is_html_as_the_standard_has_it(tour, tmp_path):
    pages = list({page.html: page for page in tour.pages}.values())
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page.html, encoding="utf-8")
    judged = subprocess.run(nu(tmp_path), capture_output=True, check=False)
    messages = json.loads(judged.stderr)["messages"]
    found, advice = defaultdict(list), defaultdict(list)
    for message in messages:
        page = pages[int(message["url"].rpartition("/")[2].removesuffix(".html"))]
        text = f"{message.get('subType', message['type'])}: {message['message']} | {message.get('extract', '').strip()}"
        (found if message["type"] == "error" else advice)[text].append(page.line)
    print(f"{len(pages)} pages before the Nu checker")
    for text, lines in advice.items():
        print(f"{text}\n    {len(lines)} pages, such as {lines[0]}")
    assert not found, "\n".join(f"{text}\n    {len(lines)} pages, such as {lines[0]}" for text, lines in found.items())
