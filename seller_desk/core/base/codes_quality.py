"""Finding codes of the picture of a paper: sharpness, light, edges, colour, origin."""

from seller_desk.core.base.code_text import CodeText
from seller_desk.core.base.language import N_

QUALITY_CODES: dict[str, CodeText] = {
    "document.resolution_low": CodeText(
        N_("{label}: resolution too low"), (N_("{measured}; at least {required}"),)
    ),
    "document.enlarged": CodeText(
        N_("{label} was enlarged"),
        (
            N_(
                "It shows no more than a scan at {measured}. Enlarging adds nothing: scan the paper again at {required}"
            ),
            N_(
                "It shows no more than a scan at {measured}. Enlarging adds nothing: scan the paper again"
            ),
            N_("Enlarging adds nothing: scan the paper again instead"),
        ),
    ),
    "document.grey": CodeText(
        N_("{label} is not in colour"), (N_("{detail}"), N_("A colour scan is needed"))
    ),
    "document.blurred": CodeText(
        N_("{label} is blurred"), (N_("{detail}"), N_("Scan it again; small print must be legible"))
    ),
    "document.glare": CodeText(
        N_("{label}: a glare covers part of it"),
        (
            N_(
                "About {measured} of the sheet is burnt out. Take it again without flash, the lamp from the side"
            ),
        ),
    ),
    "document.shadow": CodeText(
        N_("{label}: part of it lies in shadow"),
        (
            N_(
                "Down to {measured} of the light beside it. Take it again by a window, or use a scanner"
            ),
        ),
    ),
    "document.compressed": CodeText(
        N_("{label} was compressed too strongly"),
        (
            N_(
                "Little squares show around the letters. Use the file from the scanner, not one sent through a chat"
            ),
        ),
    ),
    "document.noisy": CodeText(
        N_("{label} is grainy"), (N_("Taken in too little light. Take it again in daylight"),)
    ),
    "document.edges_cut": CodeText(
        N_("{label}: edges are cut off"),
        (N_("Cut at: {measured}; all four corners must be visible"),),
    ),
    "document.screenshot_suspected": CodeText(
        N_("{label} looks like a screenshot"), (N_("{measured}; use a scan or the original file"),)
    ),
    "document.photo_suspected": CodeText(
        N_("{label} looks like a phone photo"),
        (N_("Taken with {measured}; a scan is safer"), N_("{detail}"), N_("A scan is safer")),
    ),
    "document.sideways": CodeText(
        N_("{label}: a page does not lie upright"),
        (N_("Turned by {measured} clockwise it can be read"),),
    ),
    "document.several_papers": CodeText(
        N_("{label} holds several papers"),
        (N_("{measured}. Split it, so that each can be used and checked for what it is"),),
    ),
    "document.leaning": CodeText(
        N_("{label}: a page leans"), (N_("By {measured}. Straighten it, or scan it again"),)
    ),
}
