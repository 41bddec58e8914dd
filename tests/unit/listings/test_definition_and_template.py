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


def test_a_template_asks_for_its_columns_and_leads_to_the_field(tmp_path, good, book):
    from seller_desk.core.services.listing_template_check import TemplateCheck

    path = tmp_path / "t.xlsx"

    path.write_bytes(make.package(make.sheet(make.head_row())))

    class Work:
        def __enter__(self):
            self.listings = self
            return self

        def __exit__(self, *_rest):
            return None

        def find(self, **_where):
            return [good(title=""), good(id="two", sku="B")]

    class Kept:
        def read(self):
            return Work()

        def setting(self, _name):
            return ""

    found = TemplateCheck(Kept(), lambda: book).findings("c", "shopee.sg", path)
    assert [(one.code, one.subject.id, one.place.field) for one in found] == [
        ("listing.template_required", "one", "title")
    ]
