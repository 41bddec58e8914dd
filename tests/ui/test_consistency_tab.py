"""The tab Consistency in the real window: marks, the chosen cell, the way to the page, values taken over, translations."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seller_desk.core.documents.match.model import Cell, Column, Matrix, Row
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import FieldValue, Kind, PageText, Reading, TextLine
from seller_desk.ui.pages.documents.consistency.detail import Chosen, headline
from seller_desk.ui.pages.documents.consistency.marked import cell_text, shown
from seller_desk.ui.pages.documents.consistency.model import CELL, MatrixModel, reference_caption
from tests.ui.fitting import cut_words, sideways

NAME = "深圳市澄湾科技有限公司"


def reading(kind, **fields):
    places = {name: (40, 40 + 60 * n, 400, 40) for n, name in enumerate(fields)}
    values = [
        FieldValue(name=name, value=value, confidence=0.98, page=1, box=places[name])
        for name, value in fields.items()
    ]
    lines = [
        TextLine(text=value, confidence=0.98, page=1, box=places[name])
        for name, value in fields.items()
    ]
    page = PageText(number=1, size=(1000, 1400), source="ocr", lines=lines)
    return Reading(kind=Kind(kind=kind), fields=values, pages=[page])


@pytest.fixture
def bill(sample_desk):
    """The sample company with a bill that lacks a character of the name, as it was read."""
    company = sample_desk.companies.active()
    document = Document(
        id="bill",
        company_id=company.id,
        kind="utility_bill",
        name="bill.jpg",
        sha256="b" * 64,
        size=1,
        added_on=date(2026, 11, 1),
    )
    with sample_desk.store.work("Add") as work:
        work.documents.save(document)
    known = sample_desk.recognition.known
    found = reading("utility_bill", holder=NAME.replace("市", ""))
    sample_desk.recognition.known = lambda one: found if one.id == "bill" else known(one)
    return document


@pytest.fixture
def window(sample_desk, bill, open_at):
    return open_at(sample_desk)


@pytest.fixture
def panel(window, settle):
    window.go("documents")
    settle(window)
    page = window.page()
    page.show_tab("consistency")
    settle(window)
    return page.panel("consistency")


def cell_at(panel, fact, column):
    model = panel.table.matrix_model
    row = next(n for n, one in enumerate(model.rows) if one.fact == fact)
    keys = [one.key for one in model.matrix.columns]
    return model.index(row, keys.index(column))


def test_the_gravest_difference_is_in_view_with_its_characters(panel):
    chosen = panel.detail.chosen
    assert (chosen.row.fact, chosen.column.document_id) == ("legal_name", "bill")
    assert panel.detail.isVisible()
    assert "市" in panel.detail.title.text()
    assert panel.detail.values[1].accessibleName() == NAME.replace("市", "")


def test_a_cell_says_aloud_what_is_painted(panel):
    index = cell_at(panel, "legal_name", "bill")
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Company name" in words
    assert "part missing" in words
    assert index.data(CELL).marks


def test_only_what_differs_can_be_shown(panel, window, settle):
    every = panel.table.matrix_model.rowCount()
    QTest.mouseClick(panel.filter._button("differing"), Qt.MouseButton.LeftButton)
    settle(window)
    facts = [one.fact for one in panel.table.matrix_model.rows]
    assert facts == ["legal_name"]
    assert every > 5
    assert panel.filter.text("differing").endswith("1")


def test_keys_walk_through_the_cells_and_enter_opens_the_page(panel, window, settle):
    panel.table.setFocus()
    panel.table.setCurrentIndex(cell_at(panel, "legal_name", "bill"))
    before = panel.detail.chosen
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    settle(window)
    assert panel.detail.chosen.row.fact != before.row.fact
    QTest.keyClick(panel.table, Qt.Key.Key_Up)
    settle(window)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    settle(window)
    assert window.page().tabs.current() == "checks"
    assert window.page().checks.card.shown.document.id == "bill"


def test_the_link_leads_to_the_page_with_the_place_marked(panel, window, settle):
    QTest.mouseClick(panel.detail.look, Qt.MouseButton.LeftButton)
    settle(window)
    page = window.page()
    assert page.tabs.current() == "checks"
    mark = page.checks.card.viewer.mark
    assert (mark.box, mark.page_size) == ((40, 40, 400, 40), (1000, 1400))


def test_a_problem_of_the_pane_leads_to_its_cell(panel, window, settle):
    company = window.context.company_id
    found = window.context.desk.documents.findings(company, window.context.application_id)
    finding = next(one for one in found if one.code == "document.mismatch_part")
    panel.table.setCurrentIndex(cell_at(panel, "established_on", "company"))
    window.page().show_tab("checks")
    window.context.go("documents", finding)
    settle(window)
    assert window.page().tabs.current() == "consistency"
    assert panel.detail.chosen.column.document_id == "bill"
    assert [words for words, _act in window.page().fixes(finding)] == ["View page"]


def test_a_value_of_the_licence_is_taken_over_and_undone(panel, window, settle):
    desk, company = window.context.desk, window.context.company_id
    desk.companies.set_value(company, "legal_name_zh", "深圳市澄湾科技公司")
    window.context.changed()
    settle(window)
    panel.table.setCurrentIndex(cell_at(panel, "legal_name", "company"))
    assert panel.detail.take.isVisible()
    QTest.mouseClick(panel.detail.take, Qt.MouseButton.LeftButton)
    settle(window)
    assert desk.companies.get(company).legal_name_zh == NAME
    assert desk.companies.get(company).origins["legal_name_zh"] == "read"
    panel.table.setCurrentIndex(cell_at(panel, "legal_name", "bill"))
    assert not panel.detail.take.isVisible()


def test_numbers_of_people_are_masked_in_the_table(panel):
    index = cell_at(panel, "id_number", "company")
    text, _spans = cell_text(index.data(CELL), private=True)
    assert "\N{BULLET}" in text
    assert index.data(CELL).value not in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_translation_is_linked_by_choice(panel, window, settle):
    desk = window.context.desk
    document = desk.documents.get("bill")
    with desk.store.work("Add") as work:
        work.documents.save(
            msgspec.structs.replace(document, id="tr", name="tr.jpg", kind="translation", sha256="c" * 64)
        )  # fmt: skip
    window.context.changed()
    settle(window)
    choice = panel.translations.choices["tr"]
    choice.setCurrentIndex(choice.findData("bill"))
    choice.activated.emit(choice.currentIndex())
    settle(window)
    assert desk.documents.get("tr").translation_of == "bill"


def test_without_documents_the_tab_says_what_will_be_here(desk, open_at, settle):
    window = open_at(desk)
    window.go("documents")
    settle(window)
    window.page().show_tab("consistency")
    settle(window)
    panel = window.page().panel("consistency")
    assert panel.empty.isVisible()
    assert not panel.card.isVisible()


def test_missing_characters_are_put_in_where_they_belong():
    from seller_desk.core.documents.match.model import Mark

    marks = (Mark(start=2, end=2, kind="missing", text="市"), Mark(start=3, end=4, kind="other"))
    text, spans = shown("深圳澄湾", marks)
    assert text == "深圳市澄湾"
    assert [(text[one.start : one.end], one.kind) for one in spans] == [
        ("市", "missing"),
        ("湾", "other"),
    ]


def test_a_model_without_a_matrix_has_no_cells(qapp):
    model = MatrixModel()
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert model.cell(model.index(3, 3)) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 820)), (1.5, (1024, 580))])
def test_no_word_is_cut(sample_desk, bill, open_at, settle, lang, scale, size):
    window = open_at(sample_desk, lang, size)
    window.use_look(scale=scale)
    window.go("documents")
    settle(window)
    window.page().show_tab("consistency")
    settle(window)
    calm()
    panel = window.page().panel("consistency")
    assert cut_words(panel) + sideways(panel) == []


def calm():
    """Layouts within layouts ask again for their sizes, one round each."""
    for _round in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def test_two_papers_of_one_kind_are_told_apart_by_their_files():
    columns = [
        Column(key=key, source="document", kind="business_licence", file=f"{key}.jpg")
        for key in ("old", "new")
    ]
    cells = [
        Cell(column="old", value="甲", difference="identical", base=True),
        Cell(column="new", value="乙", difference="different"),
    ]
    row = Row(fact="legal_name", base="old", difference="different", cells=cells)
    matrix = Matrix(columns=columns, rows=[row])
    chosen = Chosen(row, columns[1], cells[1], columns[0], cells[0])
    assert chosen.names == ("old.jpg", "new.jpg")
    assert "new.jpg differs from old.jpg" in headline(chosen)
    assert reference_caption(columns[0], matrix) == "reference · old.jpg"
    alone = Matrix(columns=columns[:1], rows=[row])
    assert reference_caption(columns[0], alone) == "reference"
