"""What speaks for a misreading: a check digit that fails until one confusable character is changed, or an unsure line."""

from collections.abc import Callable

from seller_desk.core.documents.match.catalogue import confusable, matching
from seller_desk.core.documents.match.model import Said

Valid = Callable[[str], bool]


def one_character(left: str, right: str) -> tuple[str, str] | None:
    """The two characters at the one place where two texts of one length differ."""
    if len(left) != len(right):
        return None
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


def unsurely_read(left: Said, right: Said, mine: str, theirs: str) -> str:
    """`unsure` where one confusable character differs and a line that was read is unsure; empty otherwise."""
    pair = one_character(mine, theirs)
    if pair is None or not confusable(*pair):
        return ""
    read = [one for one in (left, right) if one.source == "read"]
    return "unsure" if any(one.line < matching().unsure_line for one in read) else ""


def check_digit(left: str, right: str, valid: Valid) -> str:
    """`check_digit` where exactly one of two codes is valid and one confusable character is all that differs."""
    pair = one_character(left, right)
    if pair is None or not confusable(*pair) or valid(left) == valid(right):
        return ""
    return "check_digit"
