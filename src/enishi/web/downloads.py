"""Handing out a stored paper: one way for the owner, the desk and an institution."""

from django.http import HttpResponse

from enishi.common.actor import Actor
from enishi.physicians.documents import file_name, open_document
from enishi.physicians.models import Document


def as_download(document: Document, actor: Actor) -> HttpResponse:
    """A file to be saved, never shown inside the page: whatever stands in it does not run here."""
    response = HttpResponse(open_document(document, by=actor), content_type=document.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(document)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
