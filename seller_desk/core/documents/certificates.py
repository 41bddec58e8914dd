"""Which certificate a product certificate or test report is: CE is no FCC, so only the right one answers."""

from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.documents.model import Document
from seller_desk.core.rules.compliance import is_named
from seller_desk.core.rules.model import Requirement

# Kinds of documents that stand for many certificates; of these the seller says which one a document is.
CERTIFICATES = ("product_certificate", "test_report")


def answers(requirement: Requirement, document: Document) -> bool:
    """Whether this document may serve this requirement.

    Where a particular certificate is asked for: by what the seller said it is (`Document.certificate`), else by the
    words in its file's name.
    """
    if document.kind not in requirement.kinds:
        return False
    if document.kind not in CERTIFICATES or not requirement.words:
        return True
    if document.certificate:
        return document.certificate == requirement.id
    return is_named(document.name, requirement.words)


def unnamed_findings(requirement: Requirement, documents: Iterable[Document]) -> list[Finding]:
    """A hint for each document that might be what is missing, while nobody said which certificate it is."""
    return [
        Finding(
            code="document.certificate_unnamed",
            severity=Severity.HINT,
            subject=Subject(kind="document", id=one.id, label=one.name),
            place=Place(file=one.name, field="certificate"),
        )
        for one in documents
        if requirement.words
        and one.kind in CERTIFICATES
        and one.kind in requirement.kinds
        and not one.certificate
    ]
