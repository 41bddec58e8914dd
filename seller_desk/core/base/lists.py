"""Several things as one text, in the punctuation of the language in use."""

from collections.abc import Iterable

from seller_desk.core.base.language import language


def listed(texts: Iterable[str]) -> str:
    """`a, b, c`; in Chinese `a、b、c`."""
    return ("、" if language() == "zh" else ", ").join(texts)
