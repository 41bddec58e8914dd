"""The kinds of upload files: what each is for, what it needs, and how far it is known that a platform takes it."""

from typing import NamedTuple

from seller_desk.core.base.language import N_
from seller_desk.core.listings.exporters import (
    amazon,
    amazon_json,
    ebay_category,
    ebay_draft,
    google_merchant,
    own_csv,
    own_xlsx,
    shopify,
    woocommerce,
)
from seller_desk.core.services import listing_templates


class Format(NamedTuple):
    """A kind of upload file: the platform that takes it (empty: any), its ending, its name for the seller.

    `own_template`: it exists only in a template that the seller downloads from the platform. `proof` is a key of PROOFS.
    `of_site`: a site may be named whose texts and prices go into it; else it holds the product itself, or all sites.
    """

    platform: str
    ending: str
    label: str
    own_template: bool = False
    proof: str = "header_seen"
    of_site: bool = False


FORMATS = {
    ebay_draft.FORMAT: Format("ebay", ".csv", N_("eBay draft file")),
    ebay_category.FORMAT: Format("ebay", ".csv", N_("eBay category file")),
    amazon.FORMAT: Format("amazon", ".txt", N_("Amazon, into your own template"), True),
    own_csv.FORMAT: Format("", ".csv", N_("Sheet of all listings"), proof="accepted"),
    own_xlsx.FORMAT: Format("", ".xlsx", N_("Workbook of all listings"), proof="accepted"),
    shopify.FORMAT: Format("", ".csv", N_("Shopify products"), of_site=True),
    woocommerce.FORMAT: Format("", ".csv", N_("WooCommerce products"), of_site=True),
    google_merchant.FORMAT: Format(
        "", ".tsv", N_("Google Merchant Center"), proof="documentation", of_site=True
    ),
    amazon_json.FORMAT: Format(
        "amazon", ".json", N_("Amazon, JSON for tools"), proof="documentation"
    ),
    listing_templates.FORMAT: Format(
        "",
        ".xlsx",
        N_("Any platform's own template"),
        own_template=True,
        proof="documentation",
        of_site=True,
    ),
}


def needs_template(platform: str) -> bool:
    """Whether this platform's upload file is made in the seller's own template."""
    return any(one.own_template for one in FORMATS.values() if one.platform == platform)
