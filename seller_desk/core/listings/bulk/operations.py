"""What a bulk edit does to one listing. Operations are data, so that the history can tell them long afterwards."""

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import Money, minor_units
from seller_desk.core.listings.bulk.around import NO_VALUE, Skip, Surroundings
from seller_desk.core.listings.bulk.fields import MONEY, Field, Value, field_of
from seller_desk.core.listings.model import Listing

# A pattern that needs longer than this for one text would need it for thousands.
PATTERN_SECONDS = 0.25
LONGEST_PATTERN = 500
LONGEST_TEXT = 20_000
OTHER_MONEY = N_("Its price is in {what}, not in the site's currency")
NO_SUCH_ENDING = N_("{what} has no such small units; the price was left as it is")
BELOW_ZERO = N_("It would be less than nothing")
TOO_LONG = N_("The text would be longer than {what} characters")


class SetTo(msgspec.Struct, frozen=True, kw_only=True, tag="set"):
    """Every field gets this value, typed as in a sheet."""

    field: str
    value: str


class Clear(msgspec.Struct, frozen=True, kw_only=True, tag="clear"):
    """The field is emptied; on a site the master's value shows again."""

    field: str


class Replace(msgspec.Struct, frozen=True, kw_only=True, tag="replace"):
    """Words in a text give way to others. `pattern`: `find` is a regular expression, `put` may name its groups."""

    field: str
    find: str
    put: str = ""
    pattern: bool = False
    whole_word: bool = False
    match_case: bool = True


class Affix(msgspec.Struct, frozen=True, kw_only=True, tag="affix"):
    """Words before and behind a text that is not empty and does not have them yet."""

    field: str
    prefix: str = ""
    suffix: str = ""


class Formula(msgspec.Struct, frozen=True, kw_only=True, tag="formula"):
    """A number changed by a share (0.1 is +10 %) and an amount; `ending` such as 0.99: raised to the next such price."""

    field: str
    share: Decimal = Decimal(0)
    plus: Decimal = Decimal(0)
    ending: Decimal | None = None


class PriceFromMargin(msgspec.Struct, frozen=True, kw_only=True, tag="margin"):
    """The lowest price on the site at which this share of it is left after the site's fees."""

    site: str
    margin: Decimal
    ending: Decimal | None = None


class Copy(msgspec.Struct, frozen=True, kw_only=True, tag="copy"):
    """A field from the master (empty) or a site to the master or another site; an empty one copies nothing."""

    field: str
    source: str = ""
    target: str = ""


Operation = SetTo | Clear | Replace | Affix | Formula | PriceFromMargin | Copy


def fields_of(operation: Operation) -> list[Field]:
    """The fields that the operation may change. UsageProblem for a field that there is not."""
    if isinstance(operation, PriceFromMargin):
        return [Field("price", operation.site), Field("currency", operation.site)]
    if isinstance(operation, Copy):
        field_of(operation.field, operation.source)
        found = [field_of(operation.field, operation.target)]
    else:
        found = [field_of(operation.field)]
    # A price without its currency would be read in the master's.
    return [*found, *(Field("currency", one.site) for one in found if one.name == "price")]


def refuse(operation: Operation) -> None:
    """UsageProblem for what no listing could be given: an unknown field, no value of it, a broken pattern."""
    target = fields_of(operation)[0]
    if isinstance(operation, SetTo):
        try:
            target.parse(operation.value)
        except ValueError:
            raise UsageProblem(
                _("“{value}” is no value of {field}").format(
                    value=operation.value, field=target.key
                )
            ) from None
    elif isinstance(operation, Replace):
        _replacer(operation)
    elif isinstance(operation, Formula) and not target.numeric:
        raise UsageProblem(_("{field} is no number").format(field=target.key))
    elif isinstance(operation, PriceFromMargin) and not -1 < operation.margin < 1:
        raise UsageProblem(_("A margin is a share of the price: 0.2 or 20%"))
    if isinstance(operation, Replace | Affix) and target.name in (*MONEY, "gtin_exempt"):
        raise UsageProblem(_("{field} is no text").format(field=target.key))
    ending = getattr(operation, "ending", None)
    if ending is not None and not 0 <= ending < 1:
        raise UsageProblem(_("A price ends in less than one: 0.99"))


def applied(operation: Operation, listing: Listing, around: Surroundings) -> Listing:
    """The listing after the operation; the very same one where nothing changes. Raises Skip where it cannot be done."""
    if isinstance(operation, PriceFromMargin):
        return _from_margin(operation, listing, around)
    if isinstance(operation, Copy):
        value = field_of(operation.field, operation.source).get(listing)
        if value in ("", None, []):
            return listing
        target = field_of(operation.field, operation.target)
        return _with_currency(operation, target, target.put(listing, value), listing, around)
    target = field_of(operation.field)
    if isinstance(operation, SetTo):
        changed = target.put(listing, target.parse(operation.value))
        return _with_currency(operation, target, changed, listing, around)
    if isinstance(operation, Clear):
        return target.put(listing, target.empty())
    if isinstance(operation, Formula):
        return _formula(operation, target, listing, around)
    change = _replacer(operation) if isinstance(operation, Replace) else _affixer(operation)
    return target.put(listing, _each(target.get(listing), change))


