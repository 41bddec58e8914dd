"""Finding codes of a listing's record: texts, codes, offers, compliance, variations, templates."""

from seller_desk.core.base.code_text import CodeText
from seller_desk.core.base.language import N_

_AT_MOST = (N_("{measured}; at most {required}"),)
_AT_LEAST = (N_("{measured}; at least {required}"),)
_SAID = (N_("{detail}"),)
_QUOTED = (N_("“{detail}”"),)

LISTING_CODES: dict[str, CodeText] = {
    "listing.title_long_advised": CodeText(
        N_("{label}: title longer than advised"), (N_("{measured}; advised: at most {required}"),)
    ),
    "listing.title_capitals": CodeText(N_("{label}: words in capitals in the title"), _QUOTED),
    "listing.title_initials": CodeText(
        N_("{label}: words of the title begin small"), (N_("“{detail}”: begin them large"),)
    ),
    "listing.title_character_once": CodeText(
        N_("{label}: a character twice in the title"),
        (N_("“{detail}” {measured} times, at most {required}"),),
    ),
    "listing.text_other_script": CodeText(
        N_("{label}: a text in another script than the site's"),
        (N_("“{detail}” is Chinese or Japanese; the site is read in another language"),),
    ),
    "listing.bullet_too_short": CodeText(N_("{label}: bullet point too short"), _AT_LEAST),
    "listing.bullets_few": CodeText(N_("{label}: few bullet points"), _AT_LEAST),
    "listing.bullets_many": CodeText(N_("{label}: more bullet points than shown"), _AT_MOST),
    "listing.bullets_too_long": CodeText(N_("{label}: bullet points too long together"), _AT_MOST),
    "listing.bullet_banned_character": CodeText(
        N_("{label}: characters not allowed in bullet points"), _SAID
    ),
    "listing.description_too_long": CodeText(N_("{label}: description too long"), _AT_MOST),
    "listing.description_too_short": CodeText(N_("{label}: description too short"), _AT_LEAST),
    "listing.sku_too_long": CodeText(N_("{label}: SKU too long"), _AT_MOST),
    "listing.tags_many": CodeText(N_("{label}: too many tags"), _AT_MOST),
    "listing.tag_too_long": CodeText(
        N_("{label}: a tag is too long"), (N_("“{detail}”: {measured}; at most {required}"),)
    ),
    "listing.tag_repeated": CodeText(N_("{label}: a tag twice"), _QUOTED),
    "listing.search_terms_brand": CodeText(
        N_("{label}: a brand in the search terms"), (N_("“{detail}” is found without it"),)
    ),
    "listing.search_terms_asin": CodeText(N_("{label}: an ASIN in the search terms"), _QUOTED),
    "listing.html_stripped": CodeText(
        N_("{label}: the platform strips parts of the description"), (N_("Stripped: {detail}"),)
    ),
    "listing.html_plain": CodeText(
        N_("{label}: the description is plain text here"), (N_("Tags in it: {detail}"),)
    ),
    "listing.html_wide": CodeText(
        N_("{label}: too wide for the description"), (N_("{measured}; at most {required}"),)
    ),
    "listing.gtin_restricted": CodeText(
        N_("{label}: a product code for use inside a shop"),
        (N_("{measured} begins with {detail}: such numbers are not unique in the world"),),
    ),
    "listing.gtin_coupon": CodeText(
        N_("{label}: the code of a coupon, not of a product"),
        (N_("{measured} begins with {detail}"),),
    ),
    "listing.gtin_duplicate": CodeText(
        N_("{label}: this product code is used twice"), (N_("{measured}, also {detail}"),)
    ),
    "listing.gtin_exempt_with_code": CodeText(
        N_("{label}: exempt from product codes, but has one"), (N_("{measured}"),)
    ),
    "listing.gtin_exemption_reason": CodeText(
        N_("{label}: why it needs no product code is not said"),
        (N_("An exemption is per brand, category and site"),),
    ),
    "listing.title_duplicate": CodeText(
        N_("{label}: the same title as another listing"), (N_("Also {detail}"),)
    ),
    "listing.variation_orphan": CodeText(
        N_("{label}: its parent is not there"), (N_("No listing has the SKU “{detail}”"),)
    ),
    "listing.variation_nested": CodeText(
        N_("{label}: its parent is itself a variation"), (N_("Parent: {detail}"),)
    ),
    "listing.variation_theme_missing": CodeText(
        N_("{label}: by what its variations differ is not said"),
        (N_("Variations: {measured}"),),
    ),
    "listing.variation_theme_mixed": CodeText(
        N_("{label}: varies by something else than its family"),
        (N_("It says {measured}; the family {required}"),),
    ),
    "listing.variation_option_missing": CodeText(
        N_("{label}: a value of the variation is missing"), (N_("{detail}"),)
    ),
    "listing.variation_duplicate": CodeText(
        N_("{label}: two variations with the same values"), (N_("{measured}, also {detail}"),)
    ),
    "listing.variation_spelling": CodeText(
        N_("{label}: one value written in several ways"), (N_("{detail}"),)
    ),
    "listing.variation_childless": CodeText(
        N_("{label}: a parent without variations"), (N_("Nothing of it can be bought"),)
    ),
    "listing.variation_options_many": CodeText(N_("{label}: varies by too many things"), _AT_MOST),
    "listing.variation_many": CodeText(N_("{label}: too many variations"), _AT_MOST),
    "listing.variation_parent_option": CodeText(
        N_("{label}: a variation's value in the parent's title"), (N_("“{detail}”"),)
    ),
    "listing.variation_brand_mixed": CodeText(
        N_("{label}: another brand than its family"),
        (N_("It says {measured}; the family {required}"),),
    ),
    "listing.price_not_positive": CodeText(N_("{label}: no price above zero"), (N_("{measured}"),)),
    "listing.price_currency": CodeText(
        N_("{label}: the price is in another currency than the site's"),
        (N_("{measured}; the site: {required}"),),
    ),
    "listing.price_loss": CodeText(
        N_("{label}: sold at a loss"),
        (
            N_("Fees and cost come to {required}, the price is {measured}. {detail}"),
            N_("Fees and cost come to {required}, the price is {measured}"),
        ),
    ),
    "listing.price_mostly_fees": CodeText(
        N_("{label}: the fees take most of the price"), (N_("{measured} of {required}"),)
    ),
    "listing.price_improbable": CodeText(
        N_("{label}: this price is hard to believe"),
        (N_("Price {measured}; one unit costs {required}. Check the point and the currency"),),
    ),
    "listing.sale_price_high": CodeText(
        N_("{label}: the sale price is not below the price"),
        (N_("{measured}; the price is {required}"),),
    ),
    "listing.sale_days": CodeText(
        N_("{label}: the sale ends before it begins"), (N_("Until {measured}, from {required}"),)
    ),
    "listing.sale_over": CodeText(N_("{label}: the sale is over"), (N_("Until {measured}"),)),
    "listing.sale_undated": CodeText(
        N_("{label}: the sale has no days"), (N_("A sale price has a first and a last day"),)
    ),
    "listing.list_price_low": CodeText(
        N_("{label}: the struck-through price is below the price"),
        (N_("{measured}; the price is {required}"),),
    ),
    "listing.handling_days": CodeText(
        N_("{label}: days to dispatch out of range"), (N_("{measured}; the site: {required}"),)
    ),
    "listing.quantity_range": CodeText(
        N_("{label}: quantity out of range"), (N_("{measured}; the site: {required}"),)
    ),
    "listing.weight_range": CodeText(
        N_("{label}: weight out of range"), (N_("{measured}; the site: {required}"),)
    ),
    "listing.gpsr_contact": CodeText(
        N_("{label}: contacts for product safety are missing"), (N_("Missing: {measured}"),)
    ),
    "listing.gpsr_outside": CodeText(
        N_("{label}: the responsible person is not in the EU"), (N_("{measured}"),)
    ),
    "listing.conditional_missing": CodeText(
        N_("{label}: a field is asked for because of another"), (N_("{detail}"),)
    ),
    "listing.answer_missing": CodeText(N_("{label}: not said yet"), (N_("{detail}"),)),
    "listing.hs_code_invalid": CodeText(
        N_("{label}: this is no HS code"), (N_("{measured}; six to ten digits"),)
    ),
    "listing.certificate_missing": CodeText(
        N_("{label}: no certificate is linked"), (N_("Asked for: {measured}"),)
    ),
    "listing.template_required": CodeText(
        N_("{label}: the template wants a column filled"), (N_("{detail}"),)
    ),
    "listing.template_choice": CodeText(
        N_("{label}: not among the template's choices"), (N_("Column {detail}"),)
    ),
    "listing.definition_required": CodeText(
        N_("{label}: the product type wants an attribute"), (N_("{detail}"),)
    ),
}
