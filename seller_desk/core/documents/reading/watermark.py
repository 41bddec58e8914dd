"""A watermark known by its words: a copy for an agent whose own data were lost on the way (chat, screenshot, print).

The words are those that our watermark says in both languages, and that everybody writes on a copy of an identity card:
for whom it is, and that it is void for any other use. Tiled, so that they stand there again and again; lines of print
cross them, so that only pieces are read.
"""

from collections.abc import Iterable

import msgspec

from seller_desk.core.documents.model import Inspection
from seller_desk.core.documents.renditions.model import MARK

_FOR = ("仅供", "仅限", "onlyfor")
_VOID = ("他用无效", "他用无", "用无效", "voidfor", "anyother", "otheruse")
# A single line of that kind may be printed on a paper itself; a watermark repeats it.
_LEAST = 2


def watermarked(lines: Iterable[str]) -> bool:
    """Whether these lines are full of pieces of a watermark: for whom at least once, void for others at least twice."""
    plain = ["".join(line.lower().split()) for line in lines]
    addressed = sum(any(word in line for word in _FOR) for line in plain)
    void = sum(any(word in line for word in _VOID) for line in plain)
    return addressed >= 1 and void >= _LEAST


def marked(found: Inspection) -> Inspection:
    """The inspection of a file that is known to be a watermarked copy."""
    return found if MARK in found.comment else msgspec.structs.replace(found, comment=MARK)
