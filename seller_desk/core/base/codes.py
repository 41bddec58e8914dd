"""The public finding codes with their English templates (translated by `core.base.wording`), and unit names."""

from seller_desk.core.base.code_text import CodeText
from seller_desk.core.base.codes_images import IMAGE_CODES, IMAGE_UNITS
from seller_desk.core.base.codes_imports import IMPORT_CODES
from seller_desk.core.base.codes_listings import LISTING_CODES
from seller_desk.core.base.codes_quality import QUALITY_CODES
from seller_desk.core.base.language import N_

_BOTH = N_("{measured}; needed: {required}")

CODES: dict[str, CodeText] = {
    "document.unreadable": CodeText(N_("{label} cannot be read"), (N_("{detail}"),)),
    "document.encrypted": CodeText(
        N_("{label} is locked with a password"),
        (
            N_("{detail}. Give it with {required}, or save a copy without a password"),
            N_("Save a copy without a password"),
        ),
    ),
    "document.empty": CodeText(N_("{label} is empty"), (N_("{detail}"),)),
    "document.page_empty": CodeText(N_("{label} has an empty page"), (N_("Page {measured}"),)),
    "document.too_large": CodeText(
        N_("{label}: file too large"), (N_("{measured}; at most {required}"),)
    ),
    "document.format_not_accepted": CodeText(
        N_("{label}: this file type is not accepted"),
        (N_("It is {measured}; accepted: {required}"),),
    ),
    "document.extension_mismatch": CodeText(
        N_("{label}: the ending does not fit the content"),
        (N_("Named {measured}, in fact {required}"),),
    ),
    **QUALITY_CODES,
    "document.too_many_pixels": CodeText(
        N_("{label}: picture too large to open"),
        (N_("{measured}; at most {required}"), N_("At most {required}")),
    ),
    "document.pages_unread": CodeText(
        N_("{label}: not all pages were read"),
        (N_("It has {measured}; the first {required} were read"),),
    ),
    "document.copy_refused": CodeText(N_("{label}: no copy can be made"), (N_("{detail}"),)),
    "document.watermarked_copy": CodeText(
        N_("{label} is a copy made for an agent"), (N_("{detail}"),)
    ),
    "document.name_forbidden_characters": CodeText(
        N_("{label}: characters in the file name that the platform refuses"),
        (N_("{detail}; the copy in the packet gets another name"),),
    ),
    "document.expired": CodeText(
        N_("{label} will have expired"), (N_("Valid until {measured}; planned day {required}"),)
    ),
    "document.validity_short": CodeText(
        N_("{label} runs out too soon"),
        (N_("{measured} left on the planned day, {required} needed"),),
    ),
    "document.issued_too_long_ago": CodeText(
        N_("{label} will be too old"),
        (N_("{measured} old on the planned day, at most {required}"),),
    ),
    "document.too_new": CodeText(
        N_("{label} is too new"), (N_("{measured} old on the planned day, at least {required}"),)
    ),
    "document.side_missing": CodeText(
        N_("{label}: one side is missing"), (N_("Both sides are needed; missing: {detail}"),)
    ),
    "preflight.unanswered": CodeText(N_("{label}: not answered yet"), (N_("{detail}"),)),
    "preflight.answered_no": CodeText(N_("{label}: answered with no"), (N_("{detail}"),)),
    "document.void": CodeText(
        N_("{label} is void"), (N_("Since {measured}: {detail}"), N_("Since {measured}"))
    ),
    "document.certificate_unnamed": CodeText(
        N_("{label}: which certificate is it?"),
        (N_("Choose it under the document, so that it can answer what asks for it"),),
    ),
    "document.missing": CodeText(N_("{label} is missing"), (N_("Any one of: {required}"),)),
    "document.mismatch": CodeText(
        N_("{label}: {detail} differs"), (N_("{measured} here; elsewhere {required}"),)
    ),
    "document.mismatch_part": CodeText(
        N_("{label}: {detail} is not complete everywhere"),
        (N_("{measured} here; elsewhere {required}"),),
    ),
    "document.mismatch_misread": CodeText(
        N_("{label}: {detail} looks misread"),
        (N_("Read as {measured}; likely {required}. Look at the page"),),
    ),
    "document.mismatch_by_eye": CodeText(
        N_("{label}: {detail} in another language, compare it by eye"),
        (N_("{measured} here; elsewhere {required}. An English name cannot be told by its sound"),),
    ),
    "document.mismatch_form": CodeText(
        N_("{label}: {detail} is written in another way"),
        (N_("{measured} here; elsewhere {required}"),),
    ),
    # No problem: a place that the window shows.
    "document.place": CodeText(N_("{label}: {detail}"), ("{measured}",)),
    "document.translation_differs": CodeText(
        N_("{label}: {detail} is not as in the original"),
        (
            N_("{measured} in the translation; {required} in the original"),
            N_("{required} of the original was not found in it"),
        ),
    ),
    "document.translation_missing": CodeText(
        N_("{label} needs a translation"),
        (N_("A notarised translation into simplified Chinese; link it to this document"),),
    ),
    "document.passport_missing": CodeText(
        N_("The representative's passport is missing"),
        (N_("Representatives from outside the mainland show a passport with a translation"),),
    ),
    "document.scope_lacks": CodeText(
        N_("{label}: the scope does not name this trade"),
        (N_("Neither {required} nor a fitting kind of goods stands in it"),),
    ),
    "document.capital_low": CodeText(
        N_("{label}: registered capital below what is advised"),
        (N_("{measured}; advised: {required} or more"),),
    ),
    "image.too_small": CodeText(
        N_("{label}: picture too small"), (N_("{measured}; at least {required}"),)
    ),
    "image.background_not_white": CodeText(N_("{label}: background is not pure white"), (_BOTH,)),
    "image.fill_low": CodeText(
        N_("{label}: the product fills too little of the picture"),
        (N_("{measured}; at least {required}"),),
    ),
    "image.transparent": CodeText(
        N_("{label}: transparent background"), (N_("Flatten it on white"),)
    ),
    "image.border": CodeText(
        N_("{label}: a frame runs around the picture"), (N_("Border of {measured}"),)
    ),
    "image.format_not_accepted": CodeText(
        N_("{label}: this picture type is not accepted"),
        (N_("It is {measured}; accepted: {required}"),),
    ),
    "image.too_large": CodeText(
        N_("{label}: picture file too large"), (N_("{measured}; at most {required}"),)
    ),
    "image.cmyk": CodeText(N_("{label}: CMYK colours"), (N_("Save it in sRGB"),)),
    "image.unreadable": CodeText(N_("{label} cannot be opened"), (N_("{detail}"),)),
    **IMAGE_CODES,
    "listing.title_too_long": CodeText(
        N_("{label}: title too long"), (N_("{measured}; at most {required}"),)
    ),
    "listing.title_banned_character": CodeText(
        N_("{label}: characters not allowed in the title"), (N_("{detail}"),)
    ),
    "listing.title_word_repeated": CodeText(
        N_("{label}: a word repeated in the title"),
        (N_("“{detail}” {measured} times, at most {required}"),),
    ),
    "listing.highlights_too_long": CodeText(
        N_("{label}: item highlights too long"), (N_("{measured}; at most {required}"),)
    ),
    "listing.bullet_too_long": CodeText(
        N_("{label}: bullet point too long"), (N_("{measured}; at most {required}"),)
    ),
    "listing.search_terms_too_long": CodeText(
        N_("{label}: search terms too long"), (N_("{measured}; at most {required}"),)
    ),
    "listing.search_terms_repeated": CodeText(
        N_("{label}: search terms repeat a word"), (N_("“{detail}”"),)
    ),
    "listing.gtin_invalid": CodeText(
        N_("{label}: product code (GTIN) is not valid"),
        (N_("{measured}: the check digit does not fit"),),
    ),
    "listing.required_missing": CodeText(
        N_("{label}: a required field is empty"), (N_("{detail}"),)
    ),
    "listing.sku_duplicate": CodeText(N_("{label}: this SKU is used twice"), (N_("{detail}"),)),
    "listing.banned_phrase": CodeText(
        N_("{label}: a phrase that the platform refuses"),
        (N_("“{measured}”: {detail}"), N_("“{detail}”")),
    ),
    **LISTING_CODES,
    "product.price_improbable": CodeText(
        N_("{label}: this price is hard to believe"),
        (N_("Price {measured}; one unit costs {required}. Check the point and the currency"),),
    ),
    "product.category_unknown": CodeText(
        N_("{label}: there is no category “{measured}”"),
        (
            N_("No fee of a category is counted. Close to it: {required}"),
            N_("No fee of a category is counted"),
        ),
    ),
    "product.currency_unknown": CodeText(
        N_("{label}: there is no currency “{measured}”"),
        (
            N_("No profit is worked out. Close to it: {required}"),
            N_("No profit is worked out. Write it as USD, EUR, CNY"),
        ),
    ),
    "product.beyond_reckoning": CodeText(
        N_("{label}: “{measured}” is too much to reckon with"),
        (N_("It is left out. At most {required}; check the point and the unit"),),
    ),
    "product.weight_improbable": CodeText(
        N_("{label}: this weight is hard to believe"),
        (N_("{measured}; more than {required}. Check the point and the unit"),),
    ),
    "product.size_improbable": CodeText(
        N_("{label}: this size is hard to believe"),
        (N_("Longest side {measured}; more than {required}. Check the point and the unit"),),
    ),
    "product.orders_improbable": CodeText(
        N_("{label}: so many orders a month are hard to believe"),
        (N_("{measured}; more than {required}"),),
    ),
    "product.rate_missing": CodeText(
        N_("No profit for {measured}: exchange rates are missing"),
        (N_("Give your rates of {required} to {detail}"),),
    ),
    "shipping.zone_overlap": CodeText(N_("{label}: a country is in two zones"), (N_("{detail}"),)),
    "shipping.zone_missing": CodeText(N_("{label}: no rates for {detail}")),
    "shipping.band_gap": CodeText(
        N_("{label}: weight bands do not join up"), (N_("{detail} has no price, or two"),)
    ),
    "shipping.loss": CodeText(
        N_("{label}: selling it loses money"),
        (N_("{measured} lost per order; {detail}"), N_("{measured} lost per order")),
    ),
    "company.code_invalid": CodeText(
        N_("{label} is not valid"),
        (
            N_("{detail}: {measured}; needed: {required}"),
            N_("{detail}: {measured}"),
            N_("{detail}"),
        ),
    ),
    "company.data_missing": CodeText(N_("{label} is missing"), (N_("Asked for: {detail}"),)),
    "company.id_number_invalid": CodeText(
        N_("ID number is not valid"),
        (N_("{detail}: {measured}; needed: {required}"), N_("{detail}")),
    ),
    "company.phone_invalid": CodeText(
        N_("Phone number is not valid"),
        (
            N_("{detail}: {measured}. Write {required}"),
            N_("{detail}: {measured}"),
            N_("{measured}; write it with the country code, such as +86"),
        ),
    ),
    "company.address_incomplete": CodeText(
        N_("{label} is incomplete"), (N_("Missing: {required}"), N_("Missing: {detail}"))
    ),
    "company.name_mismatch": CodeText(
        N_("{label}: names do not match"), (N_("{measured} here, {required} there"),)
    ),
    **IMPORT_CODES,
}

UNITS: dict[str, str] = {
    "char": N_("characters"),
    "byte": N_("bytes"),
    "word": N_("words"),
    "day": N_("days"),
    "working_day": N_("working days"),
    "month": N_("months"),
    "dpi": N_("dpi"),
    "px": N_("px"),
    "MB": N_("MB"),
    "MP": N_("megapixels"),
    "percent": "%",
    "page": N_("pages"),
    "g": "g",
    "count": N_("times"),
    "site": N_("sites"),
    "kg": "kg",
    "cm": "cm",
    "order": N_("orders"),
    **IMAGE_UNITS,
}
