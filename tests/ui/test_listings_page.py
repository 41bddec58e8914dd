"""The listings page in the real window, driven as a seller would, on a real database file."""

from array import array
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton

from seller_desk.core.desk import open_desk
from seller_desk.core.listings.overview import ListingRow, SiteState
from seller_desk.core.services.listing_catalogue import Table
from seller_desk.core.services.listing_imports import ImportRequest
from seller_desk.ui.pages.listings.measures import measured_rows
from seller_desk.ui.pages.listings.page import Page
from seller_desk.ui.pages.listings.table import ListingModel, state_cell
from seller_desk.ui.pages.listings.variations import FamilyModel
from seller_desk.ui.widgets import CellRole

SHEET = "货号,标题,售价,库存,备注\nN-1,收纳盒,9.90,5,x\nN-2,收纳罐,1e5,5,y\n,无编码,3,2,z\n"


@pytest.fixture
def opened(sample_window, settle):
    sample_window.go("listings")
    settle(sample_window)
    return sample_window, sample_window.findChild(Page)


def press(page, text):
    (button,) = [
        one for one in page.findChildren(QAbstractButton) if one.text() == text and one.isVisible()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page, sku):
    model = page.pane.model
    row = next(r for r in range(model.rowCount()) if model.at(r).sku == sku)
    page.pane.table.selectRow(row)


def stored(window, sku):
    (found,) = [
        one
        for one in window.context.desk.listings.list(window.context.company_id)
        if one.sku == sku
    ]
    return found


def row(number, **changes):
    fields = {
        "id": f"id-{number}",
        "sku": f"S-{number}",
        "title": f"Title {number % 7}",
        "parent_sku": "",
        "picture": "",
        "states": (SiteState(blockers=number % 2), SiteState(empty=True)),
    }
    return ListingRow(**{**fields, **changes})


class Rows:
    """Rows as the service has them, and how often they were asked for."""

    def __init__(self, number):
        self.number, self.asked = number, []

    def rows(self, rows, sites):
        self.asked.append(list(rows))
        return {one: row(one) for one in rows if one != 7}

    def row_of(self, listing_id):
        return int(listing_id.removeprefix("id-"))

    def ids_of(self, rows):
        return [f"id-{one}" for one in rows]

    def table(self, **values):
        return Table(("amazon.us", "ebay.us"), array("q", range(1, self.number + 1)), **values)


def test_the_model_keeps_qts_rules_and_fetches_what_is_asked_for(qapp):
    source = Rows(200)
    model = ListingModel(source)
    tester = QAbstractItemModelTester(model)
    model.show(source.table(), ["A", "E"])
    assert (model.rowCount(), model.columnCount()) == (200, 3)
    assert model.counts() == {}
    model.count(source.table(counts={"all": 200}))
    assert model.counts() == {"all": 200}
    model.restate()
    source.asked.clear()
    model.at(70), model.at(71), model.at(127)
    assert source.asked == [list(range(65, 129))]
    assert model.at(6) is None
    assert model.index(6, 0).data() is None
    assert model.row_of("id-1") == 0
    assert model.row_of("id-201") == -1
    assert model.ids([1, 2]) == ["id-2", "id-3"]
    assert model.index(0, 2).data(CellRole).text == "Empty"
    asked = []
    model.sort_asked.connect(lambda column, order: asked.append((column, order)))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked == [(1, Qt.SortOrder.DescendingOrder)]
    assert tester.model() is model


def test_states_have_their_words(qapp):
    told = [
        state_cell(one).text
        for one in (
            SiteState(known=False),
            SiteState(empty=True),
            SiteState(blockers=2),
            SiteState(warnings=1),
            SiteState(),
            SiteState(exported=True),
        )
    ]
    assert told == ["Being checked", "Empty", "2 blockers", "1 warning", "Ready", "Exported"]


def test_the_model_of_a_family_takes_only_values_of_its_columns(qapp, sample_desk):
    company = sample_desk.companies.list()[0].id
    children = sample_desk.listings.family(company, "CW-BOX-3")
    model = FamilyModel()
    tester = QAbstractItemModelTester(model)
    model.show(children)
    edited = []
    model.edited.connect(edited.append)
    assert model.setData(model.index(0, 3), "19.5")
    assert not model.setData(model.index(0, 3), "1e5")
    assert not model.setData(model.index(0, 4), "²")
    assert not model.setData(model.index(0, 0), "")
    assert [one.price for one in edited] == [Decimal("19.5")]
    assert tester.model() is model


