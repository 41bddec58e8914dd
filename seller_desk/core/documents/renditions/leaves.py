"""The pages of originals as a recipe takes them: their size on paper, and how far they may be made smaller."""

from collections.abc import Sequence

from seller_desk.core.documents.inspect import true_dpi
from seller_desk.core.documents.model import PageMeasure
from seller_desk.core.documents.renditions.model import Original
from seller_desk.core.documents.renditions.wishes import Wishes
from seller_desk.core.media.look import MAX_PAGES
from seller_desk.core.media.recipe import Leaf
from seller_desk.core.media.sniff import PDF, PICTURES

# A dpi tag below this is what programs write when they do not know.
_TRUSTED_TAG = 100
# Drawn pages (a bank's own PDF) become pictures at this.
_DRAWN_DPI = 300


def leaves_of(one: Original, wishes: Wishes, target: str = "") -> tuple[Leaf, ...]:
    """Its pages. A PDF that stays one goes in whole."""
    found = one.found
    if found.type == PDF and target in (PDF, ""):
        return (Leaf(path=one.path, page=0),)
    made = []
    for number in range(1, min(found.pages_total, MAX_PAGES) + 1):
        page = found.pages[number - 1] if number <= len(found.pages) else PageMeasure(number=number)
        made.append(
            Leaf(path=one.path, page=number, dpi=dpi_of(page, wishes), side=drawn_side(page))
        )
    return tuple(made)


def drawn_side(page: PageMeasure) -> int:
    """Long side in pixels at which a PDF page is drawn: a scan's own pixels, else a good scan's; 0 for pictures."""
    if page.width_pt is None or page.height_pt is None:
        return 0
    if page.scan and page.image:
        return max(page.image)
    return round(max(page.width_pt, page.height_pt) / 72 * _DRAWN_DPI)


def dpi_of(page: PageMeasure, wishes: Wishes) -> float:
    """Dots an inch for the size on paper: the file's own tag, else from the paper's real size; 0 = not known."""
    if page.width_pt is not None:
        return page.image_dpi or 0.0 if page.scan else float(_DRAWN_DPI)
    if page.tag_dpi and page.tag_dpi >= _TRUSTED_TAG:
        return page.tag_dpi
    found = true_dpi(page, wishes.real) if wishes.real else None
    return float(found or 0)


def floor_of(originals: Sequence[Original], wishes: Wishes) -> float:
    """The smallest scale that keeps the required dpi on every page; 1 where nobody can say."""
    if wishes.min_dpi is None or wishes.real is None:
        return 1.0
    known = [
        dpi
        for one in originals
        for page in one.found.pages
        if (dpi := true_dpi(page, wishes.real)) is not None
    ]
    if not known:
        return 1.0
    return min(1.0, wishes.min_dpi / min(known)) if min(known) > 0 else 1.0


def shrinks(one: Original) -> bool:
    """Whether fewer bytes can be had by writing its pixels anew: pictures, and PDFs that are scans throughout."""
    pages = one.found.pages
    return one.found.type in PICTURES or (
        bool(pages) and len(pages) == one.found.pages_total and all(page.scan for page in pages)
    )
