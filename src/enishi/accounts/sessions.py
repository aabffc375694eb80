"""Sessions that know whose they are, so that one person is signed out everywhere without reading everybody's."""

from typing import Any

from django.contrib.auth import SESSION_KEY as SIGNED_IN_AS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from enishi.accounts.models import Session


class SessionStore(DatabaseStore):
    """As Django's own in the database, with the person beside the signed words."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)
        who = data.get(SIGNED_IN_AS)
        row.user_id = int(who) if who else None
        return row
