"""An address of a record that goes on under another number."""

from django.http import Http404


class MergedAway(Http404):
    """Asked for by the number of a record that was made one with another.

    Whoever may see the record that goes on is led there (`web.led_on`); everybody else sees no such page. kind: physician,
    institution or opening.
    """

    def __init__(self, number: str, goes_on: str, kind: str = "physician") -> None:
        super().__init__()
        self.number, self.goes_on, self.kind = number, goes_on, kind
