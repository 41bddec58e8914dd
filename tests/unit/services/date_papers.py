"""Documents of which only the dates matter."""

from datetime import date

from seller_desk.core.documents.model import Document

DAY = date(2026, 11, 24)
PLANNED = date(2026, 12, 8)


def put(desk, company, kind, number=1, **more):
    """A document whose file is never opened: only its dates matter here."""
    found = {
        "type": "pdf",
        "size": 1000,
        "pages_total": 1,
        "pages": [{"number": 1, "width_pt": 595, "height_pt": 842, "text": True}],
    }
    document = Document(
        id=f"{kind}-{number}",
        company_id=company,
        kind=kind,
        name=f"{kind}-{number}.pdf",
        sha256=f"{number:064x}",
        size=1000,
        added_on=DAY,
        inspection=found,
        **more,
    )
    with desk.store.work("x") as work:
        work.documents.save(document)
    return document