def test_a_hundred_thousand_rows_are_shown_at_once(qapp, qtbot):
    from seller_desk.ui.theme import Theme

    Theme(mode="light", language="en").apply()
    from PySide6.QtWidgets import QTableView

    from seller_desk.ui.widgets.tables import make_table

    source = Rows(100_000)
    view, model = QTableView(), ListingModel(source)
    qtbot.addWidget(view)
    make_table(view, name="x")
    view.setModel(model)
    model.show(source.table(), ["A", "E"])
    view.resize(400, 600)
    view.show()
    view.scrollToBottom()
    assert model.rowCount() == 100_000
    assert view.rowAt(20) > 99_000
    assert sum(len(rows) for rows in source.asked) < 1000


def test_the_sample_shows_its_problems_and_counts(opened, settle):
    window, page = opened
    assert page.pane.model.counts()["problems"] == 2
    assert page.filter.isVisible()
    press(page, "With problems 2")
    settle(window)
    assert page.pane.model.rowCount() == 2


def test_a_title_that_is_too_long_is_marked_counted_and_saved(opened, settle):
    window, page = opened
    choose(page, "CW-RACK-WALL")
    settle(window)
    editor = page.beside.editor
    field = editor.sites["amazon.us"].rows["title"]
    assert field.counter.over()
    (mark,) = field.area.extraSelections()
    assert mark.cursor.selectedText() == field.value()[75:]
    assert "at most 75" in field.note_text()
    field.area.setFocus()
    field.area.setPlainText("CHENGWAN Spice Rack with Four Shelves")
    editor.sku.setFocus()
    page.search.setFocus()
    settle(window)
    assert stored(window, "CW-RACK-WALL").sites["amazon.us"].title.endswith("Four Shelves")
    assert not field.counter.over()
    assert page.pane.model.counts()["problems"] == 1


def test_a_filter_is_kept_found_again_and_forgotten(opened, settle):
    window, page = opened
    page.search.setText("jar")
    press(page, "Ready 33")
    page.pane.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    settle(window)
    shown = [page.pane.model.at(n).sku for n in range(page.pane.model.rowCount())]
    assert 0 < len(shown) < 33
    menu = page.tools.filters

    def line(start):
        menu.aboutToShow.emit()
        (found,) = [one for one in menu.actions() if one.text().startswith(start)]
        return found

    line("Keep this filter").trigger()
    (name,) = page.service.filters()
    assert name.startswith("“jar” · Ready · by ")
    page.choice.show_all()
    page.search.clear()
    QTest.qWait(250)
    settle(window)
    assert page.pane.model.rowCount() == 35
    line("“jar”").trigger()
    settle(window)
    assert [page.pane.model.at(n).sku for n in range(page.pane.model.rowCount())] == shown
    assert page.search.text() == "jar"
    assert page.filter.current() == "ready"
    line("Forget").trigger()
    assert page.service.filters() == {}


def test_all_rows_can_be_chosen(opened):
    _window, page = opened
    page.pane.table.selectAll()
    assert len(page.chosen_ids()) == 35
    assert page.pane.count.text().startswith("35 chosen")


def test_search_terms_are_counted_in_bytes(opened):
    _window, page = opened
    field = page.beside.editor.sites["amazon.us"].rows["search_terms"]
    field.area.setPlainText("餐" * 84)
    assert field.counter.over()
    (mark,) = field.area.extraSelections()
    assert mark.cursor.selectedText() == "餐"


def test_a_search_of_two_characters_finds_rows(opened, settle):
    window, page = opened
    page.search.setText("rac")
    QTest.qWait(250)
    settle(window)
    titles = [page.pane.model.at(n) for n in range(page.pane.model.rowCount())]
    assert 0 < len(titles) < 35
    assert all("rac" in f"{one.sku} {one.title}".casefold() for one in titles)


def test_a_finding_leads_to_its_field_whatever_is_filtered(opened, settle):
    window, page = opened
    press(page, "Ready 33")
    page.search.setText("jar")
    QTest.qWait(250)
    settle(window)
    found = window.context.desk.listings.findings(window.context.company_id)
    (one,) = [each for each in found if each.code == "listing.title_too_long"]
    page.reveal(one)
    settle(window)
    assert page.pane.chosen_id() == one.subject.id
    assert page.beside.editor.tabs.current() == "amazon.us"
    assert page.beside.editor.sites["amazon.us"].rows["title"].area.hasFocus()


