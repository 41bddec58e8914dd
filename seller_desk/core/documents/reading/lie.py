"""How pages lie, as their lines of print tell: on the side, upside down, leaning. Hints that a repair answers."""

import math
from collections.abc import Iterator, Sequence

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.documents.reading.model import PageText, TextLine

# Readers of platforms take less; below this nobody sees it.
LEAST_LEAN = 1.5
# Lines that are long enough to have a direction, and how many of them agree on it.
_LONG, _LINES = 6, 3


def lie_findings(subject: Subject, file: str, pages: Sequence[PageText]) -> Iterator[Finding]:
    """At most one finding a page: one that lies on its side is turned first."""
    for page in pages:
        place = Place(file=file, page=page.number)
        if page.turned:
            yield Finding(
                code="document.sideways",
                severity=Severity.HINT,
                subject=subject,
                place=place,
                measured=f"{(360 - page.turned) % 360}°",
                fix="turn",
            )
        elif page.source == "ocr" and abs(lean := lean_of(page.lines)) >= LEAST_LEAN:
            yield Finding(
                code="document.leaning",
                severity=Severity.HINT,
                subject=subject,
                place=place,
                measured=f"{abs(lean):.1f}°",
                fix="straighten",
            )


def lean_of(lines: Sequence[TextLine]) -> float:
    """By how many degrees lines of print lean, clockwise; 0 where too few are long enough to tell. The middle one counts."""
    angles = []
    for line in lines:
        if len(line.quad) != 4:
            continue
        (x0, y0), (x1, y1), _third, (x3, y3) = line.quad
        across, high = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        if across >= _LONG * max(high, 1.0):
            angles.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    if len(angles) < _LINES:
        return 0.0
    return sorted(angles)[len(angles) // 2]
