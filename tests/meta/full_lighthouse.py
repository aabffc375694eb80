"""Part of `./dev check --full`: Lighthouse's accessibility score of the public and the physician's pages must be 100.

Not collected by `./dev test`; what Lighthouse judges by is axe, which judges every page there.
"""

import json
import os
import subprocess

from enishi.accounts.roles import Role
from journeys.browser import browser
from meta.addresses import VISITOR
from meta.exhibition import of_every_shape, on_show
from quality.fetched import lighthouse


def test_the_public_and_the_physicians_pages_score_a_hundred(tour):
    ours = [page for page in tour.pages if page.role in (VISITOR, Role.PHYSICIAN) and page.status == 200]
    pages = of_every_shape(ours)
    command, environment = lighthouse(), os.environ | {"CHROME_PATH": browser() or ""}
    with on_show(pages) as addresses:
        done = subprocess.run(
            command, input="\n".join(addresses), env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr[-3000:]
    judged = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(judged) == len(pages)
    below = []
    for page, found in zip(pages, judged, strict=True):
        print(f"{found['score'] * 100:3.0f} {page.role} {page.method} {page.path}")
        if found["score"] < 1:
            below.append(f"{page.line}: {found['score'] * 100:.0f} {found['failed']}")
    assert not below, "\n".join(below)
