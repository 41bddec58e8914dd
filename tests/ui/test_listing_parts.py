"""The editor's offer, compliance, certificates, family checks and score: typed, kept, judged, and led to."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.listings.html_rules import CLEAN
from seller_desk.core.listings.model import Compliance, Listing, Offer
from seller_desk.ui.pages.listings.editor import Editor
from seller_desk.ui.pages.listings.sides import COMMON, GOODS, SiteSide

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book():
    from seller_desk.core.rules.book import RuleBook

    return RuleBook.load()


@pytest.fixture
def editor(qapp, qtbot, book):
    from seller_desk.core.listings.checks import ListingChecker
    from seller_desk.ui.theme import Theme

    Theme(mode="light", language="en").apply()
    sides = [
        SiteSide(
            site,
            site,
            book.sites[site].currency,
            made.limits(),
            made.picture_limits(),
            made.style(),
        )
        for site in ("amazon.us", "ebay.us")
        for made in (ListingChecker(book, site, DAY),)
    ]
    made = Editor(sides, lambda: [("d1", "FCC report.pdf"), ("d2", "EN 71.pdf")])
    for _slice in made.make_parts():
        pass
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    return made


@pytest.fixture
def listing():
    return Listing(id="1", company_id="c", sku="A", title="Box", currency="USD", price=Decimal(20))


def kept(editor):
    told = []
    editor.edited.connect(told.append)
    return told


def test_compliance_is_typed_kept_and_read_again(editor, listing, qtbot):
    told = kept(editor)
    editor.show_listing(listing, [], {})
    editor.tabs.set_current(GOODS)
    editor._on_tab(GOODS)
    form = editor.goods
    form.part.complete()
    code = form.part.rows["hs_code"].editor
    code.setText("3924.10")
    code.editingFinished.emit()
    assert told[-1].compliance.hs_code == "3924.10"
    name = form.part.rows["manufacturer.name"].editor
    name.setText("Maker")
    name.editingFinished.emit()
    assert told[-1].compliance.manufacturer.name == "Maker"
    assert told[-1].compliance.hs_code == "3924.10"
    weight = form.part.rows["battery_weight_g"].editor
    weight.setText("heavy")
    weight.editingFinished.emit()
    assert form.part.rows["battery_weight_g"].note_text() == "A number is needed here"
    assert len(told) == 2


def test_a_form_fills_itself_a_section_at_a_time(editor, listing, qtbot):
    told = msgspec.structs.replace(listing, compliance=Compliance(hs_code="392410"))
    editor.show_listing(told, [], {})
    editor._on_tab(GOODS)
    part = editor.goods.part
    assert "hs_code" not in part.rows
    qtbot.waitUntil(lambda: "hs_code" in part.rows, timeout=5_000)
    assert part.rows["hs_code"].editor.text() == "392410"


def test_documents_are_linked_and_unlinked(editor, listing):
    told = kept(editor)
    editor.show_listing(listing, [], {})
    picker = editor.goods.editor_of("compliance.certificates")
    assert picker.itemText(1) == "FCC report.pdf"
    picker.setCurrentIndex(1)
    picker.activated.emit(1)
    assert told[-1].compliance.certificates == ["d1"]
    assert [picker.itemData(n) for n in range(picker.count())] == ["", "d2"]
    editor.goods.certificates._unlink("d1")
    assert told[-1].compliance.certificates == []


def test_a_sites_offer_is_its_own_and_gone_when_it_is_the_common_one(editor, listing):
    told = kept(editor)
    common = msgspec.structs.replace(listing, offer=Offer(handling_days=2))
    editor.show_listing(common, [], {})
    form = editor.site_form("amazon.us")
    form.offer.complete()
    days = form.offer.rows["handling_days"].editor
    assert days.text() == "2"
    days.setText("5")
    days.editingFinished.emit()
    assert told[-1].sites["amazon.us"].offer.handling_days == 5
    assert told[-1].offer.handling_days == 2
    days.setText("2")
    days.editingFinished.emit()
    assert told[-1].sites == {}


def test_why_a_product_needs_no_code_is_asked_when_it_is_exempt(editor, listing):
    told = kept(editor)
    editor.show_listing(listing, [], {})
    editor._on_tab(COMMON)
    form = editor.common
    assert not form.exemption.isVisible()
    form.exempt.click()
    assert form.exemption.isVisible()
    form._reason.setCurrentIndex(form._reason.findData("handmade"))
    form._reason.activated.emit(form._reason.currentIndex())
    assert (told[-1].gtin_exempt, told[-1].exemption) == (True, "handmade")


@pytest.mark.parametrize(
    ("field", "tab"),
    [
        ("compliance.responsible.email", GOODS),
        ("compliance.certificates", GOODS),
        ("offer.sale_until", "amazon.us"),
        ("exemption", COMMON),
        ("options", COMMON),
        ("quantity", "amazon.us"),
    ],
)
def test_every_finding_leads_to_its_field(editor, listing, field, tab):
    editor.show_listing(listing, [], {})
    assert editor.reveal(field, "amazon.us") is not None
    assert editor.tabs.current() == tab


def found(code, field, severity=Severity.WARNING, **more):
    subject = Subject(kind="listing", id="1", label="A")
    return Finding(code=code, severity=severity, subject=subject, place=Place(field=field), **more)


def test_what_is_wrong_with_a_family_is_told_once(editor, listing):
    one = found("listing.variation_option_missing", "options", detail="Color")
    editor.show_listing(listing, [], {"amazon.us": [one], "ebay.us": [one]})
    editor._on_tab(COMMON)
    assert editor.variations.problems.count() == 1
    editor.show_findings({})
    assert editor.variations.problems.count() == 0


def test_html_that_would_be_stripped_is_cleaned_on_that_site_only(editor, listing):
    told = kept(editor)
    rich = msgspec.structs.replace(listing, description="<b>Steel</b> box")
    one = found("listing.html_plain", "description", detail="b", fix=CLEAN)
    editor.show_listing(rich, [], {"amazon.us": [one]})
    row = editor.site_form("amazon.us").rows["description"]
    assert row._fix.isVisible()
    row._on_fix()
    assert told[-1].sites["amazon.us"].description == "Steel box"
    assert told[-1].description == "<b>Steel</b> box"


def test_the_score_says_what_to_do_and_leads_there(editor, listing, book):
    from seller_desk.core.listings.checks import ListingChecker
    from seller_desk.core.listings.score import score_listing

    checker = ListingChecker(book, "amazon.us", DAY)
    score = score_listing(listing, checker.check(listing), checker.limits())
    editor.show_listing(listing, [], {}, {"amazon.us": score})
    assert editor.score.number.text() == f"{score.whole} of 100"
    assert len(editor.score.texts()) == 1
    editor.score._on_more()
    assert len(editor.score.texts()) == min(8, len(score.fixes))
    editor.score.asked.emit("compliance.hs_code")
    assert editor.tabs.current() == GOODS
    assert not editor.score.isVisible()


def test_attributes_are_lines_of_names_and_values(editor, listing):
    from seller_desk.ui.pages.listings.common_form import attribute_lines, attributes_of

    told = kept(editor)
    editor.show_listing(listing, [], {})
    editor._on_tab(COMMON)
    editor.common._attributes.area.finished.emit(
        "material = Steel\nno value =\nsize = 3 = 4 \ncolor[a=b]#1.value = Red"
    )
    assert told[-1].attributes == {
        "material": "Steel",
        "size": "3 = 4",
        "color[a=b]#1.value": "Red",
    }
    assert attributes_of(attribute_lines(told[-1].attributes)) == told[-1].attributes
    assert editor.reveal("attributes.material", "amazon.us") is editor.common._attributes.area
