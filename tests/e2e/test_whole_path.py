"""A seller's whole path through the real window, with keys and clicks, on a real database file, across a restart."""

import zipfile
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit

from seller_desk import app
from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.desk import open_desk
from seller_desk.ui.shell.main_window import MainWindow
from seller_desk.ui.widgets import Notice
from tests.builders import a_document, a_picture

pytestmark = pytest.mark.e2e

# Long enough for a slow machine; a path that hangs fails here and names its step.
PATIENCE_MS = 120_000
CALM_TICKS = 3
SHEET = """\
SKU,标题,品牌,类目,售价,币种,库存,重量(g),描述
T-1,样本牌 Kitchen Box with Lid,SAMPLE,家居厨房,19.90,USD,40,420,Plain box with a lid.
T-2,样本牌 Kitchen Jar,SAMPLE,家居厨房,14.90,USD,25,300,Plain jar.
"""


class Ask:
    """Answers in the seller's stead; `confirm` says yes."""

    def __init__(self):
        self.next_file = None
        self.next_files = []
        self.next_save = None
        self.confirmed = []

    def file(self, title, filters=""):
        return self.next_file

    def files(self, title, filters=""):
        return self.next_files

    def folder(self, title):
        return None

    def save(self, title, name, filters=""):
        return self.next_save

    def confirm(self, title, text, yes):
        self.confirmed.append(title)
        return True


class Driver:
    """Acts inside the running event loop; each step waits until the window has come to rest."""

    def __init__(self, steps):
        self.steps = list(steps)
        self.problem = None
        self.waited = self.calm = 0
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.timer.start(10)

    def tick(self):
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        window = next((one for one in windows if one.isVisible()), None)
        if window is None:
            return
        if not window.settled():
            self.calm = 0
            self.waited += self.timer.interval()
            if self.waited > PATIENCE_MS:
                self.end(window, TimeoutError(f"no rest before {self.steps[:1]}"))
            return
        self.waited = 0
        # What has just been filled is laid out and shown in the next turn.
        self.calm += 1
        if self.calm < CALM_TICKS:
            return
        self.calm = 0
        if not self.steps:
            self.end(window, None)
            return
        try:
            self.steps.pop(0)(window)
        except BaseException as problem:
            self.end(window, problem)

    def end(self, window, problem):
        self.problem = problem
        self.timer.stop()
        window.close()


@pytest.fixture
def drive(qapp, tmp_path, monkeypatch):
    """Open the window as the program does and walk these steps; secrets stay in this test."""
    monkeypatch.setattr(app, "open_desk", partial(open_desk, vault=SessionVault()))

    def run(lang, *steps):
        driver = Driver(steps)
        code = app.main(tmp_path / "data", lang)
        if driver.problem is not None:
            raise driver.problem
        assert not driver.steps
        return code

    return run


def button(page, text):
    (found,) = [
        one for one in page.findChildren(QAbstractButton) if one.text() == text and one.isVisible()
    ]
    return found


def press(page, text):
    one = button(page, text)
    assert one.isEnabled()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def compose(widget, letters, text):
    """As a Pinyin input method does: letters under way, then the characters."""
    focus(widget)
    for length in range(1, len(letters) + 1):
        QApplication.sendEvent(widget, QInputMethodEvent(letters[:length], []))
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(widget, done)


def focus(widget):
    """Put the cursor there, as a click does."""
    widget.setFocus()
    assert widget.hasFocus()


def type_into(widget, text):
    focus(widget)
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def to(place):
    """A step that goes there by the rail."""

    def step(window):
        QTest.mouseClick(window.rail.rows[place], Qt.MouseButton.LeftButton)
        assert window.flow.here == place

    return step


