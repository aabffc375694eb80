"""A program of ours loads what it uses: see docs/adr/0074-loaded-where-it-is-used.md."""

import os
import subprocess
import sys

LATER = (
    "enishi.openings.reading.reader", "enishi.openings.reading.edited",
    "enishi.physicians.hearing.draft", "docx", "icalendar", "numba", "openpyxl", "phonenumbers", "scipy.optimize", "scipy.spatial",
)  # fmt: skip
"""What takes long to load and belongs to one page, one file or one job."""
SAYS = f"""
import sys, django
django.setup()
from django.urls import get_resolver
assert get_resolver().url_patterns
print(*[name for name in {LATER!r} if name in sys.modules])
"""


def test_neither_models_nor_addresses_load_what_one_page_or_one_job_needs():
    env = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", SAYS], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
