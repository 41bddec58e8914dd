"""The formats that a shipping template is written in. A platform's fill-in sheet bears the platform's name."""

from collections.abc import Callable

from seller_desk.core.base.language import N_
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.shipping.exporters.amazon import amazon_sheet
from seller_desk.core.shipping.exporters.ebay import ebay_sheet
from seller_desk.core.shipping.exporters.sheet import Sheet
from seller_desk.core.shipping.model import ShippingTemplate

SITE_SHEETS: dict[str, Callable[[ShippingTemplate, RuleBook, Query], Sheet]] = {
    "amazon": amazon_sheet,
    "ebay": ebay_sheet,
}
TABLE_RATES = "magento"
FORMATS = (*SITE_SHEETS, TABLE_RATES)
LABELS = {
    "amazon": N_("Fill-in sheet for Amazon"),
    "ebay": N_("Fill-in sheet for eBay"),
    TABLE_RATES: N_("Table rates (CSV)"),
}
