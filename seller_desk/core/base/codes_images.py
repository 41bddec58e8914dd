"""Finding codes of pictures and videos of listings, beyond the first ones in `codes`."""

from seller_desk.core.base.code_text import CodeText
from seller_desk.core.base.language import N_

_BOTH = N_("{measured}; needed: {required}")

IMAGE_CODES: dict[str, CodeText] = {
    "image.text_overlay": CodeText(
        N_("{label}: text or a watermark laid over the picture"),
        (N_("In {measured} beside the product; the main image must be free of it"),),
    ),
    "image.text_on_product": CodeText(
        N_("{label}: text on the product"),
        (N_("In {measured}. Fine if it is printed on the product, not if it was added"),),
    ),
    "image.mark": CodeText(
        N_("{label}: a small mark in a corner"),
        (N_("In {measured}, apart from the product: a logo or a badge is not allowed there"),),
    ),
    "image.several_things": CodeText(
        N_("{label}: more than one thing in the picture"),
        (N_("{measured} apart from each other. Fine for a set; props are not allowed"),),
    ),
    "image.collage": CodeText(
        N_("{label}: looks put together from several pictures"),
        (N_("{measured}, divided by a straight line"),),
    ),
    "image.ratio": CodeText(N_("{label}: width and height do not fit"), (_BOTH,)),
    "image.colour_profile": CodeText(
        N_("{label}: saved in other colours than sRGB"),
        (N_("{measured}; shops show it as {required}, so colours shift"),),
    ),
    "image.enlarged": CodeText(
        N_("{label} was enlarged"),
        (N_("It shows no more than a picture of {measured}, though it has {required}"),),
    ),
    "image.blurred": CodeText(N_("{label}: the picture is blurred"), ()),
    "image.extension_mismatch": CodeText(
        N_("{label}: the ending does not fit the content"),
        (N_("Named {measured}, in fact {required}"),),
    ),
    "image.repeated": CodeText(
        N_("{label}: the same picture twice"),
        (N_("Picture {measured} is like picture {required}"),),
    ),
    "image.alike": CodeText(
        N_("{label}: the same main picture as {detail}"),
        (N_("Buyers and the platform may take them for one product"),),
    ),
    "image.too_many": CodeText(
        N_("{label}: more pictures than the site takes"),
        (N_("{measured}; at most {required}"),),
    ),
    "image.too_few": CodeText(
        N_("{label}: few pictures"), (N_("{measured}; advised: {required} or more"),)
    ),
    "image.no_main": CodeText(
        N_("{label}: no main picture"), (N_("Say which picture is the main one, or move it first"),)
    ),
    "image.roles_missing": CodeText(
        N_("{label}: pictures that are still missing"), (N_("Nothing shows: {detail}"),)
    ),
    "video.unreadable": CodeText(N_("{label}: the video cannot be read"), (N_("{detail}"),)),
    "video.not_read": CodeText(N_("{label}: the video was not looked into"), (N_("{detail}"),)),
    "video.type_not_accepted": CodeText(
        N_("{label}: this type of video is not accepted"),
        (N_("It is {measured}; accepted: {required}"),),
    ),
    "video.too_large": CodeText(
        N_("{label}: video file too large"), (N_("{measured}; at most {required}"),)
    ),
    "video.too_short": CodeText(
        N_("{label}: the video is short"), (N_("{measured}; advised: {required} or more"),)
    ),
    "video.too_long": CodeText(
        N_("{label}: the video is long"), (N_("{measured}; advised: at most {required}"),)
    ),
    "video.resolution_low": CodeText(
        N_("{label}: the video has few pixels"),
        (N_("Short side {measured}; {required} or more wanted"),),
    ),
    "video.resolution_high": CodeText(
        N_("{label}: the video has too many pixels"),
        (N_("Short side {measured}; at most {required}"),),
    ),
    "video.ratio": CodeText(N_("{label}: shape of the video"), (_BOTH,)),
    "video.codec": CodeText(
        N_("{label}: the video is coded in a way the site does not take"), (_BOTH,)
    ),
    "video.hidden_by_pictures": CodeText(
        N_("{label}: the video may not be seen"),
        (N_("Beside {measured} it is not shown; with {required} or fewer it is"),),
    ),
}

IMAGE_UNITS: dict[str, str] = {
    "place": N_("places"),
    "thing": N_("things"),
    "picture": N_("pictures"),
    "second": N_("seconds"),
}
