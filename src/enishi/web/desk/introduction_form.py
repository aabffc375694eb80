"""What the institution will read with the anonymous outline, sentence by sentence."""

from typing import Any

from django import forms

from enishi.candidacies.introduction import Page
from enishi.web.desk.seen import SeenForm


class IntroductionForm(SeenForm):
    """Every sentence in a box of its own: change it, or empty it to leave it out. One empty box each to add."""

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, shown=[page.reasons, page.questions, page.smallest_change], **kwargs)
        self.page = page
        for name, label, rows in (
            ("reason", "医療機関に合う点", page.reasons),
            ("question", "お会いになる前に", page.questions),
        ):
            for n, row in enumerate([*rows, {}]):
                words = f"{label} {n + 1}" if row else f"{label}（書き加える）"
                self.fields[f"{name}_{n}"] = _box(words, row.get("text", ""))
        self.fields["smallest_change"] = _box("あと一つ変えられるとよい点", page.smallest_change)

    def rows(self, name: str) -> list[str]:
        """Of a valid form: the sentences that stand, in their order."""
        return [text for key, text in self.cleaned_data.items() if key.startswith(f"{name}_") and text.strip()]


def _box(label: str, text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=text,
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"{label}は600字までご入力いただけます。"},
    )
