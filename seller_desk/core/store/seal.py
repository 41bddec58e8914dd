"""Seals: a hash beside every row. SQLite's own check does not notice overwritten text inside a page; a seal does."""

from collections.abc import Iterable
from hashlib import sha256


def seal_of(values: Iterable[str | bytes | int | None]) -> str:
    """Hex SHA-256 over the values of a row in their order. Text counts as its UTF-8 bytes.

    Each value carries its length, so that no two rows share what is hashed.
    """
    parts: list[bytes] = []
    for value in values:
        if isinstance(value, str):
            # The usual case, without a look at how to treat half a character.
            data = value.encode() if value.isascii() else value.encode("utf-8", "surrogatepass")
        elif value is None:
            parts.append(b"-;")
            continue
        else:
            data = value if isinstance(value, bytes) else str(value).encode()
        parts += (b"%d:" % len(data), data)
    return sha256(b"".join(parts)).hexdigest()
