"""The key that signs sessions and forms: given by the operator, or made once and kept beside the data."""

import secrets
from pathlib import Path

# What Django asks of a key in `check --deploy`.
SHORTEST, FEWEST_LETTERS = 50, 5
# Keys that stand in examples and generated projects: what begins so is known to everyone.
KNOWN = ("django-insecure", "change", "secret", "example", "your-", "insecure")


def secret_key_from(given, folder):
    """`given` if there is one, else the key kept in `folder`, made at the first start, readable by its owner only.

    ValueError for a given key that could be guessed.
    """
    if given:
        refuse_guessable(given)
        return given
    path = Path(folder) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def refuse_guessable(key):
    """ValueError when `key` is short, monotonous, or an example."""
    if key.casefold().startswith(KNOWN):
        raise ValueError("it is an example that everyone knows")
    if len(key) < SHORTEST or len(set(key)) < FEWEST_LETTERS:
        raise ValueError(f"it has fewer than {SHORTEST} letters, or only a few different ones")