def _with_currency(
    operation: SetTo | Copy, target: Field, changed: Listing, before: Listing, around: Surroundings
) -> Listing:
    """A price that comes to a site comes with its currency: that of its text or source, else the site's own."""
    if target.name != "price" or changed is before:
        return changed
    place = Field("currency", target.site)
    if isinstance(operation, Copy):
        said = str(Field("currency", operation.source).get(before) or "")
    else:
        from seller_desk.core.listings.importers.values import price

        said = price(operation.value)[1]
    said = said or ("" if place.get(changed) else around.currencies.get(target.site, ""))
    return place.put(changed, said) if said else changed


def _each(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, list):
        return [made for one in value if (made := _fitting(change(one)))]
    return _fitting(change(value)) if isinstance(value, str) and value else value


def _fitting(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Skip(TOO_LONG, str(LONGEST_TEXT))
    return text


def _affixer(operation: Affix) -> Callable[[str], str]:
    def change(text: str) -> str:
        before = "" if text.startswith(operation.prefix) else operation.prefix
        behind = "" if text.endswith(operation.suffix) else operation.suffix
        return f"{before}{text}{behind}"

    return change


@cache
def _replacer(operation: Replace) -> Callable[[str], str]:
    """Puts the words; a pattern that takes too long stops the whole edit. UsageProblem for a broken pattern."""
    if not operation.find:
        raise UsageProblem(_("Nothing to find was given"))
    if operation.pattern:
        return _by_pattern(operation)
    plain = re.escape(operation.find)
    if operation.whole_word:
        plain = rf"(?<!\w){plain}(?!\w)"
    known = re.compile(plain, 0 if operation.match_case else re.IGNORECASE)
    return lambda text: known.sub(lambda _match: operation.put, text)


def _by_pattern(operation: Replace) -> Callable[[str], str]:
    import regex

    if len(operation.find) > LONGEST_PATTERN:
        raise UsageProblem(_("The pattern is longer than {n} characters").format(n=LONGEST_PATTERN))
    find = rf"\b(?:{operation.find})\b" if operation.whole_word else operation.find
    try:
        known: Any = regex.compile(find, 0 if operation.match_case else regex.IGNORECASE)
        # With a way to match nothing, so that names of groups that are not there show at once.
        regex.compile(f"(?:{operation.find})|").sub(operation.put, "", timeout=PATTERN_SECONDS)
    except (regex.error, IndexError, TimeoutError) as problem:
        raise UsageProblem(
            _("“{pattern}” is no pattern").format(pattern=operation.find), str(problem)
        ) from None

    def change(text: str) -> str:
        try:
            return str(known.sub(operation.put, text, timeout=PATTERN_SECONDS))
        except TimeoutError:
            raise DeskError(
                _("The pattern takes too long"),
                _("It was stopped at “{text}”; nothing was changed. Write it simpler.").format(
                    text=text[:60]
                ),
            ) from None
        except (regex.error, IndexError) as problem:
            raise UsageProblem(
                _("“{pattern}” is no pattern").format(pattern=operation.put), str(problem)
            ) from None

    return change


def _formula(operation: Formula, target: Field, listing: Listing, around: Surroundings) -> Listing:
    value = target.get(listing)
    currency = _currency(target, listing, around)
    if value is None and target.site:
        value = Field(target.name).get(listing)
        if value is not None and listing.currency not in ("", around.currencies.get(target.site)):
            raise Skip(OTHER_MONEY, listing.currency)
    if not isinstance(value, Decimal | int):
        raise Skip(NO_VALUE, target.key)
    number = value * (1 + operation.share) + operation.plus
    if number < 0:
        raise Skip(BELOW_ZERO)
    if not isinstance(value, Decimal):
        return target.put(listing, int(number.to_integral_value(ROUND_HALF_UP)))
    number = ended(Money(number, currency).rounded(), operation.ending)
    changed = target.put(listing, number)
    if target.name == "price" and target.site and changed is not listing:
        changed = Field("currency", target.site).put(changed, currency)
    return changed


def _currency(target: Field, listing: Listing, around: Surroundings) -> str:
    if target.name == "cost":
        return listing.cost_currency
    own = Field("currency", target.site).get(listing)
    return str(own or around.currencies.get(target.site) or listing.currency)


def ended(price: Money, ending: Decimal | None) -> Decimal:
    """The next price from this one up that ends so. Raises Skip where the currency has no such units."""
    if ending is None:
        return price.amount
    if -int(ending.as_tuple().exponent) > minor_units(price.currency) and ending:
        raise Skip(NO_SUCH_ENDING, price.currency)
    whole = (price.amount - ending).to_integral_value(ROUND_CEILING)
    return Money(whole + ending, price.currency).rounded().amount


def _from_margin(operation: PriceFromMargin, listing: Listing, around: Surroundings) -> Listing:
    price = around.pricer(listing, operation.site, operation.margin)
    amount = ended(price, operation.ending)
    changed = Field("price", operation.site).put(listing, amount)
    return Field("currency", operation.site).put(changed, price.currency)


def applied_all(operations: Sequence[Operation], listing: Listing, around: Surroundings) -> Listing:
    """All operations, one after the other. Raises Skip if one cannot be done: then none is."""
    for one in operations:
        listing = applied(one, listing, around)
    return listing
