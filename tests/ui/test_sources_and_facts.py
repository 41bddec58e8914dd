"""Sources, site facts, packs of others and changed rules, as a seller sees them in the real window."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.sources import sources as all_sources
from seller_desk.ui.pages.platforms.source_model import page_of
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Label, SourcePopover
from tests.ui.fitting import cut_words, sideways
from tests.unit.rules import packs_of_others as others


def words_of(widget):
    return " ".join(one.text() for one in widget.findChildren(Label))


def calm():
    for _round in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


@pytest.fixture
def window(open_at, sample_desk):
    return open_at(sample_desk)


@pytest.fixture
def facts(window, settle):
    window.go("platforms")
    window.page().show_facts("amazon.us")
    settle(window)
    return window.page().panel("facts")


@pytest.fixture
def sources(window, settle):
    window.go("platforms")
    window.page().show_tab("sources")
    settle(window)
    return window.page().panel("sources")


def section(facts, name):
    facts.sections.set_current(name)
    facts._on_section(name)


def line_of(facts, key):
    lines = [line for one in facts._portrait.known for line in one.lines]
    return next(one for one in lines if one.key == key)


def test_every_section_shows_its_statements_with_a_source_each(facts):
    for one in facts._portrait.known:
        section(facts, one.id)
        assert len(facts.lines.buttons) == len(one.lines)
        assert current().typeset(one.lines[0].text) in words_of(facts.lines)


def test_what_no_source_says_is_named_with_the_place_to_look(facts):
    facts.show_site("jumia")
    assert "No source says:" in facts.unknown.text()
    assert "seller centre of Jumia" in facts.unknown.text()
    assert facts.unknown.isVisible()


def test_the_popup_of_a_statement_leads_to_an_own_value_and_back(facts, settle, window):
    section(facts, "payout")
    button = next(
        one for one, line in zip(facts.lines.buttons, facts._portrait.known[-3].lines, strict=False)
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (popup,) = [one for one in facts.findChildren(SourcePopover) if one.isVisible()]
    assert "Confidence" in words_of(popup)
    popup.close()
    line = line_of(facts, "site.payout")
    facts.open_own(line)
    facts._own.value.setText("every 30 days")
    facts._own.note.setText("told by phone")
    QTest.keyClick(facts._own.value, Qt.Key.Key_Return)
    settle(window)
    (own,) = window.context.desk.platforms.overrides()
    assert (own.key, own.site, own.value) == ("site.payout", "amazon.us", "every 30 days")
    section(facts, "payout")
    assert "every 30 days" in words_of(facts.lines)
    assert "the pack says" in words_of(facts.lines)
    assert "your own value" in {one.text() for one in facts.lines.buttons}
    facts.open_own(line_of(facts, "site.payout"))
    facts._own.restored.emit()
    assert window.context.desk.platforms.overrides() == []


def test_the_fee_of_some_categories_is_overruled_for_these_in_one_go(facts, window, settle):
    lines = next(one.lines for one in facts._portrait.known if one.id == "fees")
    line = next(one for one in lines if len(one.categories) > 1)
    facts.open_own(line)
    facts._own.value.setText("9%")
    QTest.keyClick(facts._own.value, Qt.Key.Key_Return)
    settle(window)
    own = window.context.desk.platforms.overrides()
    assert [one.category for one in own] == list(line.categories)
    section(facts, "fees")
    assert "9%" in words_of(facts.lines)
    window.context.desk.store.undo()
    assert window.context.desk.platforms.overrides() == []


def test_a_gate_is_overruled_in_the_window_and_a_bad_answer_is_refused(facts, window, settle):
    line = line_of(facts, "gate.mainland_company")
    facts.open_own(line)
    facts._own.value.setText("perhaps")
    QTest.keyClick(facts._own.value, Qt.Key.Key_Return)
    assert "no answer of a gate" in facts._own._value_row.note_text()
    facts._own.value.setText("no")
    facts._own.note.setText("closed for now")
    QTest.keyClick(facts._own.value, Qt.Key.Key_Return)
    settle(window)
    section(facts, "gates")
    assert "closed for now" in words_of(facts.lines)
    window.page().show_tab("compare")
    settle(window)
    (one,) = [
        result
        for result in window.page().compare._results.values()
        if result.site.id == "amazon.us"
    ]
    assert one.verdict.answer == "no"


def test_search_and_filters_narrow_the_sources(sources, qtbot):
    listed = sources.list
    everything = len(listed.model.rows)
    assert everything > 100
    listed.search.setText("title limit of 75")
    qtbot.waitUntil(lambda: 0 < len(listed.model.rows) < 10)
    assert "listing.title.max" in words_of(listed)
    listed.search.setText("")
    qtbot.waitUntil(lambda: len(listed.model.rows) == everything)
    listed.filter.set_current("undated")
    listed._fill()
    assert listed.model.rows
    assert all(one.undated for one in listed.model.rows)
    listed.search.setText("no such thing at all")
    qtbot.waitUntil(lambda: listed.none.isVisible())


def test_the_link_of_a_source_opens_the_browser(sources, window):
    opened = []
    window.context.open_url = lambda url: bool(opened.append(url.toString())) or True
    sources.list.link.click()
    assert opened[0].startswith("http")


def test_a_pack_is_added_marked_and_removed_after_a_question(sources, window, settle, tmp_path):
    ask = window.context.ask
    ask.answers["file"] = others.write(
        tmp_path / "shop.toml", others.head(), others.site(), others.fact()
    )
    sources.packs.button.click()
    settle(window)
    assert "A pack 1" in words_of(sources.packs)
    assert str(tmp_path) in words_of(sources.packs)
    assert sources.news.isVisible()
    assert "500 CNY" in words_of(sources.news)
    sources.news.button.click()
    assert not sources.news.isVisible()
    sources.list.filter.set_current("community")
    sources.list._fill()
    (one,) = sources.list.model.rows
    assert one.title == "a stranger"
    ask.answers["confirm"] = False
    sources.packs.remove_asked.emit("shop")
    settle(window)
    assert "my_shop.cn" in window.context.desk.rules().sites
    ask.answers["confirm"] = True
    sources.packs.remove_asked.emit("shop")
    settle(window)
    assert "my_shop.cn" not in window.context.desk.rules().sites


def test_a_pack_that_is_not_valid_is_refused_with_line_and_key(sources, window, settle, tmp_path):
    window.context.ask.answers["file"] = others.write(
        tmp_path / "bad.toml", others.head(), others.fact(more="color = 1")
    )
    sources.packs.button.click()
    settle(window)
    assert sources.packs.notice.isVisible()
    assert "bad.toml:" in words_of(sources.packs.notice)
    assert "fact[0].color" in words_of(sources.packs.notice)


def test_own_values_are_listed_and_a_moved_pack_is_told(sources, window, settle):
    desk = window.context.desk
    desk.platforms.overrule("listing.title.max", "60", site="amazon.us", note="by phone")
    packs = [
        msgspec.structs.replace(
            pack,
            fact=[
                msgspec.structs.replace(fact, value=90) if fact.key == "listing.title.max" else fact
                for fact in pack.fact
            ],
        )
        for pack in desk.packs.packs
    ]
    desk.__dict__["packs"] = RuleBook(packs, files=desk.packs.files)
    sources.refresh()
    assert "60" in words_of(sources.own)
    assert "the pack now says 90 characters (75 characters when you set yours)" in words_of(
        sources.own
    )
    (own,) = desk.platforms.overrides()
    sources.own.remove_asked.emit(own.id)
    assert desk.platforms.overrides() == []


def test_changed_rules_are_told_above_the_page_until_read(open_at, sample_desk, settle):
    desk = sample_desk
    desk.rule_packs.news()
    packs = [
        msgspec.structs.replace(
            pack,
            fact=[
                msgspec.structs.replace(fact, value=60)
                if fact.key == "listing.title.max" and "amazon.us" in fact.applies_to.site
                else fact
                for fact in pack.fact
            ],
        )
        for pack in desk.packs.packs
    ]
    desk.__dict__["packs"] = RuleBook(packs, files=desk.packs.files)
    window = open_at(desk)
    settle(window)
    assert window.frame.news.isVisible()
    told = words_of(window.frame.news)
    assert "Rules of Amazon US changed" in told
    assert "1 application, " in told
    assert "drafts affected" in told
    window.use_language("zh")
    settle(window)
    assert "影响 1 个入驻申请、" in words_of(window.frame.news)
    window.frame._on_news()
    settle(window)
    assert window.flow.here == "platforms"
    panel = window.page().panel("sources")
    assert panel.news.isVisible()
    assert "60" in words_of(panel.news)
    panel.news.button.click()
    settle(window)
    assert desk.rule_packs.peek() is None


def test_beside_a_problem_the_seller_puts_an_own_value_and_the_problem_goes(window, settle):
    window.go("listings")
    settle(window)
    finding = next(
        one
        for one in window.survey.of("listings")
        if one.site == "amazon.us" and one.code == "listing.title_too_long"
    )
    window.panel.note.show_why(finding)
    (link,) = [
        one
        for one in window.panel.note.findChildren(QAbstractButton)
        if one.text() == "Use my own value"
    ]
    link.click()
    settle(window)
    facts = window.page().panel("facts")
    assert facts.site.current() == "amazon.us"
    facts._own.value.setText("250")
    facts._own.note.setText("my category may")
    QTest.keyClick(facts._own.value, Qt.Key.Key_Return)
    settle(window)
    (own,) = window.context.desk.platforms.overrides()
    assert (own.key, own.value, own.site) == ("listing.title.max", 250, "amazon.us")
    assert finding not in window.survey.of("listings")


def test_a_pack_that_is_left_out_is_told_above_the_page(open_at, sample_desk, settle):
    sample_desk.folder.rules.mkdir(exist_ok=True)
    others.write(sample_desk.folder.rules / "bad.toml", others.head(), others.fact(more="c = 1"))
    window = open_at(sample_desk)
    settle(window)
    assert "1 rule pack is left out" in words_of(window.frame.news)
    assert "bad.toml" in words_of(window.frame.news)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (1280, 820)), (1.0, (1024, 580)), (1.5, (1280, 820))]
)
def test_no_word_of_these_tabs_is_cut(open_at, sample_desk, settle, tmp_path, lang, scale, size):
    desk = sample_desk
    desk.platforms.overrule("listing.title.max", "60", site="amazon.us", note="by phone")
    file = others.write(tmp_path / "a.toml", others.head(), others.site(), others.fact())
    desk.rule_packs.add(file)
    window = open_at(desk, lang)
    window.use_look(scale=scale)
    window.resize(*size)
    window.go("platforms")
    found = []
    for tab in ("facts", "sources"):
        window.page().show_tab(tab)
        settle(window)
        names = [""]
        if tab == "facts":
            names = [one.id for one in window.page().panel("facts")._portrait.known]
        for name in names:
            if name:
                section(window.page().panel("facts"), name)
            calm()
            found += [f"{tab} {name}: {one}" for one in cut_words(window) + sideways(window)]
    assert found == []


def test_sources_of_one_host_are_told_apart_by_their_page():
    assert page_of("https://www.ssopdot.com/blog/99361.html") == "ssopdot.com/blog/99361.html"
    assert page_of("https://ssopdot.com/?p=31814") == "ssopdot.com?p=31814"
    assert page_of("process:P4.2") == "process:P4.2"
    book = RuleBook.load()
    rows = all_sources(book.packs, date(2026, 11, 24))
    shown = [(one.title, page_of(one.url), one.as_of) for one in rows]
    assert len(set(shown)) == len(shown)


def test_what_no_source_says_is_told_once_with_a_link_instead_of_an_address(window, facts):
    facts.show_site("amazon.us")
    words = facts.unknown.text()
    assert words.count("Deposit") == 1
    assert "http" not in words
    assert "sellercentral.amazon.com" in facts.home.text()
    opened = []
    window.context.open_source = opened.append
    facts.home.click()
    assert opened[0].startswith("https://sellercentral.amazon.com/")


def test_how_long_each_step_takes_stands_among_the_facts(facts):
    facts.show_site("amazon.us")
    (section,) = [one for one in facts._portrait.sections if one.id == "times"]
    heads = {one.head for one in section.lines}
    assert {"Customs record", "Address code by post"} <= heads
    assert any(one.key == "launch.days.customs_record" for one in section.lines)
