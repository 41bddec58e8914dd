"""A comparison as a workbook and as a page to print: every figure with its source, date and confidence.

The bytes follow from the comparison alone: no clock, no path.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from seller_desk.core.base.language import N_, _, language
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.media.workbook import Cell, Table, workbook_bytes
from seller_desk.core.platforms.columns import COLUMNS, Column
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import FeeLine, Product, SiteResult
from seller_desk.core.platforms.own_lines import assumed
from seller_desk.core.platforms.wording import amount_text, fee_name, fee_text, money_text
from seller_desk.core.rules.catalogs import category_name

if TYPE_CHECKING:
    from jinja2 import Environment

_CONFIDENCE = {
    "official": N_("Official page"),
    "two-sources": N_("Two sources agree"),
    "single-blog": N_("Only one source"),
    "seller": N_("Your own value"),
    "community": N_("Community pack, not checked by us"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is exported. `columns` are ids of `COLUMNS`, empty = all; `documents` as in `core.platforms.columns`."""

    results: Sequence[SiteResult]
    product: Product
    on: date
    rules: str
    columns: Sequence[str] = ()
    documents: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def chosen(self) -> list[Column]:
        """The columns in their order; the site always first."""
        wanted = self.columns or [one for one in COLUMNS if one != "documents" or self.documents]
        return [one for one in COLUMNS.values() if one.id == "site" or one.id in wanted]


def said_of_product(product: Product) -> list[tuple[str, str]]:
    """(name, value) of every input that was given, exchange rates with their day last."""

    def money(amount: Decimal) -> str:
        return money_text(Money(amount, product.currency))

    said = [(_("Category"), category_name(product.category))] if product.category else []
    for name, amount in (
        (_("Price of one unit"), product.price),
        (_("Cost of one unit"), product.cost),
        (_("Your cost of shipping"), product.shipping),
        (_("Shipping that the buyer pays"), product.shipping_charged or None),
        (_("Fulfilment by the platform"), product.fulfilment),
        (_("Cost of one return"), product.return_cost),
        (_("Target profit"), product.target_profit),
    ):
        if amount is not None:
            said.append((name, money(amount)))
    if product.weight_g:
        said.append((_("Weight of one unit"), f"{product.weight_g:,} g"))
    if product.size:
        said.append((_("Size of one unit"), product.size))
    for name, share in (
        (_("Target margin"), product.target_margin),
        (_("Returns"), product.return_rate),
        (_("Of these sold again"), product.resellable),
        (_("Advertising, share of the price"), product.ad_share),
    ):
        if share is not None:
            said.append((name, percent(share)))
    if product.orders:
        said.append((_("Orders a month"), f"{product.orders:,}"))
    said += [(_("Choice among fees"), option) for option in product.options]
    return said + rates_said(product)


def rates_said(product: Product) -> list[tuple[str, str]]:
    """The seller's own exchange rates, each with the day on which it was set."""
    return [
        (
            _("Exchange rate, set on {day}").format(day=rate.on.isoformat()),
            f"1 {product.currency} = {rate.value:f} {currency}",
        )
        for currency, rate in sorted(product.rates.items())
    ]


def workbook(given: Comparison) -> bytes:
    """XLSX: the sites, every fee with its source, and what was reckoned with. Numbers are numbers."""
    columns = given.chosen
    sites = Table(
        name=_("Comparison"),
        head=[_(one.title) for one in columns],
        rows=[[one.value(result, given.documents) for one in columns] for result in given.results],
        widths=[14 if one.number else 26 for one in columns],
    )
    product = Table(
        name=_("Reckoned with"),
        head=[_("Input"), _("Value")],
        rows=[*said_of_product(given.product), *_stamp(given)],
        widths=[34, 40],
    )
    return workbook_bytes([sites, _fee_table(given.results), product], given.on)


def page(given: Comparison) -> bytes:
    """HTML of one file, in the language in use; it loads nothing."""
    columns = given.chosen
    rows = [
        [(one.text(result, given.documents), one.number) for one in columns]
        for result in given.results
    ]
    text = (
        _environment()
        .get_template("comparison.html")
        .render(
            language="zh-CN" if language() == "zh" else "en",
            title=_("Sites compared"),
            stamp=_stamp(given),
            product=said_of_product(given.product),
            head=[(_(one.title), one.number) for one in columns],
            rows=rows,
            accounts=[_account(one) for one in given.results if one.lines or one.not_counted],
        )
    )
    return text.encode("utf-8")


def _stamp(given: Comparison) -> list[tuple[str, str]]:
    return [
        (_("Computed on"), given.on.isoformat()),
        (_("Rule packs"), given.rules),
    ]


def _fee_table(results: Sequence[SiteResult]) -> Table:
    head = [
        *(_("Site"), _("Fee"), _("Amount"), _("Currency"), _("Basis"), _("Source"), _("Address")),
        *(_("As of"), _("Checked"), _("Confidence"), _("Remark")),
    ]
    rows: list[list[Cell]] = []
    for one in results:
        rows += [_fee_row(one, line) for line in (*one.lines, *one.monthly)]
        for left in one.not_counted:
            name = [one.site.name.text(), fee_name(left.name)]
            rows.append([*name, "", one.site.currency, "", "", "", "", "", "", left.why])
    return Table(
        name=_("Fees"), head=head, rows=rows, widths=[20, 20, 10, 8, 40, 30, 40, 12, 12, 18, 30]
    )


def _fee_row(one: SiteResult, line: FeeLine) -> list[Cell]:
    source = line.sources[0]
    return [
        one.site.name.text(),
        fee_text(line.fee),
        line.amount.amount if line.amount is not None else "",
        line.fee.currency,
        line.basis,
        source.title,
        source.url,
        source.as_of or _("undated"),
        source.checked.isoformat() if source.checked else "",
        _("assumed") if assumed(line) else _(_CONFIDENCE[source.confidence.value]),
        line.why or (_("unconfirmed") if line.unconfirmed else ""),
    ]


def _account(one: SiteResult) -> dict[str, object]:
    """One site's sum for the page: (name, basis, amount, sources, remark) by line."""
    lines = [
        (
            fee_text(line.fee),
            line.basis,
            amount_text(line.amount) if line.amount is not None else "",
            [
                (
                    note.title,
                    note.url,
                    note.as_of or _("undated"),
                    _("assumed") if assumed(line) else _(_CONFIDENCE[note.confidence.value]),
                )
                for note in line.sources
            ],
            line.why or (_("unconfirmed") if line.unconfirmed else ""),
        )
        for line in (*one.lines, *one.monthly)
    ]
    lines += [(fee_name(left.name), left.why, "", [], _("not counted")) for left in one.not_counted]
    return {"site": one.site.name.text(), "currency": one.site.currency, "lines": lines}


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(str(resources_dir() / "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Called at each rendering, so that it follows the language in use.
    made.globals["_"] = lambda text: _(text)
    return made
