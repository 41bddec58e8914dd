"""What a product type definition or the seller's own template asks for, and what of it a listing lacks."""

import importlib.util
import json
from decimal import Decimal
from pathlib import Path

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.listings.definition import (
    definition_findings,
    filled_attributes,
    read_definition,
)
from seller_desk.core.listings.exporters.amazon_definitions import level_of, levels_in
from seller_desk.core.services.listing_template_check import TemplateCheck

_SPEC = importlib.util.spec_from_file_location(
    "listing_template_builders", Path(__file__).with_name("template_builders.py")
)
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)

SCHEMA = {
    "properties": {"item_name": {"title": "Title"}, "fabric_type": {"title": "Fabric Type"}},
    "required": ["item_name", "brand", "fabric_type"],
    "allOf": [
        {"if": {"required": ["fabric_type"]}, "then": {"required": ["care_instructions"]}},
        {"if": {"not": {"required": ["brand"]}}, "then": {"required": ["model_name"]}},
        {"if": {"properties": {"x": {"const": 1}}, "required": ["x"]}, "then": {"required": ["y"]}},
        "odd",
    ],
}


@pytest.fixture
def definition(tmp_path):
    path = tmp_path / "SOFA.json"
    path.write_text(json.dumps(SCHEMA), encoding="utf-8")
    return read_definition(path)


def lacking(listing, definition, parents=frozenset()):
    found = definition_findings([listing], "amazon.us", parents, definition)
    return [(one.measured, one.detail) for one in found]


def test_required_attributes_are_named_as_the_definition_names_them(good, definition):
    assert lacking(good(), definition) == [("fabric_type", "Fabric Type")]


def test_one_attribute_asks_for_another(good, definition):
    cloth = good(attributes={"fabric_type": "cotton"})
    assert lacking(cloth, definition) == [("care_instructions", "care_instructions")]
    bare = good(brand="", attributes={"fabric_type": "cotton", "care_instructions": "wash"})
    assert [one for one, _title in lacking(bare, definition)] == ["brand", "model_name"]


def test_what_hangs_on_a_value_is_left_to_the_platform(good, definition):
    told = good(attributes={"fabric_type": "a", "care_instructions": "b", "x": "1"})
    assert lacking(told, definition) == []


def test_a_code_or_its_exemption_answers_both(good):
    names = ("externally_assigned_product_identifier", "purchasable_offer")
    assert set(names) <= filled_attributes(good(), "amazon.us")
    assert names[0] in filled_attributes(good(gtin="", gtin_exempt=True), "amazon.us")
    assert names[1] not in filled_attributes(good(price=None), "amazon.us")
    assert names[1] in filled_attributes(good(price=Decimal(1)), "amazon.us")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff\xfe", b'{"properties": 3}', b"[" * 3000]
)
def test_what_is_no_definition_is_refused(tmp_path, data):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(DeskError, match="no definition"):
        read_definition(path)


class Work:
    def __init__(self, found):
        self.found = found
        self.listings = self

    def __enter__(self):
        return self

    def __exit__(self, *_rest):
        return None

    def find(self, **_where):
        return self.found


class Kept:
    """As much of a store as the check asks."""

    def __init__(self, *found):
        self.found = list(found)

    def read(self):
        return Work(self.found)

    def setting(self, _name):
        return ""


def checked(book, path, site, *listings):
    return [
        (one.code.removeprefix("listing."), one.subject.id, one.place.field, one.detail)
        for one in TemplateCheck(Kept(*listings), lambda: book).findings("c", site, path)
    ]


def test_a_template_asks_for_its_columns_and_leads_to_the_field(tmp_path, good, book):
    path = tmp_path / "t.xlsx"
    path.write_bytes(make.package(make.sheet(make.head_row())))
    found = checked(book, path, "shopee.sg", good(title=""), good(id="two", sku="B"))
    assert [one[:3] for one in found] == [("template_required", "one", "title")]


def test_amazons_own_definitions_say_which_columns_are_required(tmp_path, good, book):
    import openpyxl

    keys = [
        "contribution_sku#1.value",
        "item_name[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
        "material[marketplace_id=A1PA6795UKMFR9]#1.value",
        "color[marketplace_id=A1PA6795UKMFR9]#1.value",
        "care[marketplace_id=A1PA6795UKMFR9]#1.value",
    ]
    labels = ["SKU", "Titel", "Material", "Farbe", "Pflege"]
    book_ = openpyxl.Workbook()
    sheet = book_.active
    sheet.title = "Vorlage"
    settings = "settings=attributeRow=5&labelRow=4&dataRow=7&primaryMarketplaceId=A1PA6795UKMFR9"
    for row in ([settings], [], [], labels, keys, ["ABC123"]):
        sheet.append(row)
    definitions = book_.create_sheet("Datendefinitionen")
    words = ["Erforderlich", "Erforderlich", "Erforderlich", "Bedingt erforderlich", "Optional"]
    definitions.append(["Gruppe", "Feld", "Bezeichnung", "Erforderlich?"])
    for key, label, word in zip(keys, labels, words, strict=True):
        definitions.append(["", key, label, word])
    path = tmp_path / "amazon.xlsx"
    book_.save(path)
    assert ("template_required", "one", "attributes.material", "Material") in checked(
        book, path, "amazon.de", good()
    )
    named = [one[3] for one in checked(book, path, "amazon.de", good())]
    assert "Farbe" not in named
    assert "Pflege" not in named
    steel = good(attributes={keys[2]: "Steel"})
    assert "Material" not in [one[3] for one in checked(book, path, "amazon.de", steel)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Required", "required"),
        ("Erforderlich", "required"),
        ("必填", "required"),
        ("Conditionally Required", "conditional"),
        ("Bedingt erforderlich", "conditional"),
        ("Not required", "optional"),
        ("nicht erforderlich", "optional"),
        ("Brand of the product, required by law in some countries of the world", None),
        ("", None),
    ],
)
def test_levels_are_read_in_several_languages(text, level):
    assert level_of(text) == level


def test_a_sheet_without_keys_or_levels_gives_none():
    keys = ["a", "b", "c"]
    assert levels_in([["a", "Required"], ["b", "Optional"]], keys) == {}
    assert levels_in([["a"], ["b"], ["c"]], keys) == {}
    assert levels_in([["a", "x"], ["b", "x"], ["c", "x"]], keys) == {}
    rows = [["a", "Required"], ["b", "Optional"], ["c", "Required"], ["d", "Required"]]
    assert levels_in(rows, keys) == {"a": "required", "b": "optional", "c": "required"}
