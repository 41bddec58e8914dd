"""Each finding on a synthetic document that has the fault, and none on the one that has not."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from seller_desk.core.base.findings import Severity
from seller_desk.core.documents.inspect import inspection_of
from seller_desk.core.documents.judge import Scan, judge, side_findings
from seller_desk.core.documents.rules import Case
from seller_desk.core.documents.validity import Dates, shifted
from seller_desk.core.media.look import look
from seller_desk.core.rules.book import RuleBook

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parent / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

ON = date(2026, 12, 8)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


@pytest.fixture
def scan(tmp_path):
    def one(data, name="scan.jpg", **more):
        path = tmp_path / name
        path.write_bytes(data)
        found = inspection_of(look(str(path), lambda _part: None))
        return Scan(name=name, found=found, **more)

    return one


@pytest.fixture
def check(scan, book):
    def one(data, name="scan.jpg", *, kind="business_licence", site="amazon.us", **more):
        case = Case(kind=kind, site=site, on=ON, entity="mainland_company")
        return {
            finding.code.removeprefix("document."): finding
            for finding in judge(scan(data, name, **more), case, book)
        }

    return one


@pytest.fixture(scope="module")
def licence():
    return build.licence()


def test_a_good_scan_has_no_problem(check, licence):
    assert check(build.jpeg(licence, dpi=(300, 300))) == {}


def test_a_grey_licence_is_refused_by_amazon_and_doubtful_at_ebay(check, licence):
    grey = build.jpeg(licence.convert("L"))
    assert check(grey)["grey"].severity is Severity.BLOCKER
    assert check(grey, site="ebay.us")["grey"].severity is Severity.WARNING


def test_a_dpi_tag_does_not_make_few_pixels_many(check):
    found = check(build.jpeg(build.licence(1000), dpi=(300, 300)))["resolution_low"]
    assert found.measured.value == 86
    assert found.required.value == 300
    assert found.sources[0].url == "process:P4.5"
    assert found.severity is Severity.WARNING


def test_a_low_dpi_tag_does_not_make_many_pixels_few(check, licence):
    assert "resolution_low" not in check(build.jpeg(licence, dpi=(72, 72)))


def test_resolution_is_that_of_the_card_not_of_the_sheet_it_lies_on(check):
    sheet = build.on_ground(build.card(505), (2480, 3508), (600, 700), (250, 250, 250))
    found = check(build.jpeg(sheet, dpi=(300, 300)), kind="id_card")
    assert found["resolution_low"].measured.value in range(145, 156)
    sharp = build.on_ground(build.card(1011), (2480, 3508), (600, 700), (250, 250, 250))
    assert "resolution_low" not in check(build.jpeg(sharp, dpi=(300, 300)), kind="id_card")


def test_a_scan_in_a_pdf_is_measured_by_its_picture(check):
    found = check(build.scan_pdf(build.licence(1000), dpi=300.0), "licence.pdf")
    assert found["resolution_low"].measured.value == 86


def test_blur_and_cut_edges_warn_with_page_and_box(check, licence):
    assert check(build.jpeg(build.blurred(licence)))["blurred"].place.page == 1
    cut = check(build.jpeg(licence.crop((300, 0, 3508, 2480))))["edges_cut"]
    assert cut.measured == ("left",)
    assert cut.place.page_size == (3208, 2480)
    x, y, w, h = cut.place.box
    assert (x, y, h) == (0, 0, 2480)
    assert 0 < w < 200


def test_screens_are_suspected_by_size_name_or_program(check):
    shot = build.png(build.licence(1500).resize((1920, 1080)))
    assert check(shot, "a.png")["screenshot_suspected"].measured == ("1920 × 1080",)
    named = check(build.jpeg(build.licence(1500)), "微信截图_20261124.jpg")
    assert named["screenshot_suspected"].severity is Severity.WARNING
    assert "screenshot_suspected" not in check(build.png(build.licence(1500)), "a.png")


def test_a_jpeg_as_long_as_a_phone_is_suspected_and_one_of_a_cameras_shape_is_not(check):
    long = build.jpeg(build.licence(1500).resize((1170, 2532)))
    assert check(long)["screenshot_suspected"].measured == ("1170 × 2532",)
    wide = build.jpeg(build.licence(1500).resize((1920, 1080)))
    assert "screenshot_suspected" not in check(wide)


def test_phone_photos_are_a_hint_for_amazon_and_a_warning_where_only_the_guide_speaks(check):
    photo = build.photo(build.licence(3508))
    amazon = check(photo)["photo_suspected"]
    assert amazon.severity is Severity.HINT
    assert "P4.5" in amazon.sources[0].conflict
    assert check(photo, site="ebay.us")["photo_suspected"].severity is Severity.WARNING


def test_type_size_and_name_follow_the_site(check, licence):
    gif = build._saved(build.licence(800), "GIF")
    assert check(gif, "a.gif")["format_not_accepted"].severity is Severity.BLOCKER
    assert check(build.jpeg(licence), "licence.png")["extension_mismatch"].required == "jpg"
    assert check(build.jpeg(licence), "a#b$.jpg")["name_forbidden_characters"].detail == "$ #"
    assert "name_forbidden_characters" not in check(build.jpeg(licence), "a#.jpg", site="ebay.us")
    big = build.jpeg(licence) + b"\0" * 10_000_000
    assert check(big)["too_large"].required.value == 10
    assert "too_large" not in check(big, site="ebay.us")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"8BPS\x00\x01", "a.psd", "format_not_accepted"),
        (b"PK\x03\x04....", "a.docx", "format_not_accepted"),
        (b"\x00\x01\x02", "a.bin", "unreadable"),
        (b"\xff\xd8\xff\xe0\x00", "a.jpg", "unreadable"),
        (build.drawn_pdf("x", password="p"), "a.pdf", "encrypted"),
    ],
)
def test_unusable_files_say_why_and_nothing_about_their_dates(check, data, name, code):
    found = check(data, name, dates=Dates(valid_until=date(2020, 1, 1)))
    assert list(found) == [code]
    assert found[code].severity is Severity.BLOCKER


def test_an_empty_page_warns_and_a_blank_document_blocks(check):
    some = check(build.drawn_pdf("text", ""), "a.pdf", kind="bank_statement")
    assert some["page_empty"].severity is Severity.WARNING
    assert some["page_empty"].measured == 2
    assert check(build.drawn_pdf(""), "a.pdf")["page_empty"].severity is Severity.BLOCKER


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        (Dates(valid_until=date(2026, 12, 7)), "expired"),
        (Dates(valid_until=date(2027, 1, 18)), "validity_short"),
        (Dates(valid_until=date(2027, 2, 6)), None),
        (Dates(valid_until=date(2027, 2, 5)), "validity_short"),
        (Dates(valid_until=date(2020, 1, 1), long_term=True), None),
        (Dates(valid_from=date(2026, 12, 9)), "too_new"),
        (Dates(issued_on=date(2026, 12, 9)), "too_new"),
        (Dates(issued_on=date(2026, 12, 8)), None),
        (Dates(valid_until=date.max), None),
        (Dates(), None),
    ],
)
def test_a_licence_is_judged_on_the_planned_day(check, licence, dates, code):
    found = check(build.jpeg(licence), dates=dates)
    assert list(found) == ([code] if code else [])


def test_the_stricter_days_left_are_asked_and_the_other_source_is_shown(check, licence):
    found = check(build.jpeg(licence), dates=Dates(valid_until=date(2027, 1, 18)))
    short = found["validity_short"]
    assert (short.measured.value, short.required.value) == (41, 60)
    assert short.severity is Severity.BLOCKER
    assert short.sources[0].conflict.startswith("45 ")


@pytest.mark.parametrize(
    ("issued", "site", "late"),
    [
        (date(2026, 9, 9), "amazon.us", False),
        (date(2026, 9, 8), "amazon.us", True),
        (date(2026, 9, 8), "ebay.us", False),
        (date(2026, 9, 7), "ebay.us", True),
    ],
)
def test_a_bill_is_too_old_after_the_sites_own_span(check, issued, site, late):
    bill = build.drawn_pdf("Water bill, specimen")
    found = check(bill, "bill.pdf", kind="utility_bill", site=site, dates=Dates(issued_on=issued))
    assert ("issued_too_long_ago" in found) is late


@pytest.mark.parametrize("unit", ["day", "month"])
def test_days_beyond_the_calendar_are_its_first_or_last(unit):
    assert shifted(date(9999, 12, 1), 60, unit) == date.max
    assert shifted(date(1, 1, 20), -60, unit) == date.min
    assert shifted(date(2024, 8, 31), 6, "month") == date(2025, 2, 28)


def test_a_minimum_age_is_asked_where_a_rule_says_so(check, licence, book):
    from seller_desk.core.base.findings import Confidence
    from seller_desk.core.rules.model import Fact, Pack, Source, Words

    rule = Fact(
        key="document.minimum_age",
        value=60,
        unit="day",
        source=Source(title="test"),
        checked=date(2026, 11, 23),
        confidence=Confidence.OFFICIAL,
    )
    pack = Pack(platform="general", version="1", name=Words(en="t", zh="t"), fact=[rule])
    case = Case(kind="business_licence", site="amazon.us", on=ON)
    scan = Scan(name="a.jpg", found=_usable(), dates=Dates(issued_on=date(2026, 11, 1)))
    codes = [one.code for one in judge(scan, case, RuleBook([*book.packs, pack]))]
    assert codes == ["document.too_new"]


def test_measuring_that_was_given_up_is_told(book):
    from msgspec.structs import replace

    scan = Scan(name="a.jpg", found=replace(_usable(), incomplete="It takes too long to open"))
    (found,) = judge(scan, Case(kind="business_licence", site="amazon.us", on=ON), book)
    assert (found.code, found.severity) == ("document.unreadable", Severity.WARNING)


def test_one_side_of_a_card_is_not_enough(scan, book):
    case = Case(kind="id_card", site="amazon.us", on=ON)
    card = build.jpeg(build.card())
    front, back = scan(card, "a.jpg", side="front"), scan(card, "b.jpg", side="back")
    loose = scan(card, "c.jpg")
    sheet = scan(build.jpeg(build.on_ground(build.card(800), (1200, 1700), (200, 100))), "d.jpg")
    assert side_findings([front], case, book)[0].detail == "the back"
    assert side_findings([back], case, book)[0].detail == "the front"
    assert side_findings([loose], case, book)[0].detail == "the other side"
    assert side_findings([front, back], case, book) == []
    assert side_findings([loose, back], case, book) == []
    assert (
        side_findings([scan(build.scan_pdf(build.card(), build.card()), "e.pdf")], case, book) == []
    )
    assert side_findings([sheet], case, book)[0].severity is Severity.BLOCKER
    assert side_findings([front], Case(kind="passport", site="amazon.us", on=ON), book) == []


def test_a_sheet_with_both_sides_of_a_card_is_no_single_card(scan, book):
    case = Case(kind="id_card", site="amazon.us", on=ON)
    sheet = build.on_ground(build.card(500), (1240, 1754), (350, 300), (250, 250, 250))
    sheet.paste(build.card(500), (350, 950))
    assert side_findings([scan(build.jpeg(sheet))], case, book) == []


def _usable():
    from seller_desk.core.documents.model import Inspection, PageMeasure

    page = PageMeasure(number=1, width=3508, height=2480, sharpness=2.0, empty=False, grey=False)
    return Inspection(type="jpg", size=1000, pages_total=1, pages=[page])