def choose(choice, option):
    place = choice.findData(option)
    assert place >= 0
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def test_a_seller_gets_from_nothing_to_a_verified_packet(drive, tmp_path):
    ask, packet = Ask(), tmp_path / "资料 包.zip"
    papers = tmp_path / "papers"
    papers.mkdir()
    licence = a_document("business_licence").named("执照 1.jpg").write(papers)
    (tmp_path / "products.csv").write_text(SHEET, encoding="gb18030")
    picture = a_picture().write(papers, "main.jpg")

    def start(window):
        window.context.ask = ask
        press(window.page(), "开始录入")

    def company(window):
        page = window.page()
        assert page.step == "company"
        compose(page.field("legal_name_zh").editor, "yangben", "义乌样本贸易有限公司")
        QTest.keyClick(page.field("legal_name_zh").editor, Qt.Key.Key_Tab)
        type_into(page.field("legal_name_en").editor, "Yiwu Sample Trading Co., Ltd.")
        type_into(page.field("unified_social_credit_code").editor, "91440300MA5CHENG0M")
        assert page.field("unified_social_credit_code").row.note_text() == "18 位，校验位正确"
        type_into(page.field("licence_valid_until").editor, "2047-01-18")
        type_into(page.field("registered_capital").editor, "500000")

    def wrong_then_back(window):
        page = window.page()
        name = page.field("legal_name_en").editor
        type_into(name, "Wrong Name Ltd.")
        assert window.context.desk.companies.get(window.context.company_id).legal_name_en == (
            "Wrong Name Ltd."
        )
        window.undo.take_back()

    def address(window):
        page = window.page()
        assert page.field("legal_name_en").editor.text() == "Yiwu Sample Trading Co., Ltd."
        press(page, "下一部分：地址")
        compose(page.field("registered_address.city").editor, "yiwu", "义乌市")
        QTest.keyClick(page.field("registered_address.city").editor, Qt.Key.Key_Tab)
        # Half typed, the field not left: Next must keep it.
        type_into(page.field("registered_address.postal_code").editor, "322000")
        street = page.field("registered_address.street").editor
        compose(street, "yangli", "样例路 8 号")
        QTest.mouseClick(window.bar.next_button, Qt.MouseButton.LeftButton)

    def to_platforms(window):
        page = window.page()
        assert page.step == "platforms"
        stored = window.context.desk.companies.get(window.context.company_id)
        assert stored.registered_address.street == "样例路 8 号"
        press(page, "填商品")

    def product(window):
        page = window.page()
        choose(page.compare._strip.form._category, "home_kitchen")
        # Another currency asks for other exchange rates: the form is made anew.
        choose(page.compare._strip.form._currency, "USD")

    def figures(window):
        form = window.page().compare._strip.form
        for field, text in (("price", "19.90"), ("cost", "3.10"), ("shipping", "5.20")):
            type_into(form.fields[field].editor, text)

    def platform(window):
        page, table = window.page(), window.page().compare._table
        row = [one.result.site.id for one in table.sites.rows].index("ebay.us")
        table.setCurrentIndex(table.sites.index(row, 1))
        QTest.keyClick(table, Qt.Key.Key_Space)
        assert window.context.desk.platforms.my_product(window.context.company_id).chosen_sites == [
            "ebay.us"
        ]
        press(page, "开始入驻申请")
        panel = page.compare._panel
        choose(panel.platform, "ebay")
        boxes = {key: box for key, box in panel.boxes.items() if box.isChecked()}
        assert list(boxes) == ["ebay.us"]
        type_into(panel.day, "2099-12-08")
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)

    def documents(window):
        ask.next_files = [licence]
        press(window.page().tools, "添加文件")

    def correct(window):
        page = window.page()
        assert page.checks.card.shown.document.name == "执照 1.jpg"
        choose(page.checks.card.chooser.kind, "business_licence")

    def dates(window):
        dates = window.page().checks.card.form.dates
        type_into(dates["issued_on"], "2023-06-12")

    def more_dates(window):
        dates = window.page().checks.card.form.dates
        type_into(dates["valid_until"], "2047-01-18")

    def listings(window):
        ask.next_file = tmp_path / "products.csv"
        press(window.page().tools, "导入表格")

    def take(window):
        page = window.page()
        assert page.panels.panel("import").report.outcome.taken == 2
        assert window.bar.next_button.property("kind") == "secondary"
        QTest.mouseClick(page.panels.panel("import").take, Qt.MouseButton.LeftButton)

    def pick(window):
        page = window.page()
        model = page.pane.model
        assert model.rowCount() == 2
        assert window.bar.next_button.property("kind") == "primary"
        page.pane.table.selectRow([model.at(row).sku for row in range(2)].index("T-1"))

    def edit(window):
        editor = window.page().beside.editor
        assert editor.sku.text() == "T-1"
        title = editor.sites["ebay.us"].rows["title"].area
        focus(title)
        title.selectAll()
        QTest.keyClicks(title, "SAMPLE Kitchen Box with Lid, 1 l")
        QTest.keyClick(title, Qt.Key.Key_Tab)
        ask.next_files = [picture]
        QTest.mouseClick(editor.pictures.add, Qt.MouseButton.LeftButton)

    def shipping(window):
        page = window.page()
        page.show_tab("templates")
        press(page, "新建模板")
        focus(page.templates.name)
        page.templates.name.selectAll()
        compose(page.templates.name, "xiaobao", "小包")
        QTest.keyClick(page.templates.name, Qt.Key.Key_Tab)
        press(page, "添加服务")
        press(page, "添加区域")
        zones = page.templates.zones
        focus(zones.countries.search)
        QTest.keyClicks(zones.countries.search, "US")
        QTest.keyClick(zones.countries.search, Qt.Key.Key_Return)
        assert zones.model.setData(zones.model.index(0, 1), "2000")
        assert zones.model.setData(zones.model.index(0, 2), "5.90")

    def account(window):
        press(window.page(), "添加账号")

    def secret(window):
        form = window.page().form
        choose(form.service, "ebay.us")
        type_into(form.user_name, "seller@sample.example")
        focus(form.secret)
        QTest.keyClicks(form.secret, "K7#long-sample-secret")
        QTest.keyClick(form.secret, Qt.Key.Key_Return)

    def export(window):
        assert [
            one.user_name for one in window.page().desk.accounts.list(window.context.company_id)
        ] == ["seller@sample.example"]
        QTest.mouseClick(window.bar.next_button, Qt.MouseButton.LeftButton)

    def build(window):
        assert window.page().step == "export"
        ask.next_save = packet
        press(window.page(), "生成草稿包")

    def verify(window):
        assert ask.confirmed[-1] == "生成草稿包？"
        assert zipfile.is_zipfile(packet)
        ask.next_file = packet
        press(window.page(), "核验资料包")

    def verified(window):
        assert window.context.desk.bundles.verify(packet).ok
        assert "核验通过" in window.bar.text or told(window.page(), "核验通过")

    steps = [start, company, wrong_then_back, address, to_platforms, product, figures, platform]
    steps += [to("documents"), documents, correct, dates, more_dates]
    steps += [to("listings"), listings, take, pick, edit, to("shipping"), shipping]
    steps += [to("accounts"), account, secret, export, build, verify, verified]
    assert drive("zh", *steps) == 0

    def there(window):
        look(window, packet)
        assert window.flow.here == "applications"
        window.go("listings")

    def pick_again(window):
        pane = window.page().pane
        pane.table.selectRow([pane.model.at(row).sku for row in range(2)].index("T-1"))

    def title_is_shown(window):
        page = window.page()
        rows = page.beside.editor.sites["ebay.us"].rows
        assert rows["title"].area.toPlainText() == "SAMPLE Kitchen Box with Lid, 1 l"
        assert len(page.beside.editor.listing.images) == 1

    assert drive("zh", there, pick_again, title_is_shown) == 0


