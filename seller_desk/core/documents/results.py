"""What the service hands back."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from seller_desk.core.documents.model import Document


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of files: added, already there (with the document that has the same content), not usable."""

    added: list[Document] = field(default_factory=list)
    duplicates: list[tuple[Path, Document]] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A drawn page: JPEG bytes and its size in pixels."""

    data: bytes
    width: int
    height: int


def met_again(document: Document, kind: str, application_id: str | None) -> Document:
    """The document when the same content comes again: with the kind it lacked, serving this application too."""
    serves = document.application_ids
    if serves and application_id is not None and application_id not in serves:
        serves = [*serves, application_id]
    known = kind if document.kind == "unknown" else document.kind
    return msgspec.structs.replace(document, kind=known, application_ids=serves)
