"""Web addresses as a reader takes them for one another: two spellings that lead to one page have one key."""

from urllib.parse import urlsplit

# Which scheme answers on which port when none is written.
USUAL_PORTS = {"http": 80, "https": 443}


def address_key(address):
    """The key of a web `address`: without scheme, “www.”, usual port, fragment and slash at the end. Never raises.

    The path and what is asked for keep their letters, since another spelling of these may be another page. Compare keys
    only with each other; a key is no address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address.strip()
    if port and port != USUAL_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
