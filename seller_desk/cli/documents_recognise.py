"""What `documents add` does with documents whose kind was not said: they are read, and named where their text is clear."""

from seller_desk.core.base.language import _
from seller_desk.core.desk import Desk
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import Kind

Named = dict[str, tuple[Document, Kind]]


def recognised(desk: Desk, documents: list[Document]) -> Named:
    """The documents that got a kind, by id; what is unclear or locked stays unknown."""
    waiting = [one for one in documents if one.kind == "unknown"]
    if not waiting:
        return {}
    found = desk.recognition.recognise(waiting)
    kinds = {document.id: kind for document, kind in found.named}
    changed = desk.recognition.name_kinds(found.named)
    return {one.id: (one, kinds[one.id]) for one in changed}


def recognised_json(kind: Kind) -> dict[str, object]:
    """How sure, and why."""
    return {
        "kind_confidence": kind.confidence,
        "evidence": [{"text": one.text, "points": one.points} for one in kind.evidence],
    }


def recognised_lines(named: Named) -> list[str]:
    """One line each."""
    return [
        _("{name}: recognised as {kind}, {sure} sure").format(
            name=document.name, kind=kind_name(document.kind), sure=f"{kind.confidence:.0%}"
        )
        for document, kind in named.values()
    ]
