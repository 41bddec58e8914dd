"""One file that holds several papers: found page by page, so that it is not taken for its first paper alone."""

from collections.abc import Iterator, Sequence

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import breathe
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.reading.catalogue import catalogue
from seller_desk.core.documents.reading.classify import classify
from seller_desk.core.documents.reading.extract import fields_of
from seller_desk.core.documents.reading.model import PageText

# A kind and its pages; the same kind again where two numbers that prove themselves say that these are two papers.
Papers = list[tuple[str, list[int]]]


def papers_of(pages: Sequence[PageText]) -> Papers:
    """Kinds with their pages, in the order of the file, if these are several papers; nothing if it is one.

    A page counts only where it speaks for itself; pages that go on with the paper before them mostly do not.
    """
    if len(pages) < 2:
        return []
    rules = catalogue().recognise
    found: dict[str, list[PageText]] = {}
    for page in pages:
        breathe()
        kind = classify(page.lines, lead=rules.paper_lead, pages=page.number).kind
        if kind != "unknown" and kind not in rules.beside:
            found.setdefault(kind, []).append(page)
    papers = [(kind, run) for kind, of_kind in found.items() for run in _apart(kind, of_kind)]
    families = {_family(kind) for kind in found}
    several = len(families) > 1 or len(papers) > len(found)
    return [(kind, [page.number for page in run]) for kind, run in papers] if several else []


def _apart(kind: str, pages: list[PageText]) -> list[list[PageText]]:
    """Pages of one kind as papers: each number whose check digit fits begins one, the pages without go with those before."""
    name = catalogue().recognise.told_apart.get(kind)
    if name is None or len(pages) < 2:
        return [pages]
    papers: list[list[PageText]] = []
    begun: dict[str, list[PageText]] = {}
    for page in pages:
        number = _proven(kind, name, page)
        if not papers or (number and begun and number not in begun):
            papers.append([])
        paper = begun.get(number, papers[-1])
        paper.append(page)
        if number:
            begun.setdefault(number, paper)
    return papers


def _proven(kind: str, name: str, page: PageText) -> str:
    """The number on this page if its check digit fits as it was read; else empty."""
    for one in fields_of(kind, [page]):
        if one.name == name and one.confirmed and not one.corrected:
            return one.value
    return ""


def _family(kind: str) -> str:
    groups = catalogue().recognise.together
    return next((group[0] for group in groups if kind in group), kind)


def mixed_findings(subject: Subject, file: str, papers: Papers) -> Iterator[Finding]:
    """One finding that names the pages of each kind, at the first page that is another paper; none for one paper."""
    if not papers:
        return
    second = papers[1][1]
    yield Finding(
        code="document.several_papers",
        severity=Severity.WARNING,
        subject=subject,
        place=Place(file=file, page=second[0]),
        measured=tuple(
            _("{kind} (page {pages})").format(kind=kind_name(kind), pages=_run(pages))
            for kind, pages in papers
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
