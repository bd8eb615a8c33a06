"""Whether the shared cache answers."""

from urllib.parse import urlsplit


def problem_of(cache, address):
    """One sentence saying that the Redis server at `address` does not answer, or None. No password is repeated.

    Any other address (a table of the database) is no server's: the database is looked at elsewhere.
    """
    if "://" not in address:
        return None
    # Only a site with REDIS_URL needs the client.
    from redis.exceptions import RedisError

    try:
        cache.get("parley-asks")
    except RedisError as error:
        parts = urlsplit(address)
        place = parts.path if parts.scheme == "unix" else f"{parts.hostname}:{parts.port or 6379}"
        return f"The Redis server at {place} does not answer ({error}): start it, or leave REDIS_URL out."
    return None
