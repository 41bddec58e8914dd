"""The comparison as the terminal prints it for people."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from seller_desk.cli.session import table
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import Deposit, FeeLine, SiteResult
from seller_desk.core.platforms.own_lines import assumed
from seller_desk.core.platforms.wording import (
    answer_text,
    fee_name,
    fee_text,
    margin_text,
    money_text,
)

if TYPE_CHECKING:
    from seller_desk.core.services.comparisons import SavedComparison


def site_lines(one: SiteResult, *, aimed: bool) -> list[str]:
    """A compared site for people; `aimed`: a target margin was given."""
    head = f"{one.site.id}  {one.site.name.text()}: {answer_text(one.verdict.answer)}"
    lines = [head, *[f"  {reason}" for reason in one.verdict.reasons]]
    for fee in (*one.lines, *one.monthly):
        amount = money_text(fee.amount) if fee.amount else f"- ({fee.why})"
        lines.append(f"  {fee_text(fee.fee)}: {amount}  [{fee.basis}]  {_mark(fee)}".rstrip())
        lines += [
            f"      {_('Another source says')}: {other.text()}" for other in fee.fee.conflicts
        ]
    lines += [
        f"  {_('Not counted')}: {fee_name(left.name)}: {left.why}" for left in one.not_counted
    ]
    if one.profit is not None and one.margin is not None:
        sure = "" if one.certain else f"  ({_('not certain')})"
        lines.append(
            f"  {_('Profit')}: {money_text(one.profit)}, {percent(round(one.margin, 3))}{sure}"
        )
    else:
        lines.append(f"  {_('Profit')}: - {one.no_profit_because}")
    if one.break_even:
        lines.append(f"  {_('Break-even price')}: {money_text(one.break_even)}")
    if one.deposit is not None:
        lines.append(f"  {_('Deposit')}: {_deposit(one.deposit)}")
    if one.price_for_target:
        lines.append(f"  {_('Price for the target')}: {money_text(one.price_for_target)}")
    elif aimed:
        lines.append(f"  {_('Price for the target')}: - {one.no_price_because}")
    return [*lines, ""]


def _mark(fee: FeeLine) -> str:
    own = fee.fee.confidence is Confidence.SELLER
    if fee.fee.confidence is Confidence.COMMUNITY:
        return _("community pack")
    if fee.unconfirmed:
        return _("unconfirmed")
    if not fee.certain:
        return _("assumed") if assumed(fee) else _("one source")
    return _("your own value") if own else ""


def _deposit(one: Deposit) -> str:
    amount = money_text(one.amount) if one.amount else str(one.fact.value)
    if one.units is None:
        return amount
    return amount + _("; earned back by {count} sales").format(count=f"{one.units:,}")


def saved_lines(one: "SavedComparison", names: Mapping[str, str]) -> list[str]:
    """A kept comparison for people: what it was reckoned with, then a line for each site; `names` of sites as of now."""
    from seller_desk.core.platforms.exports import said_of_product

    head = one.head
    lines = [f"{head.name}  {head.saved_on.isoformat()}  {_('Rule packs')} {head.rules}"]
    lines += [f"  {name}: {value}" for name, value in said_of_product(head.product)]
    rows = [
        (
            names.get(site["site"], site["name"]),
            answer_text(site["gate"]["answer"]),
            _money(site["profit"]),
            margin_text(Decimal(site["margin"])) if site["margin"] else "-",
            _money(site["price_for_target"]),
        )
        for site in one.results
    ]
    heads = (_("Site"), _("Registration"), _("Profit"), _("Margin"), _("Price for the target"))
    return [*lines, "", *table(heads, rows)]


def _money(value: dict[str, str] | None) -> str:
    return money_text(Money.of(value["amount"], value["currency"])) if value else "-"
