"""Where a problem's box lies on the page: read places on pages turned upright, measured ones as the page is stored."""

from datetime import date

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.reading.model import PageText, Reading
from seller_desk.ui.pages.documents.work import Shown, fault_marks, finding_mark


def problem(code, severity=Severity.WARNING, **place):
    return Finding(
        code=code, severity=severity, subject=Subject(kind="document", id="d"), place=Place(**place)
    )


AGE = problem(
    "document.issued_too_long_ago",
    Severity.BLOCKER,
    page=1,
    box=(10, 20, 30, 40),
    page_size=(1000, 2000),
    field="issued_on",
)
GLARE = problem("document.glare", page=1, box=(5, 5, 50, 50), page_size=(2000, 1000))


def shown(*findings):
    page = PageText(number=1, size=(1000, 2000), source="ocr", lines=[], turned=90)
    return Shown(
        Document(
            id="d",
            company_id="c",
            kind="utility_bill",
            name="b.jpg",
            sha256="0" * 64,
            size=1,
            added_on=date(2026, 11, 24),
        ),
        Inspection(),
        findings,
        (),
        Reading(pages=[page]),
    )


def test_a_read_place_is_turned_with_its_page_and_a_measured_one_is_not():
    seen = shown(AGE, GLARE)
    assert finding_mark(seen, AGE, "98 days").turned == 90
    assert finding_mark(seen, AGE).token == "bad"
    assert finding_mark(seen, GLARE).turned == 0
    assert finding_mark(seen, GLARE).token == "warn"


def test_each_place_is_framed_once_with_the_gravest_first_and_those_without_a_box_not():
    twice = problem("document.too_new", page=1, box=AGE.place.box, page_size=(1000, 2000))
    marks = fault_marks(shown(AGE, GLARE, twice, problem("document.sideways", page=1)))
    assert {(one.box, one.token) for one in marks} == {
        (AGE.place.box, "bad"),
        (GLARE.place.box, "warn"),
    }
