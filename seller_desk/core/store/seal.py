"""Seals: a hash beside every row. SQLite's own check does not notice overwritten text inside a page; a seal does."""

from collections.abc import Iterable
from hashlib import sha256


def seal_of(values: Iterable[str | bytes | int | None]) -> str:
    """Hex SHA-256 over the values of a row in their order. Text counts as its UTF-8 bytes.

    Each value carries its length, so that no two rows share what is hashed.
    """
    plain: list[str] = []
    known = tuple(values)
    for value in known:
        if type(value) is not str or not value.isascii():
            return sha256(_bytes_of(known)).hexdigest()
        plain.append(f"{len(value)}:{value}")
    # The usual case, in one go: letters are their bytes.
    return sha256("".join(plain).encode("ascii")).hexdigest()


def _bytes_of(values: Iterable[str | bytes | int | None]) -> bytes:
    parts: list[bytes] = []
    for value in values:
        if value is None:
            parts.append(b"-;")
            continue
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        parts += (b"%d:" % len(data), data)
    return b"".join(parts)
