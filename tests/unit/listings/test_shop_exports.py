"""Files for shops: headers against the lines that platforms issue, families, what stays out, and the way back."""

import csv
import io
import json
import os
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from seller_desk.core.base.language import speaking
from seller_desk.core.listings.exporters import amazon_json
from seller_desk.core.listings.exporters.shops import layout
from seller_desk.core.listings.model import parent_skus
from tests.unit.listings.shop_samples import FILES, box, family, made

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "listings"
# As Shopify's sample has it, but for a shop's own metafield; from several projects that copied it.
SHOPIFY_HEADER = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,"
    "Option1 name,Option1 value,Option1 Linked To,Option2 name,Option2 value,Option2 Linked To,Option3 name,"
    "Option3 value,Option3 Linked To,Price,Compare-at price,Cost per item,Charge tax,Tax code,"
    "Unit price total measure,Unit price total measure unit,Unit price base measure,Unit price base measure unit,"
    "Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),"
    "Weight unit for display,Requires shipping,Fulfillment service,Product image URL,Image position,Image alt text,"
    "Variant image URL,Gift card,SEO title,SEO description,Google Shopping / Google product category,"
    "Google Shopping / Gender,Google Shopping / Age group,Google Shopping / Manufacturer part number (MPN),"
    "Google Shopping / Ad group name,Google Shopping / Ads labels,Google Shopping / Condition,"
    "Google Shopping / Custom product,Google Shopping / Custom label 0,Google Shopping / Custom label 1,"
    "Google Shopping / Custom label 2,Google Shopping / Custom label 3,Google Shopping / Custom label 4"
)
SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "amazon-schemas"

# For machines without Amazon's own: what it asks of a message that brings a whole listing.
MESSAGE_SCHEMA = {
    "type": "object",
    "required": ["messageId", "sku", "operationType", "productType", "attributes"],
    "properties": {
        "messageId": {"type": "integer", "minimum": 1},
        "sku": {"type": "string", "minLength": 1},
        "operationType": {"type": "string", "enum": ["UPDATE"]},
        "productType": {"type": "string", "minLength": 1},
        "requirements": {"type": "string", "enum": ["LISTING"]},
        "attributes": {"type": "object"},
        "patches": False,
    },
}


@pytest.fixture(name="family")
def made_family():
    return family()


def table(result, delimiter=","):
    text = result.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def golden(name, data):
    path = GOLDEN / name
    if os.environ.get("SELLER_DESK_GOLDEN") == "write":
        path.write_bytes(data)
    assert data == path.read_bytes()


@pytest.mark.parametrize("kind", FILES)
def test_the_file_is_byte_for_byte_the_golden_one(kind, family):
    golden(FILES[kind], made(kind, family).data)


def test_shopify_has_the_header_of_today_without_a_mark(family):
    data = made("shopify", family).data
    assert data.decode("utf-8").splitlines()[0] == SHOPIFY_HEADER


def test_shopify_puts_variants_and_pictures_under_one_handle(family):
    rows = [one for one in table(made("shopify", family)) if one["URL handle"] == "box"]
    assert [one["SKU"] for one in rows] == ["BOX-BL-S", "BOX-RD-S"]
    assert [one["Option1 name"] for one in rows] == ["Color", ""]
    assert [one["Option1 value"] for one in rows] == ["Blue", "Red, dark"]
    assert rows[0]["Variant image URL"] == "https://example.com/blue.jpg"
    assert (rows[0]["Title"], rows[1]["Title"]) == ("Food Storage Box, 3 Compartments", "")
    can = [one for one in table(made("shopify", family)) if one["URL handle"] == "can-1"]
    assert [one["Image position"] for one in can] == ["1", "2"]
    assert (can[0]["Option1 name"], can[0]["Option1 value"]) == ("Title", "Default Title")
    assert can[0]["Status"] == "Draft"


