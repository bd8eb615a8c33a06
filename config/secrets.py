"""The key that signs sessions and forms: given by the operator, or made once and kept beside the data."""

import secrets
from pathlib import Path


def secret_key_from(given, folder):
    """`given` if there is one, else the key kept in `folder`, made at the first start, readable by its owner only."""
    if given:
        return given
    path = Path(folder) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
