"""Writing in the real window: titles shortened, bullets checked, keywords taken in, a category chosen, a plan ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from seller_desk.ui.pages.listings.page import Page
from seller_desk.ui.pages.listings.site_form import SiteForm
from tests.ui.fitting import cut_words, sideways
from tests.ui.test_nothing_is_cut import calm

SHEET = "Keyword Phrase,Cerebro IQ Score,Search Volume,Competing Products\nmeal prep container,9,9000,300\nbento box,8,500,20\n,1,1,1\nlunch,1,many,1\n"
TREE = "1 - Home\n2 - Home > Storage Boxes\n3 - Home > Storage Boxes > Lunch Boxes\n"
LONG = "CW-RACK-WALL"


@pytest.fixture
def page(sample_window, settle):
    sample_window.go("listings")
    settle(sample_window)
    return sample_window.findChild(Page)


def listing(page, sku):
    return page.desk.writing.by_sku(page.context.company_id, sku)


def open_panel(page, settle, name, sku="CW-BOX-3", part="", site="amazon.us"):
    page.panels.open(name, (listing(page, sku).id, site, part))
    settle(page.window())
    return page.panels.panel(name)


def press(button):
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_shorten_for_me_leads_from_the_title_to_a_title_that_fits(page, settle, qtbot):
    page.pane.choose(listing(page, LONG).id)
    page.beside.show_listing(listing(page, LONG).id)
    settle(page.window())
    form = page.beside.editor.findChild(SiteForm)
    assert form.shorten.isVisible()
    press(form.shorten)
    settle(page.window())
    panel = page.panels.panel("write")
    title = panel.page("title")
    assert title.isVisible()
    assert title.made.title == "CHENGWAN Wall Mounted Spice Rack with Four Shelves"
    press(panel.act)
    settle(page.window())
    own = listing(page, LONG).sites["amazon.us"]
    assert own.title == title.made.title
    assert own.highlights.endswith("for Pantry and Kitchen Door")
    assert not panel.act.isEnabled()
    assert panel.why.text()
    # A part written anew is built at once; nothing is kept before the button is pressed.
    title.parts.rows[1].text.setText("Spice Shelf")
    title.parts.rows[1].text.textEdited.emit("Spice Shelf")
    assert title.after.text() == "CHENGWAN Spice Shelf with Four Shelves"
    assert listing(page, LONG).sites["amazon.us"].title == own.title
    title.parts.rows[2].out.click()
    assert title.after.text() == "CHENGWAN Spice Shelf"
    panel.back.click()
    settle(page.window())
    assert page.stack.currentWidget() is page.main


def test_titles_of_all_are_shown_before_they_are_written_as_one_change(page, settle):
    page.panels.open("titles", "amazon.us")
    settle(page.window())
    panel = page.panels.panel("titles")
    assert panel.table.rowCount() == 1
    assert panel.after.text() == "CHENGWAN Wall Mounted Spice Rack with Four Shelves"
    assert panel.write.text() == "Write 1 title"
    assert (
        "amazon.us" not in listing(page, LONG).sites
        or not listing(page, LONG).sites["amazon.us"].title
    )
    press(panel.write)
    settle(page.window())
    assert listing(page, LONG).sites["amazon.us"].title == panel.found[0].after
    assert page.desk.store.undo() == "Write titles"


def test_bullets_and_description_are_checked_while_they_are_written(page, settle, qtbot):
    panel = open_panel(page, settle, "write", part="bullets")
    bullets = panel.page("bullets")
    assert not panel.act.isEnabled()
    bullets.rows[3].area.setPlainText("Satisfaction guaranteed or money back")
    qtbot.waitUntil(
        lambda: "claim" in bullets.rows[3].note_text() or "phrase" in bullets.rows[3].note_text(),
        timeout=5000,
    )
    press(panel.act)
    settle(page.window())
    assert listing(page, "CW-BOX-3").sites["amazon.us"].bullets[3].startswith("Satisfaction")
    panel.tabs.set_current("description")
    panel._on_tab("description")
    settle(page.window())
    text = panel.page("description")
    text.areas["suits"].setPlainText("Lunch at work")
    assert text.text.text().endswith("Who it is for\nLunch at work")
    text.form.set_current("html")
    text._on_form("html")
    assert text.value().endswith("<h3>Who it is for</h3><p>Lunch at work</p>")


def test_keywords_are_taken_in_with_bad_rows_told_and_become_search_terms(page, settle, tmp_path):
    path = tmp_path / "cerebro.csv"
    path.write_text(SHEET, encoding="utf-8")
    panel = open_panel(page, settle, "keywords")
    tester = QAbstractItemModelTester(panel.model)
    page.context.ask.answers["file"] = path
    press(panel.take)
    settle(page.window())
    assert "2 keywords" in panel.notice.accessibleName()
    assert panel.model.counts() == {"all": 2, "gaps": 2, "picks": 1, "long": 1}
    panel.model.set_filter("gaps")
    assert panel.model.at(0).keyword.text == "meal prep container"
    assert tester.model() is panel.model
    write = open_panel(page, settle, "write", part="terms")
    terms = write.page("terms")
    assert terms.built.text.startswith("meal prep bento box")
    assert "container" not in terms.built.text
    press(write.act)
    settle(page.window())
    assert listing(page, "CW-BOX-3").sites["amazon.us"].search_terms == terms.built.text


def test_a_category_is_found_in_a_list_that_was_taken_in(page, settle, tmp_path):
    panel = open_panel(page, settle, "write", part="category")
    category = panel.page("category")
    assert category.notice.isVisible()
    path = tmp_path / "tree.txt"
    path.write_text(TREE, encoding="utf-8")
    page.context.ask.answers["file"] = path
    category.words.setText("收纳盒")
    press(category.add)
    settle(page.window())
    assert category.hits[0].node.id == "2"
    category.table.selectRow(0)
    assert category.deeper.isVisible()
    press(panel.act)
    settle(page.window())
    assert listing(page, "CW-BOX-3").sites["amazon.us"].category_id == "2"


def test_a_plan_is_ticked_and_saved(page, settle, tmp_path):
    panel = open_panel(page, settle, "write", part="plan")
    plan = panel.page("plan")
    before = plan.open.text()
    plan.boxes["shot.size"].click()
    settle(page.window())
    assert plan.open.text() != before
    assert plan.boxes["shot.size"].isChecked()
    target = tmp_path / "plan.html"
    page.context.ask.answers["save"] = target
    press(panel.act)
    settle(page.window())
    assert "970 x 600" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "scale", "size"), [("zh", 1.0, (1024, 580)), ("en", 1.5, (1280, 820))]
)
def test_no_word_of_the_panels_is_cut_and_every_stop_has_a_name(
    open_at, sample_desk, settle, lang, scale, size
):
    window = open_at(sample_desk, lang)
    window.use_look(scale=scale)
    window.resize(*size)
    window.go("listings")
    settle(window)
    page = window.page()
    found = []
    for name, part in (
        ("write", "title"), ("write", "bullets"), ("write", "description"), ("write", "terms"),
        ("write", "category"), ("write", "plan"), ("keywords", ""), ("titles", ""),
    ):  # fmt: skip
        if name == "titles":
            page.panels.open("titles", "amazon.us")
            settle(window)
        else:
            open_panel(page, settle, name, LONG, part)
        calm()
        assert (window.width(), window.height()) == size
        found += [f"{name} {part}: {one}" for one in (*cut_words(window), *sideways(window))]
        panel = page.panels.panel(name)
        nameless = [
            one
            for one in panel.findChildren(QWidget)
            if one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        ]
        found += [f"{name} {part}: no name: {one}" for one in nameless]
    assert found == []
    assert QApplication.activeModalWidget() is None
