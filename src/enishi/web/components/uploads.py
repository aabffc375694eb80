"""Files that people send in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from enishi.common.uploads import CleanFile, UploadProblem, clean_file


class PaperImageField(forms.FileField):
    """The scan or photograph of a paper; cleaned to a CleanFile, None where nothing was sent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "読み取った画像かPDF。10MBまで。暗号化してお預かりします。")
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        sent: UploadedFile | None = super().clean(data, initial)
        if sent is None:
            return None
        try:
            return clean_file(sent.read(), sent.size)
        except UploadProblem as problem:
            raise forms.ValidationError(problem.sentence) from problem
