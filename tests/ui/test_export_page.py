"""The export page: what it shows, builds, refuses and copies, on a real store with steps that say what we want."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "bundle"))

from packets import FakeDesk, a_blocker, a_warning

from seller_desk.core.base.language import use_language
from seller_desk.core.bundle.verify import verify
from seller_desk.ui.pages.export.history import OUTCOMES
from seller_desk.ui.pages.export.page import Page
from seller_desk.ui.runner import Runner
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import Theme


class ScriptedAsk:
    """Answers what the test wants, and remembers what was asked."""

    def __init__(self):
        self.target = self.chosen = None
        self.agrees = True
        self.asked = []

    def save(self, title, name, filters=""):
        self.asked.append(name)
        return self.target

    def file(self, title, filters=""):
        return self.chosen

    def confirm(self, title, text, yes):
        self.asked.append(text)
        return self.agrees


@pytest.fixture
def world(qapp, tmp_path):
    theme = Theme("light", 1.0, "en")
    theme.apply()
    desk = FakeDesk(tmp_path / "data")
    desk.folder = tmp_path / "data"
    application = desk.filled()
    context = WindowContext(desk, Runner(), theme)
    context.ask = ScriptedAsk()
    context.ask.target = tmp_path / "out" / "packet.zip"
    yield context, application
    context.runner.shutdown()
    desk.store.close()


def shown(context, qtbot):
    page = Page(context)
    qtbot.addWidget(page)
    page.resize(776, 740)
    page.enter()
    page.show()
    qtbot.waitUntil(lambda: page.showing() is not None and page._reading is None)
    return page


def settled(page, qtbot):
    qtbot.waitUntil(page.context.runner.idle, timeout=20000)


def test_contents_and_fields_are_those_of_the_packet(world, qtbot):
    context, _application = world
    page = shown(context, qtbot)
    texts = page._lists.tree.texts()
    assert "01_business_licence.jpg" in texts
    assert "1 Company" in texts
    assert "manifest-sha256.txt" in texts
    labels = [
        line if isinstance(line, str) else line.field.label.en
        for line in page._lists.sheet.sheet.lines
    ]
    assert (
        labels.index("Create the user")
        < labels.index("Password")
        < labels.index("Company registration number")
    )
    assert page._head._button.text() == "Build packet"


def test_build_writes_a_packet_that_verifies_and_enters_the_history(world, qtbot):
    context, application = world
    page = shown(context, qtbot)
    said = []
    context.said.connect(said.append)
    qtbot.mouseClick(page._head._button, Qt.MouseButton.LeftButton)
    assert not page._head._button.isEnabled()
    settled(page, qtbot)
    qtbot.waitUntil(lambda: page._notice.isVisible() and page._history.isVisible())
    assert verify(context.ask.target).ok
    assert context.ask.asked == [context.desk.bundles.suggested_name(application.id)]
    assert "Packet built and verified" in said
    assert page._head._button.isEnabled()
    assert len(context.desk.bundles.history(application.id)) == 1


def test_blockers_are_asked_about_and_no_means_no(world, qtbot):
    context, application = world
    context.desk.documents.found = [a_blocker(), a_warning()]
    page = shown(context, qtbot)
    assert page._head._button.text() == "Build draft packet"
    assert "1 blocker" in page._head._chip.text
    context.ask.agrees = False
    qtbot.mouseClick(page._head._button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert not context.ask.target.exists()
    context.ask.agrees = True
    qtbot.mouseClick(page._head._button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert verify(context.ask.target).ok
    assert context.desk.bundles.history(application.id)[0].accepted_blockers == ["document.missing"]


def test_a_blocker_that_only_reading_shows_stops_the_build_and_the_counts_follow(world, qtbot):
    context, application = world
    page = shown(context, qtbot)
    asked, told = [], []
    context.committed.connect(lambda: told.append(True))

    def read(company_id, application_id, stop):
        asked.append((company_id, application_id))
        context.desk.documents.found = [a_blocker()]

    context.desk.read_papers = read
    qtbot.mouseClick(page._head._button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    qtbot.waitUntil(page._trouble.isVisible)
    assert asked == [(application.company_id, application.id)]
    assert not context.ask.target.exists()
    assert told


def test_an_existing_file_is_refused_inline(world, qtbot):
    context, _application = world
    page = shown(context, qtbot)
    context.ask.target.parent.mkdir()
    context.ask.target.write_bytes(b"mine")
    qtbot.mouseClick(page._head._button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    qtbot.waitUntil(page._trouble.isVisible)
    assert "already there" in page._trouble.accessibleName()
    assert context.ask.target.read_bytes() == b"mine"


def test_a_click_copies_the_whole_value_and_unmasks_it(world, qtbot):
    context, _application = world
    page = shown(context, qtbot)
    view, model = page._lists.sheet, page._lists.sheet.sheet
    place = next(
        number
        for number, line in enumerate(model.lines)
        if not isinstance(line, str) and line.field.fill == "person.id_number"
    )
    cell = model.index(place, 1)
    assert "110101190001010000" not in cell.data()
    view.scrollTo(cell)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(cell).center())
    assert QGuiApplication.clipboard().text() == "110101190001010000"
    assert cell.data() == "110101190001010000"


def test_enter_copies_and_secrets_cannot_be_copied(world, qtbot):
    context, _application = world
    page = shown(context, qtbot)
    view, model = page._lists.sheet, page._lists.sheet.sheet
    QGuiApplication.clipboard().setText("before")
    secret = next(
        n for n, one in enumerate(model.lines) if not isinstance(one, str) and one.field.secret
    )
    view.setCurrentIndex(model.index(secret, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "before"
    email = next(
        n
        for n, one in enumerate(model.lines)
        if not isinstance(one, str) and one.field.id == "email"
    )
    view.setCurrentIndex(model.index(email, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "desk@example.com"


def test_the_outcome_of_a_packet_is_kept(world, qtbot):
    context, application = world
    record, _findings, _omissions = context.desk.bundles.build(application.id, context.ask.target)
    page = shown(context, qtbot)
    page._history.edit(record.id)
    page._history.note(record, "returned", "SAMPLE-0001", "blurred")
    settled(page, qtbot)
    assert context.desk.bundles.history(application.id)[0].outcome == "returned"
    assert set(OUTCOMES) == {"", "submitted", "accepted", "returned"}


def test_a_damaged_packet_is_told_from_a_good_one(world, qtbot, tmp_path):
    context, application = world
    context.desk.bundles.build(application.id, context.ask.target)
    page = shown(context, qtbot)
    said = []
    context.said.connect(said.append)
    context.ask.chosen = context.ask.target
    page._on_verify()
    settled(page, qtbot)
    qtbot.waitUntil(lambda: any(text.startswith("Verified") for text in said))
    damaged = bytearray(context.ask.target.read_bytes())
    damaged[damaged.index(b"\xff\xd8licence") + 5] ^= 1
    context.ask.chosen = tmp_path / "damaged.zip"
    context.ask.chosen.write_bytes(bytes(damaged))
    page._on_verify()
    settled(page, qtbot)
    qtbot.waitUntil(page._trouble.isVisible)
    assert page._trouble.accessibleName().startswith("Not good")


def test_without_an_application_the_page_says_where_to_start(world, qtbot):
    context, application = world
    context.desk.applications.delete(application.id)
    context.check_view()
    page = Page(context)
    qtbot.addWidget(page)
    went = []
    context.go_requested.connect(lambda step, _finding: went.append(step))
    page.enter()
    page.show()
    assert page._empty.isVisible()
    page._on_platforms()
    assert went == ["platforms"]


def test_the_page_is_small_enough_for_a_laptop_and_speaks_chinese(world, qtbot):
    context, _application = world
    use_language("zh")
    page = shown(context, qtbot)
    page.resize(816, 524)
    assert page.title() == "导出"
    assert page._head._button.text() == "生成资料包"
    assert page.minimumSizeHint().width() <= 816
    corner = page._head._button.mapTo(page, QPoint(page._head._button.width(), 0))
    assert corner.x() <= 816


def test_the_history_says_what_became_of_each_written_packet(world, qtbot, tmp_path):
    context, application = world
    names = ("gone", "changed", "same")
    files = {name: tmp_path / "out" / f"{name}.zip" for name in names}
    for path in files.values():
        context.desk.bundles.build(application.id, path)
    # The last one again, under its name: of the earlier packet there is no file any more.
    files["same"].unlink()
    context.desk.bundles.build(application.id, files["same"])
    files["gone"].unlink()
    raw = bytearray(files["changed"].read_bytes())
    raw[raw.index(b"\xff\xd8licence") + 5] ^= 1
    files["changed"].write_bytes(raw)
    page = shown(context, qtbot)
    page._history._on_all()
    settled(page, qtbot)
    qtbot.waitUntil(lambda: len(page._history.told()) == 4)
    assert page._history.told() == [
        "same.zip · Unchanged since it was written",
        "same.zip · Replaced by a later one",
        "changed.zip · Changed since it was written",
        "gone.zip · No longer where it was written",
    ]
