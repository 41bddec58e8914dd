"""Builders for tests of the listings room."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.model import Compliance, Contact, Listing, ListingImage
from seller_desk.core.rules.book import RuleBook

DAY = date(2026, 11, 24)
GTIN = "9520001203015"


@pytest.fixture(scope="session")
def book():
    return RuleBook.load()


@pytest.fixture
def good():
    """Makes listings that nothing is wrong with, but for what the test changes."""

    def make(**changes):
        fields = {
            "id": "one",
            "company_id": "company",
            "sku": "CW-BOX-3",
            "title": "CHENGWAN Food Storage Container with 3 Compartments",
            "brand": "CHENGWAN",
            "category": "home_kitchen",
            "gtin": GTIN,
            "bullets": ["Four-side locks keep soup in."],
            "description": "A box with three compartments.",
            "search_terms": "meal prep lunch bento",
            "price": Decimal("24.99"),
            "currency": "USD",
            "quantity": 20,
            "origin_country": "CN",
            "images": [ListingImage(url="https://example.com/box.jpg")],
            "compliance": Compliance(
                manufacturer=Contact(name="Maker", address="Road 1", country="CN", email="a@b.cn"),
                responsible=Contact(name="Rep", address="Weg 2", country="DE", email="r@b.de"),
            ),
        }
        return Listing(**{**fields, **changes})

    return make


@pytest.fixture
def codes(book):
    """Codes of the findings of a listing on a site; hints only where they are asked for."""

    def find(listing, site="amazon.us", on=DAY, parents=frozenset(), *, hints=False):
        return [
            (one.code.removeprefix("listing."), str(one.severity))
            for one in ListingChecker(book, site, on).check(listing, parents)
            if hints or str(one.severity) != "hint"
        ]

    return find


@pytest.fixture
def picture():
    """Makes picture bytes: a product of this box on this background."""

    def make(
        size=(1600, 1600),
        box=(40, 40, 1560, 1560),
        background=(255, 255, 255),
        product=(60, 90, 140),
        kind="PNG",
        mode="RGB",
        frame=0,
        frame_colour=(200, 0, 0),
        **save,
    ):
        image = Image.new("RGB", size, background)
        draw = ImageDraw.Draw(image)
        draw.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=product)
        if frame:
            draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=frame_colour, width=frame)
        if mode != "RGB":
            image = image.convert(mode)
        target = BytesIO()
        image.save(target, kind, **save)
        return target.getvalue()

    return make
