"""The start-up budget in words, the same for window and terminal."""

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.money import Money
from seller_desk.core.economics.budget import Budget, BudgetLine
from seller_desk.core.platforms.wording import money_text


def line_name(one: BudgetLine) -> str:
    """What a line is."""
    return one.rule.name.text()


def amount_words(one: BudgetLine) -> str:
    """The amount as it was given, and in CNY where that differs; or that it is not known."""
    if one.amount is None:
        return "" if one.rule.optional else _("not known")
    if one.in_total is None or one.amount.currency == one.in_total.currency:
        return money_text(one.amount)
    return f"{money_text(one.amount)} = {money_text(one.in_total)}"


def span_text(one: Budget) -> str:
    """The guide's figure."""
    return _("{name}: {low} to {high} CNY").format(
        name=one.span.name.text(), low=f"{one.span.low:,}", high=f"{one.span.high:,}"
    )


def total_text(one: Budget) -> str:
    """The sum; "at least" while something is missing."""
    whole = money_text(whole_units(one.known))
    return _("At least {amount}").format(amount=whole) if one.gaps else whole


def place_words(one: Budget) -> str:
    """How the sum stands beside the guide's span."""
    return {
        "above": _("Above the guide’s span."),
        "inside": _("Inside the guide’s span."),
        "below": _("Below the guide’s span: see whether something was forgotten."),
        "open": _("Not comparable yet: {gaps}.").format(gaps=gaps_text(one)),
    }[one.place]


def gaps_text(one: Budget) -> str:
    """How many amounts the sum lacks."""
    n = len(one.gaps)
    return ngettext("{n} amount is not known", "{n} amounts are not known", n).format(n=n)


def whole_units(money: Money) -> Money:
    """To the minor unit."""
    return money.rounded()
