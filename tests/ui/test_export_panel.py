"""The export panel in the real window: templates with their columns, exports kept under a name, lists of what stays out."""

import csv

import openpyxl

from seller_desk.ui.pages.listings.page import Page


def test_templates_presets_and_reports_from_the_window(sample_window, settle, tmp_path):
    window = sample_window
    window.go("listings")
    settle(window)
    page = window.findChild(Page)
    page.panels.open("export")
    settle(window)
    panel = page.panels.panel("export")
    head = panel.head

    # A downloaded template: its columns are shown, and what the seller chooses is remembered.
    book = openpyxl.Workbook()
    book.active.append(["*SKU", "商品名称", "价格", "Verpackung"])
    template = tmp_path / "shopee.xlsx"
    book.save(template)
    panel.format.set_current("template")
    panel.format.chosen.emit("template")
    settle(window)
    assert not panel.save.isEnabled()
    window.context.ask.answers["file"] = template
    head.choose.click()
    settle(window)
    written = panel.result.written
    assert written > 20
    assert panel.mapping.isVisible()
    assert panel.mapping.table.rowCount() == 3
    panel.mapping.every.click()
    assert panel.mapping.table.rowCount() == 4
    panel.mapping.changed.emit("Verpackung", "brand")
    settle(window)
    target = tmp_path / "out.xlsx"
    window.context.ask.answers["save"] = target
    head.save.click()
    settle(window)
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert (len(rows), rows[1][3]) == (1 + written, "CHENGWAN")
    panel.use_template(template)
    settle(window)
    assert {one.header: one.field for one in panel.result.fields}["Verpackung"] == "brand"

    # Kept under a name and taken up again.
    panel.preflight.name.setText("Shopee SG")
    panel.preflight.keep.click()
    assert head.preset.current() == "Shopee SG"
    panel.format.set_current("amazon_json")
    panel.format.chosen.emit("amazon_json")
    settle(window)
    assert head.seller_id.isVisible()
    head.seller_id.setText("A1SPECIMEN")
    head.seller_id.editingFinished.emit()
    settle(window)
    assert panel.request().seller_id == "A1SPECIMEN"
    report = tmp_path / "left.csv"
    window.context.ask.answers["save"] = report
    panel.preflight.report.click()
    with report.open(encoding="utf-8-sig", newline="") as handle:
        assert len(list(csv.reader(handle))) == 1 + len(panel.result.left_out) + len(
            panel.result.notes
        )
    head.preset.set_current("Shopee SG")
    head.preset.chosen.emit("Shopee SG")
    settle(window)
    assert panel.request().template == template
    head.forget.click()
    assert not head.preset.isVisible()

    # Only what is selected; the listings that went into a file say so.
    head.use_catalogue([page.pane.model.at(0).id, page.pane.model.at(1).id], "")
    panel.format.set_current("shopify")
    panel.format.chosen.emit("shopify")
    settle(window)
    assert panel.request().selection.ids is not None
    assert panel.result.written <= 2
    exported = [
        one for one in window.context.desk.listings.list(window.context.company_id) if one.exports
    ]
    assert len(exported) == written
