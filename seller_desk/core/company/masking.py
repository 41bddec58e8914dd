"""Hiding the middle of an ID number, on screen and in the terminal."""

MASK = "*"
_SEEN = "\N{BULLET}"
# Longer numbers show four characters at each end; shorter ones a quarter.
_LONG = 15
_ENDS = 4


def mask_number(number: str) -> str:
    """`4403**********1234`: same length, the ends stay. Under four characters everything is hidden.

    Masking a masked number changes nothing.
    """
    shown = _ENDS if len(number) >= _LONG else len(number) // 4
    if not shown:
        return MASK * len(number)
    return number[:shown] + MASK * (len(number) - 2 * shown) + number[-shown:]


def is_masked(text: str) -> bool:
    """Whether this is a number with its middle hidden rather than a number."""
    return MASK in text or _SEEN in text


def fits_mask(masked: str, number: str) -> bool:
    """Whether `masked` may be the masked form of this number."""
    return bool(number) and masked.replace(_SEEN, MASK) == mask_number(number)
