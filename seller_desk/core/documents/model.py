"""Records of the seller's documents: an untouched original (a blob) and what is known of it."""

from datetime import date

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One original file. `sha256` names its blob; `side` is front, back, both or empty.

    `application_ids` empty means it serves every application of the company. `inspection` caches what
    was measured of the content (see `documents.inspect`); it never depends on a rule or a day.
    """

    id: str
    company_id: str
    kind: str
    name: str
    sha256: str
    size: int
    added_on: date
    side: str = ""
    person: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    long_term: bool = False
    application_ids: list[str] = []
    inspection: dict[str, object] = {}
