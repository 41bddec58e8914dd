"""Rail and pane: what they say, and what a click asks for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from seller_desk.core.base.findings import Confidence, Finding, Severity, SourceNote, Subject
from seller_desk.core.company.model import Company
from seller_desk.ui.shell.flow import PLACES, STEPS
from seller_desk.ui.shell.names import short_company_name
from seller_desk.ui.shell.pane import Panel, Strip
from seller_desk.ui.shell.rail import Rail
from seller_desk.ui.shell.survey import ApplicationRow, StepState, Survey
from seller_desk.ui.theme import Theme
from seller_desk.ui.widgets import Label

SOURCE = SourceNote(
    title="Seller forum",
    url="https://example.com/a",
    as_of="2025",
    confidence=Confidence.SINGLE_BLOG,
    conflict="45 days (another page)",
)


def finding(code, severity, label="Licence", sources=(SOURCE,)):
    return Finding(
        code=code, severity=severity, subject=Subject(kind="document", label=label), sources=sources
    )


LOW = finding("document.resolution_low", Severity.WARNING)
BAD = finding("document.expired", Severity.BLOCKER)
HINT = finding("document.grey", Severity.HINT, sources=())


@pytest.fixture
def rail(qapp, qtbot):
    Theme("light", 1.0, "en").apply()
    made = Rail(PLACES)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def panel(qapp, qtbot):
    Theme("light", 1.0, "en").apply()
    made = Panel()
    qtbot.addWidget(made)
    made.resize(272, 700)
    made.show()
    return made


def buttons(widget):
    return [one.text() for one in widget.findChildren(QPushButton)]


def test_a_step_tells_its_name_state_and_count(rail):
    rail.show_survey(Survey("c", None, {"documents": StepState("problems", (BAD, LOW))}))
    row = rail.rows["documents"]
    assert row.words == "2 to fix"
    assert QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Name) == (
        "Documents 2 to fix"
    )


def test_a_click_on_a_row_asks_to_go_there(rail, qtbot):
    for step in STEPS:
        with qtbot.waitSignal(rail.place_chosen) as asked:
            qtbot.mouseClick(rail.rows[step], Qt.MouseButton.LeftButton)
        assert asked.args == [step]


def test_applications_stand_in_the_rail_with_their_percent(rail, qtbot):
    rows = (ApplicationRow("a", "Amazon US", 82), ApplicationRow("b", "eBay DE", None))
    rail.show_survey(Survey("c", "a", {}, rows))
    assert [row.accessibleName() for row in rail.application_rows] == ["Amazon US 82%", "eBay DE"]
    with qtbot.waitSignal(rail.application_chosen) as asked:
        rail.application_rows[1].click()
    assert asked.args == ["b"]
    rail.show_survey(Survey("c", None, {}, ()))
    assert rail.application_rows == []


def test_the_menu_lists_companies_and_adds_one(rail, qtbot):
    companies = [Company(id="1", legal_name_zh="甲公司"), Company(id="2", legal_name_en="Beta Ltd")]
    rail.show_companies(companies, "2")
    assert rail.company_button.text() == "Beta"
    menu = rail.company_menu()
    actions = [one for one in menu.actions() if not one.isSeparator()]
    assert [one.text() for one in actions] == ["甲公司", "Beta Ltd", "Add company"]
    assert [one.isChecked() for one in actions[:2]] == [False, True]
    with qtbot.waitSignal(rail.company_chosen) as asked:
        actions[0].trigger()
    assert asked.args == ["1"]
    with qtbot.waitSignal(rail.add_company):
        actions[2].trigger()


@pytest.mark.parametrize(
    ("zh", "en", "short"),
    [
        ("深圳市澄湾科技有限公司", "", "澄湾科技"),
        ("浙江省义乌市样本贸易有限责任公司", "", "样本贸易"),
        ("样本（香港）有限公司", "", "样本（香港）"),
        ("", "Shenzhen Chengwan Technology Co., Ltd.", "Shenzhen Chengwan Technology"),
        ("深圳市有限公司", "", "深圳市"),
        ("", "Ltd", "Ltd"),
    ],
)
def test_a_legal_name_is_shortened_to_what_tells_it_apart(zh, en, short):
    assert short_company_name(Company(id="x", legal_name_zh=zh, legal_name_en=en)) == short


def test_problems_stand_blockers_first_under_counted_heads(panel):
    panel.show_findings([HINT, LOW, BAD], lambda _one: [], begun=True)
    assert panel.list.findings() == [BAD, LOW, HINT]
    assert panel.tabs.text("problems") == "Problems 3"


def test_the_fix_comes_first_and_why_last_and_only_with_a_source(panel):
    panel.show_findings(
        [BAD], lambda _one: [("Replace", print), ("Change date", print)], begun=True
    )
    assert buttons(panel.list._blocks[0]) == ["Replace", "Change date", "Why"]
    panel.show_findings([HINT], lambda _one: [], begun=True)
    assert buttons(panel.list._blocks[0]) == []


def test_why_shows_source_date_confidence_and_the_other_value(panel, qtbot):
    panel.show_findings([BAD], lambda _one: [], begun=True)
    why = next(one for one in panel.list.findChildren(QPushButton) if one.text() == "Why")
    why.click()
    words = " ".join(label.text() for label in panel.note.findChildren(Label))
    for part in ("Seller forum", "2025", "Only one source", "45 days (another page)"):
        assert part in words
    opener = next(
        one for one in panel.note.findChildren(QPushButton) if one.text() == "Open source"
    )
    with qtbot.waitSignal(panel.source_wanted) as asked:
        opener.click()
    assert asked.args == ["https://example.com/a"]


def test_a_click_and_enter_on_a_finding_lead_to_its_place(panel, qtbot):
    panel.show_findings([BAD, LOW], lambda _one: [], begun=True)
    first, second = panel.list._blocks
    with qtbot.waitSignal(panel.activated) as asked:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked.args == [BAD]
    with qtbot.waitSignal(panel.activated) as asked:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert asked.args == [LOW]
    assert second.property("kind") == "current"
    assert first.property("kind") == ""


def test_an_empty_pane_says_what_will_be_there(panel):
    panel.show_findings([], lambda _one: [], begun=True)
    assert not panel.list.isVisible()
    assert panel._none.isVisible()
    assert panel.tabs.text("problems") == "Problems 0"


def test_help_has_words_for_every_place(panel):
    for place in PLACES:
        panel.show_help(place)
        assert panel._help_column.count() > 1, place


def test_the_folded_pane_keeps_the_counts(qapp, qtbot):
    Theme("light", 1.0, "en").apply()
    strip = Strip()
    qtbot.addWidget(strip)
    strip.show_counts([BAD, BAD, HINT])
    assert strip.button.accessibleName() == "Open the pane, Blockers 2, Hints 1"
    assert not strip._marks[Severity.WARNING][1].isVisibleTo(strip)
