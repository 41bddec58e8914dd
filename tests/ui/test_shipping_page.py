"""The shipping page in the real window, driven as a seller would, on a real database file."""

from decimal import Decimal as D
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.shipping.model import Surcharge
from seller_desk.ui.pages.shipping.incoming import IncomingCard
from seller_desk.ui.pages.shipping.page import Page
from seller_desk.ui.widgets import CellRole, Notice

SHEET = """国家,重量段（kg）,公斤价(RMB/KG),挂号费(RMB/票),经理
美国,0-0.1kg,98,24,x
美国,0.7-2kg,87,13,x
火星,0-1,1,1,x
"""


@pytest.fixture
def opened(desk, open_at, settle):
    with desk.store.work("x") as work:
        work.companies.save(Company(id="a", legal_name_zh="样本公司"))
    window = open_at(desk)
    window.go("shipping")
    settle(window)
    return window, window.findChild(Page)


def press(page, text):
    (button,) = [
        one for one in page.findChildren(QAbstractButton) if one.text() == text and one.isVisible()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(edit: QLineEdit, text):
    edit.setFocus()
    edit.setText(text)
    edit.editingFinished.emit()


def cells(model):
    return [
        [model.index(row, column).data(CellRole).text for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def notices(page):
    return [one.accessibleName() for one in page.findChildren(Notice) if one.isVisible()]


def test_an_empty_page_says_on_each_tab_what_to_do(opened):
    _window, page = opened
    press(page, "Import price list")
    assert page.context.ask.asked == [("file", "Import price list")]
    page.show_tab("templates")
    press(page, "New template")
    assert page.templates.template().name == "Shipping template"


def test_a_sheet_is_read_shown_mapped_and_kept(opened, settle, tmp_path, desk):
    window, page = opened
    path = tmp_path / "线路.csv"
    path.write_bytes(SHEET.encode("gb18030"))
    window.context.ask.answers["file"] = path
    page.cards.ask_file()
    settle(window)
    card = page.findChild(IncomingCard)
    assert {head: one.current() for head, one in card.choices.items()} == {
        "国家": "country",
        "重量段（kg）": "weight",
        "公斤价(RMB/KG)": "per_kg",
        "挂号费(RMB/票)": "per_parcel",
        "经理": "",
    }
    assert "1 rows could not be taken" in notices(page)
    assert desk.shipping.cards("a") == []
    card.choices["经理"].set_current("ignored")
    card.choices["经理"].chosen.emit("ignored")
    settle(window)
    card = next(one for one in page.findChildren(IncomingCard) if one.isVisible())
    assert card.choices["经理"].current() == "ignored"
    fill(card.name, "Line A")
    press(page, "Keep price list")
    settle(window)
    (kept,) = desk.shipping.cards("a")
    assert kept.name == "Line A"
    assert cells(page.cards.model) == [
        ["United States", "0–100 g", "24 + 98 per kg", ""],
        ["United States", "0.7–2 kg", "13 + 87 per kg", ""],
    ]
    assert "No price between bands" in notices(page)


def test_a_file_that_is_no_price_list_is_refused_in_the_page(opened, settle, tmp_path):
    window, page = opened
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    page.cards.read(tmp_path / "x.csv")
    settle(window)
    assert notices(page) == ["x.csv has no price table"]


def test_a_template_is_built_by_hand_and_survives_a_restart(opened, settle, desk):
    window, page = opened
    page.show_tab("templates")
    press(page, "New template")
    fill(page.templates.name, "Post")
    press(page, "Add a service")
    press(page, "Add a zone")
    zones = page.templates.zones
    zones.countries.search.setText("德国")
    zones.countries.search.returnPressed.emit()
    model = zones.model
    assert model.setData(model.index(0, 1), "500")
    assert model.setData(model.index(0, 2), "5.90")
    assert model.setData(model.index(1, 1), "2000")
    assert model.setData(model.index(1, 3), "12")
    assert not model.setData(model.index(1, 3), "dear")
    zones.free.setText("40")
    zones.free.editingFinished.emit()
    press(page, "Add a surcharge")
    page.templates.excluded.search.setText("US-AK")
    page.templates.excluded.search.returnPressed.emit()
    settle(window)
    folder = desk.folder
    window.close_down()
    desk.close()
    with open_desk(folder, write=False) as again:
        (template,) = again.shipping.templates("a")
    assert (template.name, template.zones[0].countries, template.excluded) == (
        "Post",
        ["DE"],
        ["US-AK"],
    )
    (rates,) = template.rates
    assert rates.free_from == 40
    assert [(one.up_to_g, one.price, one.per_kg) for one in rates.bands] == [
        (500, D("5.90"), 0),
        (2000, 0, 12),
    ]
    assert template.surcharges == [Surcharge(name="fuel", kind="percent_of_freight")]


def test_an_undone_edit_is_shown_undone(opened, settle, desk):
    window, page = opened
    page.show_tab("templates")
    press(page, "New template")
    fill(page.templates.name, "Post")
    settle(window)
    desk.store.undo()
    window.context.changed()
    settle(window)
    page.templates.name.clearFocus()
    assert page.templates.template().name == "Shipping template"


def test_a_parcel_is_tried_with_cost_charge_and_difference(opened, settle, desk, tmp_path):
    window, page = opened
    rate = Rate(value=D("7.2"), on=desk.today())
    desk.platforms.set_my_product("a", Product(currency="USD", rates={"CNY": rate}))
    path = tmp_path / "rates.csv"
    path.write_text("国家,重量段,公斤价(RMB/KG),挂号费\n美国,0-2,92,15\n", encoding="utf-8")
    desk.shipping.import_rates("a", path)
    sample = Path(__file__).resolve().parents[2] / "resources" / "samples" / "template.toml"
    desk.shipping.set_template("a", sample)
    page.show_tab("parcel")
    settle(window)
    # 92 x 0.48 = 44.16, + 15 = 59.16 CNY = 8.22 USD, of which the buyer pays 4.99
    assert cells(page.parcel.cost.model) == [
        ["Freight", "92 per kg × 0.48 kg", "44.16 CNY"],
        ["Registration and handling", "per parcel", "15.00 CNY"],
        ["Total", "", "59.16 CNY"],
    ]
    assert cells(page.parcel.charge.model)[-1] == ["Total", "", "4.99 USD"]
    assert page.parcel._difference.text() == "You add 3.23 USD"
    fill(page.parcel.weight, "heavy")
    assert not page.parcel.cost.isVisible()
    assert page.parcel._weight_row.note_text() == "A weight such as 480 g or 0.48 kg"
    fill(page.parcel.weight, "3 kg")
    assert "No price" in notices(page)


def test_a_finding_leads_to_its_zone_and_bands(opened, settle, desk, tmp_path):
    window, page = opened
    path = tmp_path / "t.toml"
    path.write_text(
        'name = "T"\n[[tiers]]\nid = "s"\n[[zones]]\nid = "us"\ncountries = ["US"]\n[[zones]]\nid = "de"\n'
        'name = "Germany"\ncountries = ["DE"]\n[[rates]]\ntier = "s"\nzone = "us"\nbands = [{ up_to_g = 9, price = 1 }]\n'
        '[[rates]]\ntier = "s"\nzone = "de"\nbands = [{ above_g = 5, up_to_g = 9, price = 1 }]\n'
    )
    desk.shipping.set_template("a", path)
    (finding,) = desk.shipping.findings("a", None)
    assert finding.place.field == "rates/s/de"
    page.reveal(finding)
    settle(window)
    assert page.templates.zones.name.text() == "Germany"
    assert "Weight bands do not join up" in notices(page)


def test_the_template_in_view_is_exported(opened, settle, desk, tmp_path):
    window, page = opened
    sample = Path(__file__).resolve().parents[2] / "resources" / "samples" / "template.toml"
    desk.shipping.set_template("a", sample)
    desk.applications.new("a", "amazon", ["us"])
    page.show_tab("templates")
    settle(window)
    page._format.set_current("amazon")
    window.context.ask.answers["save"] = tmp_path / "sheet.xlsx"
    press(page, "Export sheet")
    assert (tmp_path / "sheet.xlsx").read_bytes()[:2] == b"PK"
    assert "Written: sheet.xlsx" in notices(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_control_has_a_name(opened, settle, lang, desk):
    window, page = opened
    sample = Path(__file__).resolve().parents[2] / "resources" / "samples" / "template.toml"
    desk.shipping.set_template("a", sample)
    window.use_language(lang)
    window.go("shipping")
    settle(window)
    page = next(one for one in window.findChildren(Page) if one.isVisible())
    for tab in ("cards", "templates", "parcel"):
        page.show_tab(tab)
        for kind in (QLineEdit, QAbstractButton):
            nameless = [
                one
                for one in page.findChildren(kind)
                if one.isVisible()
                and one.focusPolicy() != Qt.FocusPolicy.NoFocus
                and not one.accessibleName()
                and not (isinstance(one, QAbstractButton) and one.text())
            ]
            assert nameless == []
