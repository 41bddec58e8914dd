"""Pages that lie on their side or lean, as their lines tell; found with the document's problems, answered by a repair."""

import pytest

from seller_desk.core.base.findings import Severity, Subject
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import wording
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.reading.lie import lean_of, lie_findings
from seller_desk.core.documents.reading.model import PageText, TextLine
from tests.specimens.textpdf import STATEMENT, text_pdf


def lines(slope, count=5, wide=600):
    made = []
    for number in range(count):
        y = 100 + 60 * number
        quad = (
            (50.0, y),
            (50.0 + wide, y + slope * wide),
            (50.0 + wide, y + slope * wide + 30),
            (50.0, y + 30.0),
        )
        made.append(TextLine(text="words and more words", confidence=0.9, quad=quad))
    return made


@pytest.mark.parametrize(("slope", "degrees"), [(0, 0), (0.0524, 3), (-0.0875, -5)])
def test_the_lean_is_the_middle_of_the_long_lines(slope, degrees):
    stray = lines(0.7, count=1)
    assert lean_of([*lines(slope), *stray]) == pytest.approx(degrees, abs=0.05)


def test_few_or_short_lines_tell_nothing():
    assert lean_of(lines(0.1, count=2)) == 0
    assert lean_of(lines(0.1, wide=60)) == 0
    assert lean_of([TextLine(text="x", confidence=1)] * 5) == 0


def found(page):
    return list(lie_findings(Subject(kind="document", id="d", label="Licence"), "a.jpg", [page]))


def test_a_leaning_scan_is_a_hint_that_straightening_answers():
    (finding,) = found(PageText(number=2, source="ocr", lines=lines(0.0524)))
    assert (finding.code, finding.severity, finding.fix) == (
        "document.leaning",
        Severity.HINT,
        "straighten",
    )
    assert finding.place.page == 2
    assert "3.0°" in wording(finding).detail
    assert found(PageText(number=1, source="ocr", lines=lines(0.01))) == []
    # Text that a program wrote at an angle is meant to be so.
    assert found(PageText(number=1, source="text", lines=lines(0.0524))) == []


@pytest.mark.parametrize(("turned", "clockwise"), [(90, "270°"), (180, "180°"), (270, "90°")])
def test_a_page_on_its_side_says_how_to_turn_it(turned, clockwise):
    (finding,) = found(PageText(number=1, source="ocr", turned=turned, lines=lines(0.0524)))
    assert (finding.code, finding.fix) == ("document.sideways", "turn")
    assert clockwise in wording(finding).detail


def test_it_stands_among_the_documents_problems_and_goes_with_the_repair(tmp_path):
    from seller_desk.core.documents.repair.model import TURN, Step

    (tmp_path / "turned.pdf").write_bytes(text_pdf(STATEMENT, rotate=90))
    with open_desk(DataFolder(tmp_path / "data"), write=True) as desk:
        desk.companies.save(Company(id="c", legal_name_zh="样本"))
        (document,) = desk.documents.add("c", [tmp_path / "turned.pdf"]).added

        def codes():
            return [one.code for one in desk.documents.findings("c") if one.fix == "turn"]

        assert codes() == []
        turned = desk.recognition.read(document).pages[0].turned
        assert codes() == ["document.sideways"]
        desk.repairs.repair(document.id, [Step(act=TURN, degrees=360 - turned)])
        repaired = desk.documents.get(document.id)
        assert desk.recognition.read(repaired).pages[0].turned == 0
        assert codes() == []
