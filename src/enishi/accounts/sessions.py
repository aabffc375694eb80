"""Sessions that know whose they are, so that one person is signed out everywhere without reading everybody's."""

from typing import Any

from django.contrib.auth import SESSION_KEY as SIGNED_IN_AS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from enishi.accounts.models import Session
from enishi.common.worded import Given, Worded

_STANDING = Worded(lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("moment")))


class SessionStore(DatabaseStore):
    """As Django's own in the database, with the person beside the signed words."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = _STANDING.first(key=self.session_key, moment=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)
        who = data.get(SIGNED_IN_AS)
        row.user_id = int(who) if who else None
        return row
