"""Sheets of shipping templates as files: for the seller's folder and for a bundle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.files import safe_name
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.shipping.exporters.formats import FORMATS, SITE_SHEETS, TABLE_RATES
from seller_desk.core.shipping.exporters.magento import magento_sheet
from seller_desk.core.shipping.exporters.sheet import Sheet, csv_bytes, xlsx_bytes
from seller_desk.core.shipping.model import ShippingTemplate

# Exports outside a packet bear this date inside, so that the same template gives the same bytes on any day.
STAMP = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file: its bytes, how many rows it has, and what the format cannot hold, in the language in use."""

    data: bytes
    rows: int
    notes: list[str]


def export_template(
    template: ShippingTemplate,
    form: str,
    book: RuleBook,
    on: date,
    *,
    site: str = "",
    service: str = "",
    unit: str = "kg",
) -> Exported:
    """The template as a file of this format; see `make_sheet`."""
    sheet = make_sheet(template, form, book, on, site=site, service=service, unit=unit)
    return Exported(
        data=sheet_bytes(sheet, form, STAMP), rows=len(sheet.rows), notes=note_texts(sheet)
    )


def make_sheet(
    template: ShippingTemplate,
    form: str,
    book: RuleBook,
    on: date,
    *,
    site: str = "",
    service: str = "",
    unit: str = "kg",
) -> Sheet:
    """The template in this format; without `site`, the platform's first one. UsageProblem for unknown words."""
    if form not in FORMATS:
        raise UsageProblem(_("Formats are {formats}").format(formats=listed(FORMATS)))
    if site:
        book.site(site)
    try:
        if form == TABLE_RATES:
            return _table_rates(template, book, on, service, unit)
        site = site or next(one for one in book.sites if platform_of(one) == form)
        return SITE_SHEETS[form](template, book, Query(site=site, on=on))
    except (LookupError, StopIteration) as problem:
        raise DeskError(
            _("The rule packs do not describe the shipping sheet of {site}").format(
                site=site or form
            )
        ) from problem
    except ValueError as problem:
        raise UsageProblem(
            _("The template has no service or unit “{name}”").format(name=problem)
        ) from problem


def _table_rates(
    template: ShippingTemplate, book: RuleBook, on: date, service: str, unit: str
) -> Sheet:
    query = Query(site=TABLE_RATES, on=on)
    columns = book.words("shipping.table_rates.columns", query)
    decimals = book.whole("shipping.table_rates.decimals", query)
    if columns is None or decimals is None:
        raise LookupError("shipping.table_rates")
    if unit not in ("kg", "lb"):
        raise ValueError(unit)
    return magento_sheet(template, columns[0], decimals[0], service=service, unit=unit)


def note_texts(sheet: Sheet) -> list[str]:
    """What the format cannot hold, in the language in use."""
    return [_(text).format(detail=detail) for text, detail in sheet.notes]


def sheet_bytes(sheet: Sheet, form: str, stamp: date) -> bytes:
    """The file's bytes: CSV for table rates, XLSX for the platforms' fill-in sheets."""
    if form == TABLE_RATES:
        return csv_bytes(sheet)
    return xlsx_bytes(sheet, stamp, note_texts(sheet))


def file_ending(form: str) -> str:
    """`csv` or `xlsx`."""
    return "csv" if form == TABLE_RATES else "xlsx"


def bundle_files(
    templates: Sequence[ShippingTemplate], book: RuleBook, sites: Sequence[str], stamp: date
) -> list[tuple[str, bytes]]:
    """(name, bytes): a fill-in sheet a template and site, and a table of rates a template."""
    made = []
    for template in templates:
        wanted = [(platform_of(site), site) for site in sites if platform_of(site) in SITE_SHEETS]
        for form, site in [*wanted, (TABLE_RATES, "")]:
            if form == TABLE_RATES and not template.tiers:
                continue
            sheet = make_sheet(template, form, book, stamp, site=site)
            words = filter(None, (site or "table-rates", template.name))
            name = safe_name(f"{'-'.join(words)}.{file_ending(form)}", fallback="shipping")
            made.append((name, sheet_bytes(sheet, form, stamp)))
    return made
