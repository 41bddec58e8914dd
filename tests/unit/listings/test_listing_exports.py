"""Upload files. Headers are compared with lines that platforms issue, not with our own catalogue."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from seller_desk.core.base.errors import DeskError
from seller_desk.core.listings.exporters import amazon, ebay_draft, own_csv
from seller_desk.core.listings.exporters.amazon_template import read_template
from seller_desk.core.listings.importers.columns import recognise
from seller_desk.core.listings.importers.run import Outcome, listings_of
from seller_desk.core.listings.importers.sheets import open_sheet
from seller_desk.core.listings.model import Listing, ListingImage, SiteFields, parent_skus

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "listings"
# As eBay's own download has it, from several projects that copied it (fact lst.ebay-draft-csv).
EBAY_HEADER = (
    "Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),Custom label (SKU),Category ID,Title,UPC,"
    "Price,Quantity,Item photo URL,Condition ID,Description,Format"
)
NEW_KEYS = (
    "contribution_sku#1.value",
    "::record_action",
    "product_type#1.value",
    "item_name[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "brand[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "amzn1.volt.ca.product_id_type",
    "amzn1.volt.ca.product_id_value",
    "condition_type[marketplace_id=A1PA6795UKMFR9]#1.value",
    "fulfillment_availability#1.quantity",
    "purchasable_offer[marketplace_id=A1PA6795UKMFR9][audience=B2B]#1.our_price#1.schedule#1.value_with_tax",
    "purchasable_offer[marketplace_id=A1PA6795UKMFR9][audience=ALL]#1.our_price#1.schedule#1.value_with_tax",
    "purchasable_offer[marketplace_id=A13V1IB3VIYZZH][audience=ALL]#1.our_price#1.schedule#1.value_with_tax",
    "product_description[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "bullet_point[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "bullet_point[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#2.value",
    "generic_keyword[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "color[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
    "parentage_level[marketplace_id=A1PA6795UKMFR9]#1.value",
    "child_parent_sku_relationship[marketplace_id=A1PA6795UKMFR9]#1.parent_sku",
    "variation_theme#1.name",
    "country_of_origin[marketplace_id=A1PA6795UKMFR9]#1.value",
    "supplier_declared_dg_hz_regulation[marketplace_id=A1PA6795UKMFR9]#1.value",
    "main_product_image_locator[marketplace_id=A1PA6795UKMFR9]#1.media_location",
    "other_product_image_locator_1[marketplace_id=A1PA6795UKMFR9]#1.media_location",
)
NEW_SETTINGS = (
    "settings=attributeRow%3D5%26labelRow%3D4%26dataRow%3D7%26feedType%3D256%26contentLanguageTag%3Dde_DE"
    "%26primaryMarketplaceId%3DA1PA6795UKMFR9%26contributorId%3DSPECIMEN"
)
LEGACY_KEYS = [
    "feed_product_type",
    "item_sku",
    "brand_name",
    "update_delete",
    "item_name",
    "external_product_id",
    "external_product_id_type",
    "product_description",
    "recommended_browse_nodes",
    "main_image_url",
    "other_image_url1",
    "relationship_type",
    "parent_child",
    "parent_sku",
    "variation_theme",
    "bullet_point1",
    "bullet_point2",
    "generic_keywords",
    "color_name",
    "country_of_origin",
    "condition_type",
    "fulfillment_availability#1.quantity",
    "purchasable_offer[marketplace_id=A1F83G8C2ARO7P]#1.our_price#1.schedule#1.value_with_tax",
    "purchasable_offer[marketplace_id=A1PA6795UKMFR9]#1.our_price#1.schedule#1.value_with_tax",
]


def new_rows(settings=NEW_SETTINGS, keys=NEW_KEYS):
    blank = [""] * (len(keys) - 1)
    return [
        [settings, *blank],
        ["Bitte die farbigen Kopfzeilen nicht ändern", *blank],
        ["Angebotsidentität", *blank],
        [f"Spalte {n + 1}" for n in range(len(keys))],
        list(keys),
        ["BEISPIEL-1", *blank],
    ]


def legacy_rows():
    first = [
        "TemplateType=fptcustom",
        "Version=2025.1106",
        "TemplateSignature=U1BFQ0lNRU4=",
        "settings=attributeRow=3&dataRow=4&labelRow=2&contentLanguageTag=de_DE&primaryMarketplaceId=amzn1.mp.o.A1PA6795UKMFR9",
    ]
    return [first, [f"Spalte {n + 1}" for n in range(len(LEGACY_KEYS))], list(LEGACY_KEYS)]


def text_of(rows):
    return "".join("\t".join(row) + "\r\n" for row in rows)


@pytest.fixture
def family(good):
    """A parent with one child, priced in euros, and a product of its own."""
    euro = {"amazon.de": SiteFields(price=Decimal("19.9"), currency="EUR", title="Dose für Küche")}
    parent = good(
        id="p", sku="BOX", gtin="", price=None, quantity=None, variation_theme=["Color"], images=[]
    )
    child = good(
        id="c",
        sku="BOX-BLUE",
        parent_sku="BOX",
        options={"Color": "Blau"},
        sites=euro,
        attributes={
            "product_type": "FOOD_STORAGE_CONTAINER",
            "dangerous_goods": "Nicht zutreffend",
        },
        images=[ListingImage(url="https://e.x/1.jpg"), ListingImage(url="https://e.x/2.jpg")],
    )
    alone = good(id="a", sku="JAR", sites=euro, images=[ListingImage(sha256="ab", name="jar.jpg")])
    return [parent, child, alone]


def rows_of(data, separator=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=separator))


def filled(result, template, layout_keys, data_row):
    rows = rows_of(result.data, "\t")
    return [dict(zip(layout_keys, row, strict=True)) for row in rows[data_row - 1 :]]


def test_ebay_drafts_have_the_lines_that_ebay_issues(family):
    result = ebay_draft.export(family, "ebay.us", parent_skus(family))
    lines = result.data.decode("utf-8").split("\r\n")
    assert lines[0] == "#INFO,Version=0.0.2,Template= eBay-draft-listings-template_US,,,,,,,,"
    assert lines[3] == "#INFO,,,,,,,,,,"
    assert lines[4] == EBAY_HEADER
    assert {len(row) for row in rows_of(result.data)} == {11}


def test_ebay_drafts_are_as_the_golden_file(family):
    result = ebay_draft.export(family, "ebay.us", parent_skus(family))
    assert result.data == (GOLDEN / "ebay_draft_us.csv").read_bytes()
    assert [(one.sku, one.text()) for one in result.left_out] == [
        ("BOX", "A parent is no offer; this file carries each variation on its own")
    ]
    assert any("1 pictures lie on this machine" in one.text() for one in result.notes)


def test_a_upc_has_its_column_and_an_ean_is_noted(good):
    upc, ean = good(sku="U", gtin="036000291452"), good(sku="E")
    zero = good(sku="Z", gtin="0036000291452")
    result = ebay_draft.export([upc, ean, zero], "ebay.us", frozenset())
    assert [row[4] for row in rows_of(result.data)[5:]] == ["036000291452", "", "036000291452"]
    assert [one.sku for one in result.notes] == ["E"]


def test_a_price_in_another_currency_stays_out_and_is_noted(good):
    result = ebay_draft.export([good(currency="CNY")], "ebay.us", frozenset())
    assert rows_of(result.data)[5][5] == ""
    assert any("CNY" in one.text() for one in result.notes)


def test_a_site_whose_draft_header_nobody_saw_is_refused(good):
    with pytest.raises(DeskError, match=r"ebay\.de"):
        ebay_draft.export([good()], "ebay.de", frozenset())


def test_no_cell_is_a_formula(good):
    evil = good(sku="=cmd|' /C calc'!A0", title="+1+1", description="@SUM(A1)", search_terms="-2")
    for result in (
        ebay_draft.export([evil], "ebay.us", frozenset()),
        own_csv.export([evil]),
    ):
        text = result.data.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_amazon_needs_the_sellers_own_template_and_says_where_to_get_it(good):
    with pytest.raises(DeskError) as refused:
        amazon.export([good()], "amazon.us", frozenset(), None, "USD")
    assert "Seller Central" in refused.value.advice


@pytest.mark.parametrize("kind", ["xlsx", "txt"])
def test_the_new_layout_keeps_its_head_and_finds_columns_by_key(tmp_path, family, kind):
    path = tmp_path / f"template.{kind}"
    head = new_rows()
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.active.title = "Anleitung"
        book.active.append(["Anleitung"])
        sheet = book.create_sheet("Vorlage")
        for row in head:
            sheet.append(row)
        book.save(path)
    else:
        path.write_bytes(text_of(head).encode("utf-8"))
    template = read_template(path)
    assert (template.layout, template.marketplace, template.language) == (
        "new",
        "A1PA6795UKMFR9",
        "de_DE",
    )
    result = amazon.export(family, "amazon.de", parent_skus(family), template, "EUR")
    rows = rows_of(result.data, "\t")
    assert [[cell for cell in row if cell] for row in rows[:6]] == [
        [cell for cell in row if cell] for row in head
    ]
    if kind == "txt":
        assert result.data.startswith(text_of(head).encode("utf-8"))
    parent, child, alone = filled(result, template, NEW_KEYS, 7)
    assert child["contribution_sku#1.value"] == "BOX-BLUE"
    assert child[NEW_KEYS[3]] == "Dose für Küche"
    assert child["amzn1.volt.ca.product_id_type"] == "EAN"
    assert child["product_type#1.value"] == "FOOD_STORAGE_CONTAINER"
    # Only the consumer offer of this marketplace gets the price.
    assert (child[NEW_KEYS[10]], child[NEW_KEYS[9]], child[NEW_KEYS[11]]) == ("19.90", "", "")
    assert child[NEW_KEYS[16]] == "Blau"
    assert child[NEW_KEYS[18]] == "BOX"
    assert child[NEW_KEYS[20]] == "China"
    assert (child[NEW_KEYS[22]], child[NEW_KEYS[23]]) == ("https://e.x/1.jpg", "https://e.x/2.jpg")
    assert parent["variation_theme#1.name"] == "Color"
    assert parent[NEW_KEYS[10]] == ""
    assert alone[NEW_KEYS[22]] == ""
    notes = [(one.sku, one.text()) for one in result.notes]
    assert (
        "BOX-BLUE",
        "Choose Parentage in the sheet: the list there is in the template's language",
    ) in notes
    assert ("JAR", "Required column without value: Spalte 3") in notes
    assert ("JAR", "1 pictures lie on this machine; the file takes web addresses only") in notes


def test_the_legacy_layout_is_as_the_golden_file(tmp_path, family):
    path = tmp_path / "legacy.txt"
    path.write_bytes(text_of(legacy_rows()).encode("utf-8"))
    template = read_template(path)
    assert (template.layout, template.marketplace) == ("legacy", "A1PA6795UKMFR9")
    result = amazon.export(family, "amazon.de", parent_skus(family), template, "EUR")
    assert result.data.startswith(text_of(legacy_rows()).encode("utf-8"))
    assert result.data == (GOLDEN / "amazon_legacy_de.txt").read_bytes()
    _parent, child, _alone = filled(result, template, LEGACY_KEYS, 4)
    assert child["item_sku"] == "BOX-BLUE"
    assert child["color_name"] == "Blau"
    assert child[LEGACY_KEYS[-1]] == "19.90"
    assert child[LEGACY_KEYS[-2]] == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_head_keeps_the_templates_own_encoding(tmp_path, family, encoding):
    path = tmp_path / "legacy.txt"
    path.write_bytes(text_of(legacy_rows()).replace("Marke", "Größe").encode(encoding))
    result = amazon.export(family, "amazon.de", parent_skus(family), read_template(path), "EUR")
    assert result.data.startswith(path.read_bytes())
    assert "Küche" in result.data.decode(encoding)


def test_a_japanese_template_without_unicode_is_not_garbled(tmp_path, good):
    head = text_of(
        [
            ["TemplateType=fptcustom", "settings=attributeRow=3&dataRow=4&labelRow=2", "上の三行"],
            ["出品者商品番号", "商品名", "ブランド名"],
            ["item_sku", "item_name", "brand_name"],
        ]
    )
    path = tmp_path / "legacy.txt"
    path.write_bytes(head.encode("cp932"))
    template = read_template(path)
    assert template.columns[1].label == "商品名"
    plain = amazon.export([good(title="Box")], "amazon.jp", frozenset(), template, "JPY")
    assert plain.data.startswith(path.read_bytes())
    # Characters that the template's encoding lacks: the whole file in UTF-8, never question marks.
    other = amazon.export([good(title="收纳盒 é")], "amazon.jp", frozenset(), template, "JPY")
    assert other.data.startswith(head.encode("utf-8"))
    assert "收纳盒 é" in other.data.decode("utf-8")


def test_english_templates_get_their_words(tmp_path, family):
    us = [
        key.replace("A1PA6795UKMFR9", "ATVPDKIKX0DER").replace("de_DE", "en_US") for key in NEW_KEYS
    ]
    settings = NEW_SETTINGS.replace("A1PA6795UKMFR9", "ATVPDKIKX0DER").replace("de_DE", "en_US")
    path = tmp_path / "us.txt"
    path.write_bytes(text_of(new_rows(settings, us)).encode("utf-8"))
    result = amazon.export(family, "amazon.us", parent_skus(family), read_template(path), "USD")
    parent, child, alone = filled(result, None, us, 7)
    assert [row[us[17]] for row in (parent, child, alone)] == ["Parent", "Child", ""]
    assert child[us[7]] == "New"


def test_a_template_of_another_site_is_refused(tmp_path, good):
    path = tmp_path / "de.txt"
    path.write_bytes(text_of(new_rows()).encode("utf-8"))
    with pytest.raises(DeskError, match=r"amazon\.de"):
        amazon.export([good()], "amazon.us", frozenset(), read_template(path), "USD")


@pytest.mark.parametrize("data", [b"", b"a\tb\n", b"PK\x03\x04x", b"settings=attributeRow%3D99\n"])
def test_what_is_no_template_is_refused_and_says_where_to_get_one(tmp_path, data):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(DeskError):
        read_template(path)


def test_line_breaks_and_tabs_never_break_a_row(tmp_path, good):
    path = tmp_path / "de.txt"
    path.write_bytes(text_of(new_rows()).encode("utf-8"))
    listing = good(description="one\ttwo\r\nthree", currency="EUR")
    result = amazon.export([listing], "amazon.de", frozenset(), read_template(path), "EUR")
    lines = result.data.decode("utf-8").splitlines()
    assert len(lines) == 7
    assert "one two three" in lines[6]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30
).map(str.strip)
TEXTS = WORDS.filter(lambda text: not (text[:1] == "'" and text[1:2] in ("=", "+", "-", "@")))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Listing,
            id=st.just("x"),
            company_id=st.just("c"),
            sku=TEXTS.filter(bool),
            title=TEXTS,
            brand=TEXTS,
            description=TEXTS,
            search_terms=TEXTS,
            bullets=st.lists(
                TEXTS.map(lambda text: text.strip(" •·-\t")).filter(
                    lambda text: (
                        bool(text) and not (text[0] == "'" and text[1:2] in ("=", "+", "@"))
                    )
                ),
                max_size=5,
            ),
            price=st.none() | st.decimals(0, 10**6, places=2),
            quantity=st.none() | st.integers(0, 10**8),
            weight_g=st.none() | st.integers(1, 10**6),
            gtin=st.sampled_from(["", "9520001203015", "036000291452"]),
            origin_country=st.sampled_from(["", "CN", "DE"]),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one.sku,
    )
)
def test_our_own_sheet_reads_back_as_it_was(tmp_path_factory, listings):
    path = tmp_path_factory.mktemp("trip") / "own.csv"
    path.write_bytes(own_csv.export(listings).data)
    sheet = open_sheet(path)
    outcome = Outcome()
    read = list(listings_of(sheet, recognise(sheet.headers), {}, "c", lambda: "x", outcome))
    assert outcome.rejected == []
    assert read == listings


MEASURED = (
    *NEW_KEYS,
    "item_package_weight[marketplace_id=A1PA6795UKMFR9]#1.value",
    "item_package_weight[marketplace_id=A1PA6795UKMFR9]#1.unit",
    "item_package_dimensions[marketplace_id=A1PA6795UKMFR9]#1.length.value",
    "item_package_dimensions[marketplace_id=A1PA6795UKMFR9]#1.length.unit",
)


def with_lists(path):
    """A template whose lists lie on sheets of their own, one under a name, in German."""
    book = openpyxl.Workbook()
    lists = book.active
    lists.title = "Valid Values"
    for row in (["EAN", "VR China", "Kilogramm", "Zentimeter"], ["UPC", "Japan", "Pfund", "Zoll"]):
        lists.append(row)
    sheet = book.create_sheet("Vorlage")
    for row in new_rows(keys=MEASURED):
        sheet.append(row)
    book.defined_names["units"] = DefinedName("units", attr_text="'Valid Values'!$C$1:$C$2")
    for column, formula in (
        (6, "='Valid Values'!$A$1:$A$2"),
        (8, '"Neu,Gebraucht"'),
        (21, "'Valid Values'!$B$1:$B$2"),
        (26, "units"),
        (28, "'Valid Values'!$D$1:$D$2"),
    ):
        rule = DataValidation(type="list", formula1=formula)
        rule.add(f"{get_column_letter(column)}7:{get_column_letter(column)}500")
        sheet.add_data_validation(rule)
    book.save(path)
    return read_template(path)


def test_words_are_those_of_the_files_own_lists_and_weight_and_size_come_with_their_units(
    tmp_path, good
):
    template = with_lists(tmp_path / "vorlage.xlsx")
    assert template.choices[25] == ("Kilogramm", "Pfund")
    listing = good(weight_g=480, length_mm=205, origin_country="JP")
    result = amazon.export([listing], "amazon.de", frozenset(), template, "EUR")
    (row,) = filled(result, template, MEASURED, 7)
    assert [row[key] for key in MEASURED[-4:]] == ["0.48", "Kilogramm", "20.5", "Zentimeter"]
    assert row["amzn1.volt.ca.product_id_type"] == "EAN"
    assert row[NEW_KEYS[20]] == "Japan"
    # "New" is no word of the German list, and "China" is called otherwise there: both are left to the seller.
    assert row[NEW_KEYS[7]] == ""
    china = amazon.export([good()], "amazon.de", frozenset(), template, "EUR")
    assert filled(china, template, MEASURED, 7)[0][NEW_KEYS[20]] == ""
    assert "Spalte 21" in {one.what for one in china.notes}


def test_without_a_list_of_units_the_number_is_in_grams_and_the_unit_is_left_to_the_seller(
    tmp_path, good
):
    path = tmp_path / "vorlage.txt"
    path.write_bytes(text_of(new_rows(keys=MEASURED)).encode("utf-8"))
    template = read_template(path)
    result = amazon.export([good(weight_g=480)], "amazon.de", frozenset(), template, "EUR")
    (row,) = filled(result, template, MEASURED, 7)
    assert (row[MEASURED[-4]], row[MEASURED[-3]]) == ("480", "")
    assert "Spalte 26" in {one.what for one in result.notes}
