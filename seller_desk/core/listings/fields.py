"""Names of a listing's fields as people read them; the keys are those of `place.field` and of column mappings."""

from seller_desk.core.base.language import N_

FIELD_LABELS: dict[str, str] = {
    "sku": N_("SKU"),
    "parent_sku": N_("Parent SKU"),
    "variation_theme": N_("Varies by"),
    "title": N_("Title"),
    "highlights": N_("Item highlights"),
    "brand": N_("Brand"),
    "category": N_("Category"),
    "category_id": N_("Category ID of the site"),
    "gtin": N_("GTIN (EAN, UPC)"),
    "bullets": N_("Bullet points"),
    "description": N_("Description"),
    "search_terms": N_("Search terms"),
    "price": N_("Price"),
    "currency": N_("Currency"),
    "cost": N_("Cost"),
    "cost_currency": N_("Currency of the cost"),
    "quantity": N_("Quantity"),
    "condition": N_("Condition"),
    "weight_g": N_("Weight"),
    "length_mm": N_("Length"),
    "width_mm": N_("Width"),
    "height_mm": N_("Height"),
    "origin_country": N_("Country of origin"),
    "images": N_("Pictures"),
}


# Fields of parts of a listing: findings lead to them; columns of sheets do not map to them by these names.
PART_LABELS: dict[str, str] = {
    "options": N_("Values of the variation"),
    "videos": N_("Videos"),
    "exemption": N_("Why no product code is needed"),
    "offer.list_price": N_("List price"),
    "offer.sale_price": N_("Sale price"),
    "offer.sale_from": N_("Sale from"),
    "offer.sale_until": N_("Sale until"),
    "offer.handling_days": N_("Days to dispatch"),
    "offer.fulfilment": N_("Sent by"),
    "offer.shipping_template": N_("Shipping template"),
    "offer.max_order": N_("Most per order"),
    "offer.condition_note": N_("Note on the condition"),
    "compliance.batteries": N_("Batteries"),
    "compliance.cell": N_("Kind of battery cell"),
    "compliance.battery_count": N_("Number of batteries"),
    "compliance.watt_hours": N_("Watt-hours per battery"),
    "compliance.battery_weight_g": N_("Weight of a battery"),
    "compliance.dangerous_goods": N_("Dangerous goods"),
    "compliance.un_number": N_("UN number"),
    "compliance.safety_sheet_url": N_("Safety data sheet"),
    "compliance.safety_warning": N_("Warnings and safety information"),
    "compliance.hs_code": N_("HS code"),
    "compliance.age_from_months": N_("Suitable from"),
    "compliance.certificates": N_("Certificates"),
    "compliance.manufacturer.name": N_("Manufacturer"),
    "compliance.manufacturer.address": N_("Address of the manufacturer"),
    "compliance.manufacturer.country": N_("Country of the manufacturer"),
    "compliance.manufacturer.email": N_("E-mail of the manufacturer"),
    "compliance.responsible.name": N_("Responsible person"),
    "compliance.responsible.address": N_("Address of the responsible person"),
    "compliance.responsible.country": N_("Country of the responsible person"),
    "compliance.responsible.email": N_("E-mail of the responsible person"),
}


def field_label(field: str) -> str:
    """The English label (marked for translation) of a field such as `bullets.2`; unknown fields name themselves."""
    if field in PART_LABELS:
        return PART_LABELS[field]
    return FIELD_LABELS.get(field.partition(".")[0], field)
