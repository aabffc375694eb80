"""Patterns are compiled when they are first needed, once, and say the same as those of the standard library."""

import re
import subprocess
import sys

import pytest

from enishi.openings.reading import patterns
from enishi.openings.reading.patterns import lazy


def test_a_lazy_pattern_finds_what_a_compiled_one_finds_and_can_stand_inside_another() -> None:
    words, text = r"(?P<n>\d+)名", "常勤2名、非常勤10名"
    late, soon = lazy(words), re.compile(words)
    assert late.pattern == soon.pattern and lazy(rf"常勤{late.pattern}").search(text)["n"] == "2"  # type: ignore[index]
    for method in ("search", "match", "fullmatch"):
        assert (getattr(late, method)(text) is None) == (getattr(soon, method)(text) is None)
    assert late.findall(text) == soon.findall(text) == ["2", "10"]
    assert late.sub("N", text) == soon.sub("N", text) and late.split(text) == soon.split(text)
    assert [m.span() for m in late.finditer(text, 5)] == [m.span() for m in soon.finditer(text, 5)]


def test_a_wrong_pattern_is_refused_when_it_is_used_and_a_method_that_no_pattern_has_always() -> None:
    wrong = lazy("(")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        _ = wrong.replace  # type: ignore[attr-defined]


def test_a_pattern_written_where_it_is_used_is_compiled_once() -> None:
    assert patterns.made(r"募集\d") is patterns.made(r"募集\d")
    assert patterns.search(r"募集\d", "募集1") and not patterns.fullmatch(r"募集\d", "募集12")


def test_to_import_the_reader_compiles_few_of_its_patterns() -> None:
    counted = (
        "import re._compiler as c; made = []; whole = c.compile\n"
        "c.compile = lambda words, flags=0: (made.append(words), whole(words, flags))[1]\n"
        "import enishi.openings.reading.fields.pay, enishi.openings.reading.fields.duty as d, enishi.openings.reading.labels\n"
        "print(d.NIGHT.pattern in made, d.NIGHT.search('当直') is not None, d.NIGHT.pattern in made)"
    )
    told = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True, check=True).stdout.split()
    assert told == ["False", "True", "True"]
