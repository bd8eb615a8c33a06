"""What several server processes share between requests: a Redis server when REDIS_URL names one."""

from urllib.parse import urlsplit

SCHEMES = ("redis", "rediss", "unix")


def cache_from(url):
    """Django's settings of the cache at `url`; memory of each process when `url` is empty.

    ValueError, which never repeats the password in the address, for an address that is not Redis's.
    """
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not (parts.hostname or parts.scheme == "unix"):
        raise ValueError(f"“{parts.scheme}” with host “{parts.hostname or ''}” is not the address of a Redis server")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "parley"}
