"""The one error every parser of this package raises."""

from datetime import date


class InputProblem(ValueError):
    """What a person typed cannot be read; carries a sentence for that person.

    sentence: polite Japanese without the leading ＊, which the form layer adds. It already contains the example.
    example: one input that would have been accepted, for the form layer to show apart; may be empty.
    candidates: dates the person may have meant, most likely first; may be empty.
    """

    def __init__(self, sentence: str, *, example: str = "", candidates: tuple[date, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.example = example
        self.candidates = candidates
