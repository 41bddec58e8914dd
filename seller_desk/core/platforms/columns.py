"""The columns of a comparison: what each says of a site, in words for people and as a plain value for sheets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import Money
from seller_desk.core.media.workbook import Cell
from seller_desk.core.platforms.model import SiteResult
from seller_desk.core.platforms.render import share_json
from seller_desk.core.platforms.wording import amount_text, answer_text, margin_text, money_text

NONE = "\N{EM DASH}"
# (documents here, documents asked for) by site.
Documents = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Column:
    """`text` is what people read; `value` goes into a sheet: numbers stay numbers, without their currency."""

    id: str
    title: str
    text: Callable[[SiteResult, Documents], str]
    value: Callable[[SiteResult, Documents], Cell]
    number: bool = False


def fact_text(one: SiteResult, key: str) -> str:
    """A fact in the pack's words, else its value; a dash where nobody knows."""
    fact = one.facts.get(key)
    if fact is None:
        return NONE
    return fact.note.text() if fact.note else str(fact.value)


def deposit_text(one: SiteResult) -> str:
    """`10,000.00 CNY`, "none", or a dash where no source gives a sum."""
    if one.deposit is None:
        return NONE
    if one.deposit.amount is None:
        note = one.deposit.fact.note
        return note.text() if note else str(one.deposit.fact.value)
    if not one.deposit.amount.amount:
        return _("none")
    return money_text(one.deposit.amount)


def _gate(one: SiteResult, _have: Documents) -> str:
    return _("; ").join((answer_text(one.verdict.answer), *one.verdict.reasons))


def _documents(one: SiteResult, have: Documents) -> str:
    found = have.get(one.site.id)
    return f"{found[0]}/{found[1]}" if found else NONE


def _money(
    pick: Callable[[SiteResult], Money | None],
) -> tuple[Callable[[SiteResult, Documents], str], Callable[[SiteResult, Documents], Cell]]:
    def text(one: SiteResult, _have: Documents) -> str:
        money = pick(one)
        return NONE if money is None else amount_text(money)

    def value(one: SiteResult, _have: Documents) -> Cell:
        money = pick(one)
        return "" if money is None else money.rounded().amount

    return text, value


def _of_fact(column: str, title: str, key: str) -> Column:
    def text(one: SiteResult, _have: Documents) -> str:
        return fact_text(one, key)

    return Column(column, title, text, text)


def _plain(column: str, title: str, text: Callable[[SiteResult, Documents], str]) -> Column:
    return Column(column, title, text, text)


def _of_money(column: str, title: str, pick: Callable[[SiteResult], Money | None]) -> Column:
    text, value = _money(pick)
    return Column(column, title, text, value, number=True)


def _margin_text(one: SiteResult, _have: Documents) -> str:
    return NONE if one.margin is None else margin_text(one.margin)


def _margin_value(one: SiteResult, _have: Documents) -> Cell:
    return share_json(one.margin) or ""


def _sure(one: SiteResult, _have: Documents) -> str:
    if one.profit is None:
        return one.no_profit_because
    return _("confirmed") if one.certain else _("unconfirmed")


COLUMNS: dict[str, Column] = {
    one.id: one
    for one in (
        _plain("site", N_("Site"), lambda one, _have: one.site.name.text()),
        _plain("gate", N_("Registration"), _gate),
        _plain("currency", N_("Currency"), lambda one, _have: one.site.currency),
        _of_money("price", N_("Price"), lambda one: one.price),
        _of_money("profit", N_("Profit"), lambda one: one.profit),
        Column("margin", N_("Margin"), _margin_text, _margin_value, number=True),
        _plain("sure", N_("Certainty"), _sure),
        _of_money("target", N_("Price for the target"), lambda one: one.price_for_target),
        _of_money("break_even", N_("Break-even"), lambda one: one.break_even),
        _plain("deposit", N_("Deposit"), lambda one, _have: deposit_text(one)),
        _plain("documents", N_("Documents"), _documents),
        _of_fact("review", N_("Review"), "site.review_time"),
        _of_fact("payout", N_("Payout"), "site.payout"),
        _of_fact("audience", N_("Buyers"), "site.audience"),
        _of_fact("load", N_("Effort"), "site.load"),
    )
}