def test_html_keeps_what_the_shop_takes_and_says_what_went(family):
    result = made("shopify", family)
    text = next(one for one in table(result) if one["SKU"] == "BOX-BL-S")["Description"]
    assert text == "<p>Soup stays in.</p><ul><li>Clips</li></ul>"
    plain = next(one for one in table(result) if one["SKU"] == "CAN-1")["Description"]
    assert plain == "Keeps tea dry.<br>\nHolds 250 g &amp; more."
    with speaking("en"):
        said = [(one.sku, one.text()) for one in result.notes]
    assert ("BOX", "HTML that this platform does not take was taken out of the description") in said
    assert ("BOX", "1 pictures lie on this machine; the file takes web addresses only") in said
    assert ("CAN-1", "This format has no column for Bullet points") in said
    assert any(sku == "CAN-1" and "apostrophe" in text for sku, text in said)


def test_no_cell_of_any_file_is_a_formula(family):
    for kind, delimiter in (("shopify", ","), ("woocommerce", ","), ("google_merchant", "\t")):
        for row in table(made(kind, family), delimiter):
            bad = [
                text
                for name, text in row.items()
                if text and text[0] in "=+-@" and (name, text) != ("Published", "-1")
            ]
            assert bad == []


def test_numbers_below_zero_are_no_formulas(family):
    rows = table(made("woocommerce", family))
    assert [one["Published"] for one in rows] == ["-1", "-1", "1", "1"]


def test_prices_have_a_dot_and_one_currency(family):
    euro = [*family, box("EUR-1", price=Decimal("9"), currency="EUR")]
    result = made("woocommerce", euro)
    prices = {one["SKU"]: one["Regular price"] for one in table(result)}
    assert prices["BOX-RD-S"] == "1234.50"
    assert prices["EUR-1"] == ""
    assert [one.what for one in result.notes if one.sku == "EUR-1" and one.what == "EUR"]


def test_woocommerce_has_a_parent_before_its_variations(family):
    rows = table(made("woocommerce", family))
    assert [(one["Type"], one["SKU"], one["Parent"]) for one in rows] == [
        ("simple", "CAN-1", ""),
        ("variable", "BOX", ""),
        ("variation", "BOX-BL-S", "BOX"),
        ("variation", "BOX-RD-S", "BOX"),
    ]
    assert rows[1]["Attribute 1 value(s)"] == "Blue, Red\\, dark"
    assert (rows[0]["Weight (kg)"], rows[0]["Length (cm)"], rows[0]["In stock?"]) == (
        "0.25",
        "12.3",
        "0",
    )


def test_google_says_which_required_columns_are_empty(family):
    result = made("google_merchant", family)
    rows = {one["id"]: one for one in table(result, "\t")}
    assert list(rows) == ["CAN-1", "BOX-BL-S", "BOX-RD-S"]
    assert rows["BOX-BL-S"]["item_group_id"] == "BOX"
    assert rows["BOX-BL-S"]["price"] == "24.90 USD"
    assert (rows["CAN-1"]["availability"], rows["BOX-BL-S"]["availability"]) == (
        "out_of_stock",
        "in_stock",
    )
    empty = {one.what for one in result.notes if one.sku == "BOX-RD-S"}
    assert {"link", "image_link", "availability", "description"} <= empty
    assert [one.sku for one in result.left_out] == ["BOX"]
    long = made("google_merchant", [box("X" * 51)])
    assert (long.written, len(long.left_out)) == (0, 1)


def test_products_without_a_title_or_with_anothers_handle_stay_out():
    result = made("shopify", [box("A-1", title=""), box("b 1"), box("B-1")])
    assert [one["SKU"] for one in table(result)] == ["b 1"]
    assert [one.sku for one in result.left_out] == ["A-1", "B-1"]


def test_a_fourth_option_is_told_not_lost_in_silence():
    options = {"Color": "Blue", "Size": "S", "Style": "Oval", "Lid": "Yes"}
    result = made("shopify", [box("X-1", parent_sku="X", options=options)])
    assert "Lid" in {one.what for one in result.notes}
    assert table(made("shopify", [box("Y-1", parent_sku="Y")]))[0]["Option1 value"] == "Y-1"


def test_amazon_messages_carry_offer_family_and_marketplace(family):
    document = json.loads(made("amazon_json", family).data)
    assert document["header"] == {
        "sellerId": "A1SPECIMEN",
        "version": "2.0",
        "issueLocale": "en_US",
    }
    can, parent, blue, _red = document["messages"]
    assert "purchasable_offer" not in parent["attributes"]
    assert parent["attributes"]["variation_theme"][0]["name"] == "COLOR/SIZE"
    assert blue["productType"] == "STORAGE_BOX"
    assert blue["attributes"]["child_parent_sku_relationship"][0]["parent_sku"] == "BOX"
    offer = can["attributes"]["purchasable_offer"][0]
    assert offer["our_price"][0]["schedule"][0]["value_with_tax"] == 24.9
    assert can["attributes"]["item_name"][0] == {
        "value": "=Tea Can & Lid",
        "language_tag": "en_US",
        "marketplace_id": "ATVPDKIKX0DER",
    }


