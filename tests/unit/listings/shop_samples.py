"""Listings for tests of the files for shops, and the files that they make."""

from decimal import Decimal

from seller_desk.core.base.language import speaking
from seller_desk.core.listings.exporters import amazon_json, google_merchant, shopify, woocommerce
from seller_desk.core.listings.model import Listing, ListingImage, parent_skus


def box(sku, **changes):
    fields = {
        "id": sku,
        "company_id": "c",
        "sku": sku,
        "title": "Food Storage Box, 3 Compartments",
        "brand": "CHENGWAN",
        "category": "home_kitchen",
        "price": Decimal("24.90"),
        "currency": "USD",
    }
    return Listing(**{**fields, **changes})


def family():
    """A single product with everything, and a parent with two variations; texts that spreadsheets trip over."""
    url = "https://example.com/"
    return [
        box(
            "CAN-1",
            title="=Tea Can & Lid",
            gtin="9520001203015",
            description="Keeps tea dry.\nHolds 250 g & more.",
            bullets=["Tight lid.", "Steel, no paint."],
            quantity=0,
            weight_g=250,
            length_mm=123,
            width_mm=80,
            height_mm=80,
            images=[ListingImage(url=url + "can.jpg"), ListingImage(url=url + "can-2.jpg")],
            attributes={"product_type": "STORAGE_BOX", "tags": "tea, kitchen"},
            cost=Decimal("3.5"),
            cost_currency="CNY",
            origin_country="CN",
        ),
        box(
            "BOX",
            price=None,
            currency="",
            variation_theme=["Color", "Size"],
            description='<p onclick="x()">Soup stays in.</p><script>alert(1)</script><ul><li>Clips</li></ul>',
            images=[ListingImage(url=url + "box.jpg"), ListingImage(sha256="a" * 64)],
            attributes={"product_type": "STORAGE_BOX"},
        ),
        box(
            "BOX-BL-S",
            parent_sku="BOX",
            options={"Color": "Blue", "Size": "S"},
            gtin="036000291452",
            quantity=5,
            images=[ListingImage(url=url + "blue.jpg")],
            attributes={"product_type": "storage box", "link": "https://shop.example/box"},
        ),
        box(
            "BOX-RD-S",
            parent_sku="BOX",
            options={"Color": "Red, dark", "Size": "S"},
            price=Decimal("1234.5"),
            gtin_exempt=True,
            condition="used",
            attributes={"product_type": "STORAGE_BOX"},
        ),
    ]


def made(kind, listings):
    parents = parent_skus(listings)
    if kind == "amazon_json":
        with speaking("en"):
            return amazon_json.export(listings, "amazon.us", parents, "USD", "A1SPECIMEN")
    return {
        "shopify": shopify.export,
        "woocommerce": woocommerce.export,
        "google_merchant": google_merchant.export,
    }[kind](listings, parents)


FILES = {
    "shopify": "shopify.csv",
    "woocommerce": "woocommerce.csv",
    "google_merchant": "google_merchant.tsv",
    "amazon_json": "amazon_json.json",
}
