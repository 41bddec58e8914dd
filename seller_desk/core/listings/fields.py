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


def field_label(field: str) -> str:
    """The English label (marked for translation) of a field such as `bullets.2`; unknown fields name themselves."""
    return FIELD_LABELS.get(field.partition(".")[0], field)