def test_the_main_image_is_measured_and_its_order_changed(opened, settle, tmp_path):
    window, page = opened
    choose(page, "CW-BOX-3-SAND")
    settle(window)
    strip = page.beside.editor.pictures
    assert any("RGB 246 242 231" in text for text in strip.measures.texts)
    from PIL import Image

    Image.new("RGB", (1600, 1600), "white").save(tmp_path / "two.png")
    window.context.ask.answers["files"] = [tmp_path / "two.png"]
    press(page, "Add pictures")
    settle(window)
    assert [one.name for one in stored(window, "CW-BOX-3-SAND").images][1:] == ["two.png"]
    strip.list.setCurrentRow(1)
    QTest.mouseClick(strip._left, Qt.MouseButton.LeftButton)
    settle(window)
    assert stored(window, "CW-BOX-3-SAND").images[0].name == "two.png"


def test_a_new_listing_is_copied_deleted_and_brought_back(opened, settle):
    window, page = opened
    press(page, "New listing")
    settle(window)
    assert page.pane.model.at(page.pane.model.row_of(page.pane.chosen_id())).sku == "SKU-1"
    press(page, "Copy as new")
    settle(window)
    assert stored(window, "SKU-1-2")
    press(page, "Delete")
    settle(window)
    count = page.pane.model.rowCount()
    window.context.desk.store.undo()
    window.context.changed()
    settle(window)
    assert page.pane.model.rowCount() == count + 1


def test_variations_are_made_from_option_values(opened, settle):
    window, page = opened
    press(page, "New listing")
    settle(window)
    editor = page.beside.editor
    editor.tabs.set_current("common")
    editor._on_tab("common")
    editor.variations.names[0].setText("Color")
    editor.variations.values[0].setText("Blue，Red")
    press(page, "Make variations")
    settle(window)
    assert [one.sku for one in editor.variations.model._children] == ["SKU-1-BLUE", "SKU-1-RED"]


def test_common_fields_refuse_what_they_are_not(opened, settle):
    window, page = opened
    choose(page, "CW-BOX-3-BLUE")
    settle(window)
    common = page.beside.editor.common
    quantity, gtin = common.rows["quantity"], common.rows["gtin"]
    quantity.editor.setText("²")
    quantity.editor.editingFinished.emit()
    assert "whole number" in quantity.note_text()
    gtin.editor.setText("9520001203016")
    gtin.editor.editingFinished.emit()
    settle(window)
    assert "check digit" in gtin.note_text().casefold()
    assert stored(window, "CW-BOX-3-BLUE").gtin == "9520001203016"


def test_a_sheet_is_looked_at_mapped_and_taken(opened, settle, tmp_path):
    window, page = opened
    path = tmp_path / "货盘.csv"
    path.write_bytes(SHEET.encode("gb18030"))
    window.context.ask.answers["file"] = path
    press(page, "Import a sheet")
    settle(window)
    panel = page.panels.panel("import")
    assert panel.isVisible()
    assert panel.report.sheet.file.encoding == "gb18030"
    assert panel.rows.counts.text() == "3 rows: 1 new, 0 updated, 2 not taken"
    assert panel.rejected.rowCount() == 2
    (note,) = [
        panel.mapping.cellWidget(n, 2).layout().itemAt(0).widget()
        for n in range(panel.mapping.rowCount())
        if panel.mapping.item(n, 0).text() == "备注"
    ]
    note.set_current("description")
    note.chosen.emit("description")
    settle(window)
    press(page, "Import 1 row")
    settle(window)
    assert stored(window, "N-1").description == "x"
    # The rest stays in view until it was saved or let go; the mapping is kept for the next such sheet.
    assert not page.main.isVisible()
    window.context.ask.answers["save"] = tmp_path / "mend.csv"
    press(page, "Save 2 rows to mend")
    settle(window)
    again = window.context.desk.listings.preview(window.context.company_id, tmp_path / "mend.csv")
    assert (again.outcome.read, len(again.rejected)) == (2, 2)
    assert window.context.desk.listings.preview(window.context.company_id, path).kept
    press(page, "Close")
    settle(window)
    assert page.main.isVisible()
    assert window.context.desk.store.can_undo() == "Import listings"


