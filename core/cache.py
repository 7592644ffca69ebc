"""The cache fails open: without Redis a page is slower, never an error."""

import logging
import time

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

#: Seconds to leave a broken cache alone, so that one page pays at most one time-out.
PAUSE = 5


class _OneClient(RedisCacheClient):
    """Django makes a client for every command; one for each pool of connections is enough, and safe for threads."""

    def get_client(self, key=None, *, write=False):
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        clients = self.__dict__.setdefault("_clients", {})
        if pool not in clients:
            clients[pool] = self._client(connection_pool=pool)  # type: ignore[attr-defined]
        return clients[pool]


class FailOpenRedisCache(RedisCache):
    """Answers "not cached" and forgets writes while Redis cannot be reached."""

    _silent_until = 0.0

    def __init__(self, server, params):
        options = params.setdefault("OPTIONS", {})
        options.setdefault("socket_timeout", 1)
        options.setdefault("socket_connect_timeout", 1)
        super().__init__(server, params)
        self._class = _OneClient

    def _guard(self, call, otherwise):
        if time.monotonic() < FailOpenRedisCache._silent_until:
            return otherwise
        try:
            return call()
        except (RedisError, OSError) as error:
            FailOpenRedisCache._silent_until = time.monotonic() + PAUSE
            log.warning("cache unreachable, going on without it: %s", error)
            return otherwise

    def get(self, key, default=None, version=None):
        return self._guard(lambda: super(FailOpenRedisCache, self).get(key, default, version), default)

    def get_many(self, keys, version=None):
        keys = list(keys)
        return self._guard(lambda: super(FailOpenRedisCache, self).get_many(keys, version), {})

    def set(self, key, value, *args, **kwargs):
        return self._guard(lambda: super(FailOpenRedisCache, self).set(key, value, *args, **kwargs), None)

    def set_many(self, data, *args, **kwargs):
        return self._guard(lambda: super(FailOpenRedisCache, self).set_many(data, *args, **kwargs), list(data))

    def add(self, key, value, *args, **kwargs):
        return self._guard(lambda: super(FailOpenRedisCache, self).add(key, value, *args, **kwargs), True)

    def incr(self, key, delta=1, version=None):
        return self._guard(lambda: super(FailOpenRedisCache, self).incr(key, delta, version), delta)

    def touch(self, key, *args, **kwargs):
        return self._guard(lambda: super(FailOpenRedisCache, self).touch(key, *args, **kwargs), False)

    def has_key(self, key, version=None):
        return self._guard(lambda: super(FailOpenRedisCache, self).has_key(key, version), False)

    def delete(self, key, version=None):
        return self._guard(lambda: super(FailOpenRedisCache, self).delete(key, version), False)

    def delete_many(self, keys, version=None):
        return self._guard(lambda: super(FailOpenRedisCache, self).delete_many(keys, version), None)

    def clear(self):
        return self._guard(lambda: super(FailOpenRedisCache, self).clear(), False)
