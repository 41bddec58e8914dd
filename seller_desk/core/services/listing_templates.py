"""Downloaded templates: their mapping, remembered for every later download of the same one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.listings.model import Listing
from seller_desk.core.store.store import Store

if TYPE_CHECKING:
    from seller_desk.core.listings.exporters.template import TemplateResult
    from seller_desk.core.listings.exporters.template_book import Book
    from seller_desk.core.listings.exporters.template_map import TemplateMap

FORMAT = "template"
_KEPT = "listings.template."


class TemplateChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What the seller says of the template. `mapping`: header to field, "" for none; the rest is found out where empty.

    `replace`: rows below the head give way to the listings; else these go below.
    """

    mapping: dict[str, str] = {}
    sheet: str = ""
    header_row: int = 0
    data_row: int = 0
    replace: bool = False


def fill_template(
    store: Store,
    listings: Sequence[Listing],
    site: str,
    parents: frozenset[str],
    template: Path | None,
    choices: TemplateChoices,
) -> "TemplateResult":
    """The filled template; a mapping that is given wins over the remembered one. DeskError, UsageProblem: see `template.export`."""
    from seller_desk.core.listings.exporters.template import export

    if template is None:
        raise DeskError(
            _("This file is made in a template of the platform"),
            _("Download it in the platform's seller centre and name it with --template."),
        )
    book, place = _place(store, template, choices)
    return export(listings, site, parents, book, place, replace=choices.replace)


def template_map(store: Store, template: Path, choices: TemplateChoices) -> "TemplateMap":
    """Which column of the template takes which field, as given, remembered or found out. DeskError, UsageProblem: see `fill_template`."""
    return _place(store, template, choices)[1]


def _place(store: Store, template: Path, choices: TemplateChoices) -> tuple["Book", "TemplateMap"]:
    from seller_desk.core.listings.exporters.template import read_book
    from seller_desk.core.listings.exporters.template_map import Places, find_place, mapped

    book = read_book(template)
    places = Places(sheet=choices.sheet, header_row=choices.header_row, data_row=choices.data_row)
    place = find_place(book, places)
    return book, mapped(place, {**remembered(store, place.fingerprint), **choices.mapping})


def remembered(store: Store, fingerprint: str) -> dict[str, str]:
    """The mapping that the seller gave for this template before."""
    kept = store.setting(_KEPT + fingerprint)
    try:
        return msgspec.json.decode(kept, type=dict[str, str]) if kept else {}
    except msgspec.DecodeError:
        return {}


def remember(store: Store, result: object, mapping: Mapping[str, str]) -> None:
    """Keep what the seller mapped, for the next download of this template."""
    from seller_desk.core.listings.exporters.template import TemplateResult

    if mapping and isinstance(result, TemplateResult) and result.place is not None:
        name = result.place.fingerprint
        kept = {**remembered(store, name), **mapping}
        store.set_setting(_KEPT + name, msgspec.json.encode(kept).decode())


def template_json(result: object) -> dict[str, object]:
    """Where the listings went and which column took which field, for the terminal."""
    from seller_desk.core.listings.exporters.template import TemplateResult

    if not isinstance(result, TemplateResult) or result.place is None:
        return {}
    return {
        "sheet": result.place.sheet,
        "header_row": result.place.header_row,
        "rows": list(result.rows),
        "columns": [
            {"header": one.header, "field": one.field, "unit": one.unit, "required": one.required}
            for one in result.fields
        ],
    }


def refuse_other_ending(template: Path | None, out: Path) -> None:
    """UsageProblem where the file to write would be called another kind of workbook than it is."""
    if template is not None and template.suffix.casefold() != out.suffix.casefold():
        raise UsageProblem(
            _("The file must end in {ending}, as the template does").format(ending=template.suffix)
        )