def test_a_kept_mapping_can_be_forgotten_and_a_long_file_taken_in_part(
    opened, settle, tmp_path, monkeypatch
):
    monkeypatch.setattr("seller_desk.core.listings.importers.sheets.MOST_ROWS", 2)
    window, page = opened
    path = tmp_path / "long.csv"
    path.write_text("货号,标题,备注,空\n" + "".join(f"L-{n},盒,{n},\n" for n in range(3)), "utf-8")
    window.context.desk.listings.import_file(
        window.context.company_id,
        ImportRequest(path=path, mapping={"备注": "search_terms"}, rows=(2, 2)),
    )
    page.panels.open("import", ImportRequest(path=path))
    settle(window)
    panel = page.panels.panel("import")
    assert "3" in panel.notices["alarm"].accessibleName()
    press(page, "Take rows 2 to 3")
    settle(window)
    assert panel.notices["notice"].isVisible()
    # The empty column is shown when it is asked for.
    assert panel.mapping.rowCount() == 3
    press(page, "1 empty column")
    assert panel.mapping.rowCount() == 4
    press(page, "Forget it")
    settle(window)
    assert not panel.notices["notice"].isVisible()
    assert window.context.desk.listings.mappings() == []
    press(page, "Import 2 rows")
    settle(window)
    assert page.main.isVisible()
    assert stored(window, "L-1").search_terms == ""


def test_a_file_that_is_no_sheet_says_so_on_the_page(opened, settle, tmp_path):
    window, page = opened
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04broken")
    window.context.ask.answers["file"] = path
    press(page, "Import a sheet")
    settle(window)
    notice = page.panels.panel("import").notices["alarm"]
    assert notice.isVisible()
    assert "damaged" in notice.accessibleName()
    press(page, "Cancel")
    settle(window)
    assert page.main.isVisible()


def test_the_export_shows_first_what_stays_out_and_then_writes(opened, settle, tmp_path):
    window, page = opened
    press(page, "Export")
    settle(window)
    panel = page.panels.panel("export")
    assert panel.counts.text() == "Choose your own template first"
    assert not panel.save.isEnabled()
    panel.format.set_current("ebay-draft")
    panel.format.chosen.emit("ebay-draft")
    settle(window)
    assert panel.result.written > 20
    assert panel.table.rowCount() == len(panel.result.left_out) + len(panel.result.notes)
    window.context.ask.answers["save"] = tmp_path / "drafts.csv"
    press(page, "Write the file")
    settle(window)
    assert (tmp_path / "drafts.csv").read_bytes() == panel.result.data


def test_every_control_has_a_name(opened, settle):
    window, page = opened
    choose(page, "CW-BOX-3")
    settle(window)
    for tab in ("common", "amazon.us", "ebay.us"):
        page.beside.editor.tabs.set_current(tab)
        page.beside.editor._on_tab(tab)
        for one in page.findChildren(QAbstractButton):
            if one.isVisible() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                assert one.text() or one.accessibleName(), one
        for key, field in page.beside.editor.common.rows.items():
            assert field.editor.accessibleName(), key


def test_what_was_written_is_there_after_a_restart(opened, settle, tmp_path):
    window, page = opened
    choose(page, "CW-JAR-SET")
    settle(window)
    brand = page.beside.editor.common.rows["brand"]
    brand.editor.setText("OTHER")
    brand.editor.editingFinished.emit()
    settle(window)
    folder = window.context.desk.folder
    with open_desk(folder, write=False) as again:
        (found,) = again.listings.list(window.context.company_id, "CW-JAR-SET")
    assert found.brand == "OTHER"


def test_measured_rows_say_state_value_and_need(sample_desk):
    from seller_desk.core.listings.images import ImageReport

    limits = sample_desk.listings.picture_limits("amazon.us")
    report = ImageReport(format="jpeg", width=2400, height=2400, fill=0.7, long_share=0.8)
    rows = {
        name: (state, value)
        for state, name, value, _need in measured_rows(report, limits, main=True)
    }
    assert rows["Background"] == ("done", "pure white")
    assert rows["Product fills"] == ("warning", "70%")
    assert rows["Long side"] == ("done", "2,400 px")


def test_a_report_leads_to_the_field_and_the_failing_ones_are_written_again(
    opened, settle, tmp_path
):
    window, page = opened
    report = Path(__file__).parents[1] / "fixtures" / "reports" / "ebay_results.csv"
    page.panels.open("report", report)
    settle(window)
    panel = page.panels.panel("report")
    assert panel.counts.text() == "1 listing with errors"
    assert panel.model.rowCount() == 3
    window.context.ask.answers["save"] = tmp_path / "again.csv"
    press(page, "Write the failing ones again")
    settle(window)
    assert "CW-BOX-3-BLUE" in (tmp_path / "again.csv").read_text("utf-8")
    press(page, "Go to the field")
    settle(window)
    assert page.main.isVisible()
    chosen = window.context.desk.listings.get(page.beside.shown_id())
    assert chosen.sku == "CW-BOX-3-BLUE"
