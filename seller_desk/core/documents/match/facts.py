"""From a reading to a column: values with page, box and how surely they were read; whose a document is."""

import re
from collections.abc import Iterable, Mapping, Sequence

from seller_desk.core.documents.match.latin import Romaniser
from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.documents.match.tokens import has_han, tokens
from seller_desk.core.documents.reading.model import Box, FieldValue, PageText, Reading, TextLine
from seller_desk.core.documents.reading.values import complete_name

# A Chinese name without the ending of a company is a person's up to this length.
_LONGEST_PERSON = 4
_MOST_WORDS = 4
# The next line of a value stands at most so many heights below.
_NEXT_LINE = 1.6


def said_fields(reading: Reading, confirmed: Mapping[str, str] | None = None) -> dict[str, Said]:
    """The fields of a reading, by name; what the seller confirmed goes over what was read, at the same place."""
    pages = {page.number: page for page in reading.pages}
    lines = reading.lines
    found = {one.name: _said(one, pages, lines) for one in reading.fields}
    for name, value in (confirmed or {}).items():
        before = found.get(name)
        found[name] = Said(
            value=value,
            source="confirmed",
            page=before.page if before else None,
            box=before.box if before else None,
            page_size=before.page_size if before else None,
            turned=before.turned if before else 0,
        )
    return {name: one for name, one in found.items() if one.value.strip()}


def _said(one: FieldValue, pages: Mapping[int, PageText], lines: Sequence[TextLine]) -> Said:
    page = pages.get(one.page)
    return Said(
        value=one.value,
        confidence=one.confidence,
        line=min(
            (line.confidence for line in lines if line.page == one.page and _holds(line, one)),
            default=one.confidence,
        ),
        corrected=one.corrected,
        page=one.page,
        box=one.box,
        page_size=page.size if page else None,
        turned=page.turned if page else 0,
        below="".join(line.text for line in lines if line.page == one.page and _under(line, one)),
    )


def _under(line: TextLine, one: FieldValue) -> bool:
    """Whether this line follows right under the field's box and begins in its width."""
    x, y, width, height = one.box
    high = min(line.box[3], height)
    gap = line.box[1] - (y + height)
    begins = x - high <= line.box[0] <= x + width
    # A sloping page lets boxes overlap; what is part of the value already does not come again.
    return -0.8 * high <= gap <= _NEXT_LINE * high and begins and line.text not in one.value


def _holds(line: TextLine, one: FieldValue) -> bool:
    """Whether this line's middle lies in the field's box, or the other way."""
    return _inside(line.box, one.box) or _inside(one.box, line.box)


def _inside(box: Box, other: Box) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return other[0] <= x <= other[0] + other[2] and other[1] <= y <= other[1] + other[3]


def document_column(
    key: str,
    reading: Reading,
    *,
    file: str,
    side: str = "",
    document_id: str = "",
    person: str = "",
    confirmed: Mapping[str, str] | None = None,
) -> Column:
    """A document as a column. `file` is the name that the seller knows it by."""
    return Column(
        key=key,
        kind=reading.kind.kind,
        side=side or reading.kind.side,
        file=file,
        document_id=document_id,
        person=person,
        fields=said_fields(reading, confirmed),
    )


def company_names(columns: Iterable[Column], romaniser: Romaniser) -> list[str]:
    """Every name of the company that is told, a Chinese one also in Pinyin: banks print it so, and cut it short."""
    found = []
    for column in columns:
        for name in ("legal_name", "legal_name_en"):
            said = column.fields.get(name)
            if said is not None:
                found.append(said.value)
                if has_han(said.value):
                    found.append(romaniser.name(said.value))
    return found


def party_of(column: Column, companies: Sequence[str]) -> str:
    """Whose a bill or a statement is, by its holder: `company`, `person`, or empty where it does not say.

    `companies` are known names of the company, for names in Latin letters without an ending.
    """
    said = column.fields.get("holder")
    if said is None:
        return ""
    name = said.value
    if complete_name(name):
        return "company"
    if has_han(name):
        short = len(re.sub(r"\s", "", name)) <= _LONGEST_PERSON or "·" in name
        return "person" if short else "company"
    words = {one.key for one in tokens(name)}
    if any(
        2 * len(words & {one.key for one in tokens(known)}) >= len(words) for known in companies
    ):
        return "company"
    return "person" if 1 < len(words) <= _MOST_WORDS else "company"
