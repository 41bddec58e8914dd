"""Records of a reading: lines, kind with evidence, fields with confidence and place."""

import msgspec

Box = tuple[int, int, int, int]
Quad = tuple[tuple[float, float], ...]


class TextLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line: text, confidence 0 to 1, page from 1, box [x, y, w, h] and corners in pixels of the upright page."""

    text: str
    confidence: float
    page: int = 1
    box: Box = (0, 0, 1, 1)
    quad: Quad = ()


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """One page as read. `source`: `text` (the file's own) or `ocr`; `turned`: degrees, anticlockwise, to get it upright.

    `code` and `reason` (a marked text) tell why a page has no lines.
    """

    number: int
    size: tuple[int, int] = (0, 0)
    source: str = ""
    turned: int = 0
    lines: list[TextLine] = []
    code: str = ""
    reason: str = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A line that speaks for the kind, and how much."""

    text: str
    points: int
    page: int
    box: Box


class FieldValue(msgspec.Struct, frozen=True, kw_only=True):
    """One field: value (dates as ISO, `长期` for no end), confidence, place.

    `confirmed` names what proves the reading (`check_digit`, `mrz`, `id_number`), `corrected` holds what was read
    before a check digit decided for another character.
    """

    name: str
    value: str
    confidence: float
    page: int
    box: Box
    confirmed: str = ""
    corrected: str = ""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper is taken for; `unknown` where nothing speaks clearly."""

    kind: str = "unknown"
    side: str = ""
    confidence: float = 0.0
    evidence: list[Evidence] = []


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one file. `code` and `reason` tell why nothing could be read."""

    kind: Kind = Kind()
    fields: list[FieldValue] = []
    pages: list[PageText] = []
    pages_total: int = 0
    code: str = ""
    reason: str = ""

    @property
    def lines(self) -> list[TextLine]:
        """The lines of all pages."""
        return [line for page in self.pages for line in page.lines]

    def field(self, name: str) -> FieldValue | None:
        """The field of this name, if it was found."""
        return next((one for one in self.fields if one.name == name), None)
