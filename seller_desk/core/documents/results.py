"""What the service hands back."""

from dataclasses import dataclass, field
from pathlib import Path

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
