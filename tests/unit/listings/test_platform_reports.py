"""Reports read back: the platform's own words, the listing and field they are about, the failing ones written anew."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import wording
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.listings.reports.fields import field_of
from seller_desk.core.listings.reports.read import read_report
from seller_desk.core.services.listing_exports import ExportRequest

EBAY = Path(__file__).parents[2] / "fixtures" / "reports" / "ebay_results.csv"
FLAT = (
    "Feed Processing Summary:\n\tNumber of records processed\t\t1045\n\tNumber of records successful\t\t1030\n\n"
    "original-record-number\tsku\terror-code\terror-type\terror-message\n"
    "4\tA-1\t8541\tError\tMissing required field external_product_id\n"
    "5\tA-2\t5000\tWarnung\tThe update was skipped\n"
    "0\t\t90009\tFatal\tThe file's header row is missing\n"
)
FEED = {
    "header": {"sellerId": "A", "version": "2.0", "feedId": "1"},
    "issues": [
        {
            "messageId": 4,
            "sku": "A-1",
            "code": "90220",
            "severity": "ERROR",
            "message": "'[bullet_point]' is required.",
        },
        {
            "messageId": 5,
            "sku": "A-2",
            "code": "99022",
            "severity": "ERROR",
            "message": "x",
            "attributeName": "purchasable_offer.our_price",
        },
        {"severity": "INFO", "message": "Done"},
    ],
    "summary": {
        "errors": 2,
        "warnings": 1,
        "messagesProcessed": 4,
        "messagesAccepted": 2,
        "messagesInvalid": 2,
    },
    "items": [
        {
            "sku": "A-1",
            "issues": [
                {
                    "code": "18448",
                    "severity": "WARNING",
                    "message": "m",
                    "attributeNames": ["item_weight"],
                    "categories": [],
                }
            ],
        }
    ],
}


def said(report):
    return [(one.sku, one.code, str(one.severity), one.row, one.field) for one in report.entries]


def test_amazons_text_report_keeps_codes_and_knows_warnings_in_german(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text(FLAT)
    report = read_report(path)
    assert (report.kind, report.processed, report.successful) == ("amazon-flat", 1045, 1030)
    assert said(report) == [
        ("A-1", "8541", "blocker", 4, "gtin"),
        ("A-2", "5000", "warning", 5, ""),
        ("", "90009", "blocker", 0, ""),
    ]
    assert report.failing() == ["A-1"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_its_encoding_does_not_matter(tmp_path, encoding):
    path = tmp_path / "r.txt"
    path.write_bytes(FLAT.replace("skipped", "übersprungen").encode(encoding))
    assert "übersprungen" in read_report(path).entries[1].message


def test_amazons_report_in_a_workbook_is_found_on_its_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Template"])
    sheet = book.create_sheet("Report")
    for line in FLAT.splitlines():
        sheet.append(line.split("\t"))
    book.save(tmp_path / "r.xlsm")
    assert len(said(read_report(tmp_path / "r.xlsm"))) == 3


def test_amazons_summary_names_kinds_of_errors_without_skus(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Feed Processing Summary"],
        ["Number of records processed", 40],
        [
            "Type of error",
            "Error message example",
            "Affected Attribute Names (Excel Column)",
            "Number of errors",
        ],
        ["90220", "A value is required", "item_name (D)", 5],
    ):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    report = read_report(tmp_path / "r.xlsx")
    assert (report.kind, report.processed) == ("amazon-summary", 40)
    assert [(one.sku, one.count) for one in report.entries] == [("", 5)]


def test_amazons_json_report_gives_issues_of_messages_and_items(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps(FEED))
    report = read_report(path)
    assert (report.processed, report.successful) == (4, 2)
    assert said(report) == [
        ("A-1", "90220", "blocker", 4, "bullets"),
        ("A-2", "99022", "blocker", 5, "price"),
        ("", "", "hint", 0, ""),
        ("A-1", "18448", "warning", 0, "attributes.item_weight"),
    ]


def test_ebays_results_tell_failures_and_warnings_and_keep_quiet_of_success():
    report = read_report(EBAY)
    assert said(report) == [
        ("CW-BOX-3-BLUE", "21919303", "blocker", 6, "brand"),
        ("NOT-HERE", "21917236", "warning", 8, "images"),
    ]


def test_ebays_short_results_put_both_in_one_column(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(
        "Info,Version=1.0.0\nLine Number,Action,Status,Item ID,Custom Label,Error and Warning Message\n"
        "2,Add,Success,1,E-1,\n3,Add,Warning,2,E-2,Item specifics were added\n4,Add,Failure,,E-3,\n"
    )
    assert [(one.sku, str(one.severity)) for one in read_report(path).entries] == [
        ("E-2", "warning"),
        ("E-3", "blocker"),
    ]


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("The main image is too small", "images"),
        ("Your titles are too long", "title"),
        ("Subtitled", ""),
        ("", ""),
    ],
)
def test_a_field_is_named_only_where_the_message_does(message, field):
    assert field_of("", message) == field


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "a,b\n1,2\n"),
        ("a.json", "{}"),
        ("a.json", "[1"),
        ("a.json", "[" * 5000),
        ("a.xlsx", "PK\x03\x04x"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DeskError):
        read_report(path)
    with pytest.raises(DeskError):
        read_report(tmp_path / "none.csv")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["issues", "items", "sku", "severity", "attributeNames", "summary", "header"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_json_of_any_shape_is_a_report_or_refused(tmp_path, value):
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"header": {}, "summary": {}, "issues": value, "items": [value]}))
    assert all(isinstance(one.sku, str) for one in read_report(path).entries)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(DataFolder(tmp_path_factory.mktemp("data")), write=True) as made:
        with made.store.work("x") as work:
            work.companies.save(Company(id="c"))
            for sku in ("CW-BOX-3-BLUE", "OTHER"):
                work.listings.save(
                    Listing(
                        id=f"id-{sku}",
                        company_id="c",
                        sku=sku,
                        title="Box",
                        price=Decimal(9),
                        currency="USD",
                        images=[ListingImage(url="https://e.x/1.jpg")],
                    )
                )
        yield made


def test_each_error_has_its_listing_and_field_and_unknown_skus_are_told(desk):
    back = desk.listing_reports.read("c", EBAY)
    first, *_rest = back.findings
    assert (first.subject.id, first.place.field, first.place.row) == (
        "id-CW-BOX-3-BLUE",
        "brand",
        6,
    )
    assert wording(first).sentence.count("21919303") == 1
    assert "Brand is missing" in wording(first).detail
    assert (back.failing(), back.unknown) == (["CW-BOX-3-BLUE"], ["NOT-HERE"])
    assert [str(one.severity) for one in back.findings] == ["blocker", "warning", "warning"]


def test_only_the_failing_ones_are_written_in_the_format_they_came_from(desk, tmp_path):
    back = desk.listing_reports.read("c", EBAY)
    request = ExportRequest(format="", site="ebay.us", only_ready=False)
    result = desk.listing_reports.write_fixes("c", back, request, tmp_path / "again.csv")
    rows = list(csv.reader((tmp_path / "again.csv").read_text("utf-8").splitlines()))
    assert (result.written, [row[1] for row in rows if row[0] == "Draft"]) == (1, ["CW-BOX-3-BLUE"])


def test_nothing_is_written_where_no_listing_of_ours_fails(desk, tmp_path):
    path = tmp_path / "r.txt"
    path.write_text(FLAT)
    back = desk.listing_reports.read("c", path)
    assert (back.failing(), back.unplaced) == ([], 1)
    assert any(one.severity is Severity.BLOCKER for one in back.findings)
    with pytest.raises(DeskError, match="No listing"):
        desk.listing_reports.write_fixes("c", back, ExportRequest(format=""), tmp_path / "x.txt")
    assert not (tmp_path / "x.txt").exists()
