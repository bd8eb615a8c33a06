"""What several server processes share between requests: a Redis server when REDIS_URL names one."""

from urllib.parse import urlsplit

# Made by the migrations of `records`.
TABLE = "parley_cache"
SCHEMES = ("redis", "rediss", "unix")


def cache_from(url):
    """Django's settings of the cache at `url`; a table of the database when `url` is empty.

    Tries to sign in are counted here, so it must be one for all processes.

    ValueError, which never repeats the password in the address, for an address that is not Redis's.
    """
    if not url:
        # Enough for the tries of a day: what is culled is forgotten.
        options = {"MAX_ENTRIES": 100_000}
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": TABLE, "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not (parts.hostname or parts.scheme == "unix"):
        raise ValueError(f"“{parts.scheme}” with host “{parts.hostname or ''}” is not the address of a Redis server")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "parley"}
