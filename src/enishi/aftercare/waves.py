"""The questions of the follow-up waves: instruments shipped as data, of the same kinds as those of surveys. Pure.

Read once from `instruments/*.toml`. Codes never change their meaning, so that waves, and both sides, can be laid beside one another.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from enishi.aftercare.enums import CheckKind
from enishi.common.instrument import Option, Question, instrument_of, problems
from enishi.common.workflow import Party
from enishi.visits.reflection_questions import Degree

FOLDER = Path(__file__).with_name("instruments")
ENGLISH = {Degree.YES: "Yes", Degree.RATHER: "Rather yes", Degree.HARDLY: "Rather no", Degree.NO: "No"}
DEGREES = tuple(Option(degree.value, degree.label, ENGLISH[degree]) for degree in Degree)


@dataclass(frozen=True, slots=True)
class Wave:
    """version: of the wording; it stands beside every answer."""

    version: int
    questions: tuple[Question, ...]

    @property
    def words(self) -> dict[str, str]:
        return {question.code: question.words for question in self.questions}


def wave_for(side: str, kind: str = "") -> Wave:
    """What one side is asked; kind: of the check-in, as after a leaving one is asked how it was."""
    stem = "physician" if side == Party.PHYSICIAN else "institution"
    return _read(f"{stem}_exit" if kind == CheckKind.EXIT else stem)


@lru_cache(maxsize=4)
def _read(name: str) -> Wave:
    """Raises ValueError for an instrument that could not be asked."""
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    questions = tuple(replace(question, options=DEGREES) for question in instrument_of(raw["questions"]))
    if found := problems(questions):
        raise ValueError(f"{name}: {[refusal.sentence for refusal in found]}")
    return Wave(raw["version"], questions)
