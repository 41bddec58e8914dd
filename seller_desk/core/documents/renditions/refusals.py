"""Why there is no copy of a paper, and which files are of no use to one."""

from seller_desk.core.base.findings import Finding, Severity, SourceNote, Subject
from seller_desk.core.base.language import N_
from seller_desk.core.documents.renditions.model import Offer, Original, Paper
from seller_desk.core.media.sniff import PDF, PICTURES

_WATERMARKED = N_("It is a watermarked copy; take the original")


class RefusedError(Exception):
    """Carries the finding and what the seller can do instead."""

    def __init__(self, finding: Finding, *offers: Offer) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.offers = offers


def refusal(
    paper: Paper, reason: str, *, code: str = "copy_refused", source: SourceNote | None = None
) -> Finding:
    """Why there is no copy; `reason` is a marked text."""
    return Finding(
        code=f"document.{code}",
        severity=Severity.BLOCKER if code == "watermarked_copy" else Severity.WARNING,
        subject=Subject(
            kind="document",
            id=paper.document_ids[0] if paper.originals else "",
            label=paper.label or paper.originals[0].name,
        ),
        detail=reason,
        sources=(source,) if source else (),
    )


def usable(one: Original, paper: Paper) -> None:
    """RefusedError for a file that no copy can be made of."""
    found = one.found
    if not found.type and not found.code:
        # Never looked at: it goes as it is.
        return
    if one.watermarked:
        finding = refusal(paper, _WATERMARKED, code="watermarked_copy")
        raise RefusedError(finding, Offer(code="clean_original"))
    if not found.usable or found.type not in (PDF, *PICTURES):
        code = "password" if found.code == "encrypted" else "other_file"
        reason = found.reason or N_("It is neither a picture that we open nor a PDF")
        # A file that is not there has no type either.
        raise RefusedError(refusal(paper, reason), *([Offer(code=code)] if found.type else []))
    if any(page.damaged for page in found.pages):
        raise RefusedError(refusal(paper, N_("A page is damaged")), Offer(code="scan_again"))
