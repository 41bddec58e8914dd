"""Files of shops read back: families joined, headers old and new, and nothing lost that the format can hold."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seller_desk.core.listings.importers.columns import recognise
from seller_desk.core.listings.importers.run import Outcome, listings_of, sheet_findings
from seller_desk.core.listings.importers.sheets import open_sheet
from seller_desk.core.listings.model import Listing, ListingImage
from tests.unit.listings.shop_samples import FILES, family, made


@pytest.fixture(name="family")
def made_family():
    return family()


def read_back(path, known=()):
    sheet = open_sheet(path).beside({one.sku: one for one in known})
    columns = recognise(sheet.headers, sheet.preset)
    outcome = Outcome()
    by_sku = {one.sku: one for one in known}
    read = list(listings_of(sheet, columns, by_sku, "c", lambda: "x", outcome))
    assert outcome.rejected == []
    assert [
        one for one in sheet_findings(sheet, columns) if one.code == "import.column_unknown"
    ] == []
    return read


@pytest.mark.parametrize("kind", ["shopify", "woocommerce", "google_merchant"])
def test_a_catalogue_takes_its_own_file_back_unchanged(kind, family, tmp_path):
    simple = [
        msgspec.structs.replace(
            one, description=one.description if "<" not in one.description else "Soup stays in."
        )
        for one in family
    ]
    path = tmp_path / FILES[kind]
    path.write_bytes(made(kind, simple).data)
    read = {one.sku: one for one in read_back(path, simple)}
    for one in simple:
        if one.sku in read:
            assert clean(read[one.sku]) == clean(one), one.sku


def clean(listing):
    """Without what a shop's file adds or holds in its own words."""
    away = {"handle", "product_type", "tags", "material"}
    attributes = {name: text for name, text in listing.attributes.items() if name not in away}
    return msgspec.structs.replace(
        listing,
        id="",
        attributes=attributes,
        description=" ".join(listing.description.split()),
        search_terms="",
        images=[],
        category="",
    )


word = st.text("abcXYZ 0123&é中", min_size=1, max_size=20).map(str.strip).filter(bool)
amount = st.none() | st.decimals("0.01", 10**5, places=2)
name = st.text("abcdefghij0123456789", min_size=1, max_size=12)


@st.composite
def catalogues(draw):
    """Singles and whole families that a shop's file can hold without loss."""
    made_up: list[Listing] = []
    for sku in draw(st.lists(name, min_size=1, max_size=4, unique=True)):
        common = {"title": draw(word), "brand": draw(word), "company_id": "c", "id": "x"}
        text = draw(word) + "\n" + draw(word)
        picture = [ListingImage(url=f"https://example.com/{sku}.jpg")]
        children = draw(st.lists(word, max_size=3, unique=True))
        offer = {
            "weight_g": draw(st.none() | st.integers(1, 10**5)),
            "quantity": draw(st.none() | st.integers(0, 999)),
        }
        if not children:
            made_up.append(
                Listing(
                    sku=f"s-{sku}",
                    description=text,
                    images=picture,
                    price=draw(amount),
                    **offer,
                    **common,
                )
            )
            continue
        parent = f"p-{sku}"
        made_up.append(
            Listing(
                sku=parent, description=text, images=picture, variation_theme=["Color"], **common
            )
        )
        for number, value in enumerate(children):
            made_up.append(
                Listing(
                    sku=f"{parent}-{number}",
                    parent_sku=parent,
                    options={"Color": value},
                    price=draw(amount),
                    **offer,
                    **common,
                )
            )
    return made_up


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues(), st.sampled_from(["shopify", "woocommerce"]))
def test_an_empty_catalogue_becomes_the_one_that_was_exported(tmp_path_factory, listings, kind):
    path = tmp_path_factory.mktemp("shop") / "products.csv"
    path.write_bytes(made(kind, listings).data)
    read = [
        msgspec.structs.replace(
            one,
            attributes={name: text for name, text in one.attributes.items() if name != "handle"},
            brand="" if one.parent_sku else one.brand,
        )
        for one in read_back(path)
    ]
    assert read == [
        msgspec.structs.replace(one, brand="" if one.parent_sku else one.brand) for one in listings
    ]


