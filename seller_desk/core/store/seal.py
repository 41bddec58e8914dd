"""Seals: a hash beside every row. SQLite's own check does not notice overwritten text inside a page; a seal does."""

from collections.abc import Iterable
from hashlib import sha256


def seal_of(values: Iterable[str | bytes | int | None]) -> str:
    """Hex SHA-256 over the values of a row in their order. Text counts as its UTF-8 bytes.

    Each value carries its length, so that no two rows share what is hashed.
    """
    digest = sha256()
    for value in values:
        if value is None:
            digest.update(b"-;")
            continue
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