def told(page, words):
    return any(
        words in one.accessibleName() for one in page.findChildren(Notice) if one.isVisible()
    )


def look(window, packet):
    """The state after the restart, from the services and on the screen."""
    desk, company_id = window.context.desk, window.context.company_id
    company = desk.companies.get(company_id)
    assert company.legal_name_zh == "义乌样本贸易有限公司"
    assert company.legal_name_en == "Yiwu Sample Trading Co., Ltd."
    assert company.registered_address.city == "义乌市"
    assert company.registered_address.postal_code == "322000"
    assert company.registered_address.street == "样例路 8 号"
    product = desk.platforms.my_product(company_id)
    assert (product.price, product.cost, product.category) == (
        Decimal("19.90"),
        Decimal("3.10"),
        "home_kitchen",
    )
    (application,) = desk.applications.list(company_id)
    assert (application.platform, application.planned_date) == ("ebay", date(2099, 12, 8))
    (document,) = desk.documents.list(company_id, application.id)
    assert (document.kind, document.issued_on) == ("business_licence", date(2023, 6, 12))
    assert document.valid_until == date(2047, 1, 18)
    first, second = sorted(desk.listings.list(company_id), key=lambda one: one.sku)
    assert (first.sku, first.category, first.price) == ("T-1", "home_kitchen", Decimal("19.90"))
    assert first.sites["ebay.us"].title == "SAMPLE Kitchen Box with Lid, 1 l"
    assert second.title == "样本牌 Kitchen Jar"
    (template,) = desk.shipping.templates(company_id)
    assert template.name == "小包"
    assert template.zones[0].countries == ["US"]
    (account,) = desk.accounts.list(company_id)
    assert (account.service, account.user_name) == ("ebay.us", "seller@sample.example")
    record = desk.bundles.history(application.id)[0]
    assert Path(record.path) == packet
    assert record.accepted_blockers
    assert desk.bundles.verify(packet).ok
    assert b"K7#long-sample-secret" not in (desk.folder.database).read_bytes()
    assert window.rail.company_button.text() == "义乌样本贸易"
    assert not [
        box for box in window.findChildren(QCheckBox) if not box.accessibleName() and not box.text()
    ]
