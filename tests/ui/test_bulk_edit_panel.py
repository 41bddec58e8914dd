"""The panel of bulk edits in the real window, on the sample company."""

from PySide6.QtTest import QAbstractItemModelTester

from seller_desk.core.services.listing_bulk import Change, Left
from seller_desk.ui.pages.listings.bulk.changes import ChangesModel
from seller_desk.ui.pages.listings.page import Page
from seller_desk.ui.widgets import CellRole


def opened(window, settle):
    window.go("listings")
    settle(window)
    page = window.findChild(Page)
    page.panels.open("bulk")
    settle(window)
    return page, page.panels.panel("bulk")


def test_every_row_is_shown_and_the_button_says_how_many_before_anything_changes(
    sample_window, settle
):
    window = sample_window
    page, panel = opened(window, settle)
    service, company = window.context.desk.listings, window.context.company_id
    before = service.list(company)
    assert not panel.apply.isEnabled()
    panel.form.field.set_current("brand")
    panel.form.search_for.setText("CHENGWAN")
    panel.form.put.setText("BETTER")
    panel._look()
    settle(window)
    count = panel.plan.changed
    assert panel.model.rowCount() == count == len(before)
    assert panel.apply.text() == f"Change {count} listings"
    assert service.list(company) == before
    panel.apply.click()
    settle(window)
    assert {one.brand for one in service.list(company)} == {"BETTER"}
    assert page.main.isVisible()
    page.panels.open("bulk")
    settle(window)
    assert panel.history.undo.isVisible()
    panel.history.undo.click()
    settle(window)
    assert service.list(company) == before

    # What the form cannot mean is said, and the button waits.
    page.panels.open("bulk")
    panel.form.kind.set_current("margin")
    panel.form._on_kind()
    panel.form.margin.setText("x")
    panel._look()
    settle(window)
    assert panel.notice.isVisible()
    assert not panel.apply.isEnabled()
    panel.form.margin.setText("25")
    panel.form.margin_ending.set_current("0.99")
    panel._look()
    settle(window)
    assert panel.plan.changed > 0
    assert panel.form.rows["field"].isHidden()
    panel.cancel.click()
    settle(window)
    assert page.main.isVisible()


def test_the_table_of_changes_keeps_qts_rules(qapp):
    model = ChangesModel()
    tester = QAbstractItemModelTester(model)
    model.show([Change("1", "A", "title", "", "Box")], [Left("B", "It has no title")])
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert model.index(0, 2).data(CellRole).text == "Box"
    assert model.index(1, 0).data(CellRole).text == "B"
    assert tester.model() is model
