"""Builders for tests of the listings room."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.model import Compliance, Contact, Listing, ListingImage
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.listing_imports import ImportRequest

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


@pytest.fixture(scope="module")
def import_folder(tmp_path_factory):
    """A desk with one company, for a whole file of tests."""
    with open_desk(DataFolder(tmp_path_factory.mktemp("data")), write=True) as made:
        with made.store.work("x") as work:
            work.companies.save(Company(id="c"))
        yield made


@pytest.fixture
def import_desk(import_folder):
    """The same, empty again after the test."""
    yield import_folder
    with import_folder.store.work("x") as work:
        for one in work.listings.find(company_id="c"):
            work.listings.delete(one.id)
    for kept in import_folder.listings.mappings():
        import_folder.listings.forget_mapping(kept.id)


@pytest.fixture
def take(import_desk, tmp_path):
    """Imports bytes or text as a file of this name; `look` only previews."""

    def run(data, name="s.csv", *, look=False, **choices):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        run = import_desk.listings.preview if look else import_desk.listings.import_file
        return run("c", ImportRequest(path=path, **choices))

    return run
