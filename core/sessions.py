"""Sessions in PostgreSQL, as Django's, in one short statement each: every page of every visitor with a session reads one.

A new key is not looked up before it is used: 32 random characters meet no other, and if they did the database would refuse.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.db import connection
from django.utils.crypto import get_random_string

_LOAD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"
_INSERT = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s) ON CONFLICT (session_key) DO NOTHING
"""
_UPDATE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


class SessionStore(db.SessionStore):
    """Django's store with its statements written out."""

    def load(self) -> dict:
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def create(self) -> None:
        while True:
            self._session_key = get_random_string(32, VALID_KEY_CHARS)
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            if must_create:
                cursor.execute(_INSERT, [self.session_key, data, self.get_expiry_date()])
            else:
                cursor.execute(_UPDATE, [data, self.get_expiry_date(), self.session_key])
            written = cursor.rowcount
        if not written:
            raise CreateError if must_create else UpdateError
        return None