def test_amazon_leaves_out_what_has_no_product_type_and_asks_for_the_token(family):
    bare = [msgspec.structs.replace(one, attributes={}) for one in family]
    result = amazon_json.export(bare, "amazon.us", parent_skus(bare), "USD")
    assert (result.written, len(result.left_out)) == (0, 4)
    assert result.notes[0].sku == ""


def schema_errors(document):
    """What the message demands by `resources/catalogs/amazon_json.toml`'s source, written out once more."""
    for number, message in enumerate(document["messages"], 1):
        if message["messageId"] != number or not message["sku"]:
            yield message
        if message["operationType"] != "UPDATE" or "patches" in message:
            yield message
        if not message["productType"] or not message["attributes"]:
            yield message
        for values in message["attributes"].values():
            if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
                yield values


def test_amazon_messages_have_what_the_schema_demands(family):
    assert list(schema_errors(json.loads(made("amazon_json", family).data))) == []


def test_amazon_messages_validate_against_amazons_own_schema(family):
    found = sorted(SCHEMAS.glob("*feeds__listings-feed-message-schema-v2.json"))
    schema = json.loads(found[-1].read_text(encoding="utf-8")) if found else MESSAGE_SCHEMA
    for message in json.loads(made("amazon_json", family).data)["messages"]:
        assert list(violations(message, schema)) == []
    assert list(violations({"messageId": 0, "sku": "", "operationType": "X"}, schema))


def test_our_own_copy_of_the_schema_tells_what_is_wrong(family):
    (message, *_rest) = json.loads(made("amazon_json", family).data)["messages"]
    assert list(violations(message, MESSAGE_SCHEMA)) == []
    for change in ({"messageId": 0}, {"operationType": "PATCH"}, {"patches": []}, {"sku": ""}):
        assert list(violations({**message, **change}, MESSAGE_SCHEMA))


def test_a_message_that_the_feed_could_not_take_stays_out(family):
    listings = [msgspec.structs.replace(family[0], sku=" ")]
    result = amazon_json.export(listings, "amazon.us", frozenset(), "USD")
    assert (result.written, [one.what for one in result.left_out]) == (0, ["sku"])


def violations(value, schema):
    """JSON Schema as far as Amazon's message schema uses it."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int}
    if schema is True or schema is False:
        if schema is False:
            yield "forbidden"
        return
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        yield f"not {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value} not in {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"not {schema['const']}"
    if value_below(value, schema):
        yield "too small"
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{name} is missing"
        for name, one in schema.get("properties", {}).items():
            if name in value:
                yield from violations(value[name], one)
    if isinstance(value, list) and "items" in schema:
        for one in value:
            yield from violations(one, schema["items"])
    if "oneOf" in schema:
        fits = sum(1 for one in schema["oneOf"] if not list(violations(value, one)))
        if fits != 1:
            yield f"{fits} of oneOf"


def value_below(value, schema):
    return (
        ("minimum" in schema and value < schema["minimum"])
        or (isinstance(value, str) and len(value) < schema.get("minLength", 0))
        or (isinstance(value, dict) and len(value) < schema.get("minProperties", 0))
        or (isinstance(value, list) and len(value) < schema.get("minItems", 0))
    )


def test_every_layout_says_where_it_is_from_and_how_sure_it_is():
    for name in ("shop_shopify", "shop_woocommerce", "shop_google_merchant", "amazon_json"):
        data = layout(name)
        assert data["proof"] in ("accepted", "header_seen", "documentation")
        assert data["source"]
        assert str(data["checked"]) >= "2026-11-23"
        columns = set(data.get("header", ())) | set(data.get("attribute_header", ()))
        used = {one.replace("{n}", "1") for one in data.get("fields", {}).values()}
        assert used <= {one.replace("{n}", "1") for one in columns} or not columns
