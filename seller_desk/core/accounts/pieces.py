"""A secret in pieces that the tightest keyring takes, and the head entry that says which pieces count."""

import hashlib

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

# The Windows Credential Manager takes 2,560 bytes, which is 1,280 UTF-16 units; a little is left for our own mark.
PIECE_UNITS = 1200
MAX_UNITS = 100 * PIECE_UNITS
PLAIN, PIECES = "p1:", "c1:"


def _units(text: str) -> int:
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


def measured(secret: str) -> None:
    """DeskError for a secret that no keyring takes."""
    if _units(secret) > MAX_UNITS:
        raise DeskError(
            _("This secret is too long"), _("A keyring takes at most 120,000 characters.")
        )


def cut(secret: str) -> list[str]:
    """Pieces of at most 1,200 UTF-16 units; never inside a character. Always at least one."""
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for char in secret:
        wide = 2 if ord(char) > 0xFFFF else 1
        if size + wide > PIECE_UNITS:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(char)
        size += wide
    return [*pieces, "".join(piece)]


def piece_name(name: str, slot: str, number: int) -> str:
    """The entry that holds this piece."""
    return f"{name}.{slot}.{number}"


def read_head(head: str) -> tuple[str, int, str]:
    """Slot, number of pieces and digest; DeskError where the entry is not ours."""
    if not head.startswith(PIECES):
        raise DeskError(
            _("This entry of the keyring was not written by Seller Desk"), _("Enter it again.")
        )
    slot, count, digest = head.removeprefix(PIECES).split(":")
    return slot, int(count), digest


def digest_of(secret: str) -> str:
    """Tells a whole secret from a mixture of two."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:32]
