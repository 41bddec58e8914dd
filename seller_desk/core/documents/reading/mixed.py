"""One file that holds several papers: found page by page, so that it is not taken for its first paper alone."""

from collections.abc import Iterator, Sequence

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import breathe
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.reading.catalogue import catalogue
from seller_desk.core.documents.reading.classify import classify
from seller_desk.core.documents.reading.model import PageText

Papers = dict[str, list[int]]


def papers_of(pages: Sequence[PageText]) -> Papers:
    """Kinds with their pages, in the order of the file, if these are papers of several kinds; nothing if it is one.

    A page counts only where it speaks for itself; pages that go on with the paper before them mostly do not.
    """
    if len(pages) < 2:
        return {}
    rules = catalogue().recognise
    found: Papers = {}
    for page in pages:
        breathe()
        kind = classify(page.lines, lead=rules.paper_lead, pages=page.number).kind
        if kind != "unknown" and kind not in rules.beside:
            found.setdefault(kind, []).append(page.number)
    families = {_family(kind) for kind in found}
    return found if len(families) > 1 else {}


def _family(kind: str) -> str:
    groups = catalogue().recognise.together
    return next((group[0] for group in groups if kind in group), kind)


def mixed_findings(subject: Subject, file: str, papers: Papers) -> Iterator[Finding]:
    """One finding that names the pages of each kind, at the first page that is another paper; none for one paper."""
    if not papers:
        return
    second = [*papers.values()][1]
    yield Finding(
        code="document.several_papers",
        severity=Severity.WARNING,
        subject=subject,
        place=Place(file=file, page=second[0]),
        measured=tuple(
            _("{kind} (page {pages})").format(kind=kind_name(kind), pages=_run(pages))
            for kind, pages in papers.items()
        ),
        fix="split",
    )


def _run(pages: Sequence[int]) -> str:
    """Page numbers, neighbours as a range: 2-4, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{one[0]}-{one[-1]}" if len(one) > 1 else str(one[0]) for one in runs)