def test_shopifys_headers_before_today_read_the_same(family, tmp_path):
    text = made("shopify", family).data.decode("utf-8")
    head, rest = text.split("\r\n", 1)
    old = {
        "URL handle": "Handle",
        "Description": "Body (HTML)",
        "SKU": "Variant SKU",
        "Barcode": "Variant Barcode",
        "Price": "Variant Price",
        "Inventory quantity": "Variant Inventory Qty",
        "Weight value (grams)": "Variant Grams",
        "Product image URL": "Image Src",
        "Variant image URL": "Variant Image",
    }
    today = tmp_path / "new.csv"
    today.write_bytes(text.encode())
    before = tmp_path / "old.csv"
    before.write_text(
        ",".join(old.get(one, one) for one in head.split(",")) + "\r\n" + rest,
        encoding="utf-8",
        newline="",
    )
    sheets = [open_sheet(path) for path in (today, before)]
    assert [one.preset for one in sheets] == ["shopify", "shopify"]
    read = []
    for sheet in sheets:
        columns = recognise(sheet.headers, sheet.preset)
        read.append(list(listings_of(sheet, columns, {}, "c", lambda: "x", Outcome())))
    assert read[0] == read[1]
    assert [one.sku for one in read[0]] == ["CAN-1", "box", "BOX-BL-S", "BOX-RD-S"]
    assert read[0][1].variation_theme == ["Color", "Size"]
    assert [one.url for one in read[0][0].images] == [
        "https://example.com/can.jpg",
        "https://example.com/can-2.jpg",
    ]


def test_woocommerce_parents_are_found_by_number_too(tmp_path):
    path = tmp_path / "wc.csv"
    path.write_text(
        "ID,Type,SKU,Name,Parent,Regular price,Description,Images,Attribute 1 name,Attribute 1 value(s)\n"
        '7,variable,HOOD,Hood,,,Warm\\nand soft,"https://e.com/1.jpg, https://e.com/2.jpg",Size,"S, L"\n'
        "8,variation,HOOD-S,Hood - S,id:7,45,,,Size,S\n",
        encoding="utf-8",
    )
    hood, small = read_back(path)
    assert (hood.variation_theme, hood.description, len(hood.images)) == (
        ["Size"],
        "Warm\nand soft",
        2,
    )
    assert (small.parent_sku, small.options, small.price) == ("HOOD", {"Size": "S"}, Decimal(45))


def test_a_shops_ragged_rows_are_rejected_not_moved(tmp_path):
    path = tmp_path / "ragged.csv"
    path.write_text(
        "Title,URL handle,SKU,Option1 name,Option1 value,Price\nBox,box,B-1,Title,Default Title,9,stray\n",
        encoding="utf-8",
    )
    sheet = open_sheet(path)
    outcome = Outcome()
    columns = recognise(sheet.headers, sheet.preset)
    assert list(listings_of(sheet, columns, {}, "c", lambda: "x", outcome)) == []
    assert [one.row for one in outcome.rejected] == [2]


def test_pictures_come_in_the_order_of_their_positions(tmp_path):
    path = tmp_path / "pictures.csv"
    path.write_text(
        "Title,URL handle,SKU,Option1 name,Option1 value,Price,Product image URL,Image position\n"
        "Box,box,B-1,Title,Default Title,9,https://e.com/3.jpg,3\n"
        ",box,,,,,https://e.com/1.jpg,1\n"
        ",box,,,,,https://e.com/2.jpg,2\n",
        encoding="utf-8",
    )
    (listing,) = read_back(path)
    assert [one.url[-5] for one in listing.images] == ["1", "2", "3"]
