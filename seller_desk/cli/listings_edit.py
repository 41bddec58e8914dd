"""`seller-desk listings edit` and `edits`: many listings changed at once, and what was changed so."""

import re
from decimal import Decimal
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.money import decimal_of
from seller_desk.core.listings.bulk.operations import (
    Affix,
    Clear,
    Copy,
    Formula,
    Operation,
    PriceFromMargin,
    Replace,
    SetTo,
)
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.listings.bulk.words import field_words, operation_words
from seller_desk.core.services.listing_bulk import BulkEntry, BulkPlan, BulkRequest

_SHOWN = 30
_LONGEST_CELL = 36
_CHANGE = re.compile(r"([+-]?\d+(?:\.\d+)?)(%?)")
Many = list[str] | None


def edit(
    where: Annotated[Many, typer.Option(help="FIELD=VALUE; also != < > and ~ (contains)")] = None,
    search: Annotated[str, typer.Option(help="Words in SKU, title or GTIN")] = "",
    sku: Annotated[Many, typer.Option(help="Only these SKUs")] = None,
    set_: Annotated[Many, typer.Option("--set", help="FIELD=VALUE; FIELD@SITE for a site")] = None,
    clear: Annotated[Many, typer.Option(help="FIELD to empty")] = None,
    replace: Annotated[Many, typer.Option(help="A=B in --field")] = None,
    regex: Annotated[bool, typer.Option("--regex", help="A is a pattern")] = False,
    whole_word: Annotated[bool, typer.Option("--whole-word", help="A as a whole word")] = False,
    ignore_case: Annotated[bool, typer.Option("--ignore-case", help="Capitals or not")] = False,
    prefix: Annotated[str, typer.Option(help="Before --field")] = "",
    suffix: Annotated[str, typer.Option(help="Behind --field")] = "",
    change: Annotated[str, typer.Option(help="+10% or -2.5 on --field")] = "",
    field: Annotated[Many, typer.Option(help="Which field the others work on")] = None,
    copy_from: Annotated[str, typer.Option(help="SITE or master; copies --field")] = "",
    copy_to: Annotated[str, typer.Option(help="SITE or master")] = "",
    price_from_margin: Annotated[str, typer.Option(help="0.2 or 20%, on --site")] = "",
    ending: Annotated[str, typer.Option(help="Prices up to the next such end: 0.99")] = "",
    site: Annotated[str, typer.Option(help="The site of all fields named without one")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Change them; else only look")] = False,
    expect: Annotated[int | None, typer.Option(help="With --apply: how many must change")] = None,
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """Change many listings at once. Without --apply nothing is changed: it shows what would be."""
    places = [_placed(one, site) for one in field or []]
    end = _number(ending) if ending else None
    operations: list[Operation] = [_set(pair, site) for pair in set_ or []]
    operations += [Clear(field=_placed(one, site)) for one in clear or []]
    for pair in replace or []:
        find, put = _pair(pair, "--replace")
        operations += [
            Replace(
                field=one,
                find=find,
                put=put,
                pattern=regex,
                whole_word=whole_word,
                match_case=not ignore_case,
            )
            for one in _needed(places)
        ]
    if prefix or suffix:
        operations += [Affix(field=one, prefix=prefix, suffix=suffix) for one in _needed(places)]
    if copy_from or copy_to:
        source, target = (("" if one == "master" else one) for one in (copy_from, copy_to))
        operations += [Copy(field=one, source=source, target=target) for one in _needed(field)]
    if price_from_margin:
        if not site:
            raise UsageProblem(
                _("Which site?"), _("A margin is left on a site: name it with --site.")
            )
        share = _share(price_from_margin)
        operations.append(PriceFromMargin(site=site, margin=share, ending=end))
    elif change or ending:
        operations += [_formula(one, change, end) for one in _needed(places)]
    if apply and expect is None:
        raise UsageProblem(
            _("How many listings must change?"),
            _("Run it without --apply first, then add --expect with the count that it says."),
        )
    conditions = list(where or [])
    desk = current().desk(write=apply)
    owner = desk.companies.find(company).id
    selection = Selection(words=search, where=conditions, ids=ids_of(owner, sku))
    request = BulkRequest(operations=operations, selection=selection)
    plan = desk.listing_bulk.plan(owner, request)
    if apply and expect is not None:
        desk.listing_bulk.apply(owner, request, expect)
    current().emit(_plan_json(plan, request, apply), _plan_lines(plan, request, apply))


def edits(
    undo: Annotated[bool, typer.Option("--undo", help="Take the newest back")] = False,
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """Bulk edits that stand: what, when, how many listings."""
    desk = current().desk(write=undo)
    owner = desk.companies.find(company).id
    found = desk.listing_bulk.history(owner)
    taken: BulkEntry | None = None
    if undo:
        if not found:
            raise DeskError(_("There is no bulk edit to take back"))
        taken = found.pop(0)
        desk.listing_bulk.undo(taken.id)
    document = {
        "edits": [
            _entry_json(one) | {"can_undo": desk.listing_bulk.can_undo(one)} for one in found
        ],
        "undone": _entry_json(taken) if taken else None,
    }
    rows = [
        (f"{one.at.astimezone():%Y-%m-%d %H:%M}", str(one.count), _what(one.operations))
        for one in found
    ]
    head = (_("When"), _("Listings"), _("What was done"))
    lines = [_("Taken back: {what}").format(what=_what(taken.operations))] if taken else []
    lines += table(head, rows) if rows else [_("No bulk edit stands.")]
    current().emit(document, lines)


def ids_of(owner: str, skus: Many) -> list[str] | None:
    """Ids of the listings with these SKUs; None where none is named. UsageProblem for an unknown SKU."""
    if not skus:
        return None
    wanted = set(skus)
    found = {one.sku: one.id for one in current().desk(write=False).listings.list(owner)}
    unknown = sorted(wanted - set(found))
    if unknown:
        raise UsageProblem(_("There is no listing with SKU {sku}").format(sku=unknown[0]))
    return [found[one] for one in skus]


def _placed(field: str, site: str) -> str:
    return f"{field}@{site}" if site and "@" not in field else field


def _needed(places: Many) -> list[str]:
    if not places:
        raise UsageProblem(_("Which field?"), _("Name one with --field."))
    return places


def _pair(text: str, option: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left:
        raise UsageProblem(_("{option} needs A=B, not “{pair}”").format(option=option, pair=text))
    return left, right


def _set(pair: str, site: str) -> SetTo:
    field, value = _pair(pair, "--set")
    return SetTo(field=_placed(field, site), value=value)


def _formula(field: str, change: str, ending: Decimal | None) -> Formula:
    match = _CHANGE.fullmatch(change.replace(" ", "")) if change else None
    if change and not match:
        raise UsageProblem(_("“{text}” is no change of a number").format(text=change))
    number = Decimal(match[1]) if match else Decimal(0)
    if match and match[2]:
        return Formula(field=field, share=number / 100, ending=ending)
    return Formula(field=field, plus=number, ending=ending)


def _share(text: str) -> Decimal:
    plain = text.strip()
    return _number(plain[:-1]) / 100 if plain.endswith("%") else _number(plain)


def _number(text: str) -> Decimal:
    try:
        return decimal_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is no number").format(text=text)) from None


def _what(operations: list[Operation]) -> str:
    return "; ".join(operation_words(one) for one in operations)


def _entry_json(one: BulkEntry) -> dict[str, object]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "listings": one.count,
        "what": [operation_words(each) for each in one.operations],
    }


def _plan_json(plan: BulkPlan, request: BulkRequest, applied: bool) -> dict[str, object]:
    return {
        "applied": applied,
        "what": [operation_words(one) for one in request.operations],
        "meant": plan.meant,
        "changed": plan.changed,
        "changes": [
            {"sku": one.sku, "field": one.field, "before": one.before, "after": one.after}
            for one in plan.changes
        ],
        "left": [{"sku": one.sku, "reason": one.text()} for one in plan.left],
    }


def _plan_lines(plan: BulkPlan, request: BulkRequest, applied: bool) -> list[str]:
    lines = [_what(request.operations)]
    head = (_("SKU"), _("Field"), _("Before the change"), _("After the change"))
    rows = [
        (one.sku, field_words(one.field), _cell(one.before), _cell(one.after))
        for one in plan.changes[:_SHOWN]
    ]
    if rows:
        lines += table(head, rows)
    if len(plan.changes) > _SHOWN:
        lines.append(
            _("... and {n} more rows; --json has all").format(n=len(plan.changes) - _SHOWN)
        )
    if plan.left:
        lines.append(_("Cannot be changed: {n}").format(n=len(plan.left)))
        lines += [f"  {one.sku}: {one.text()}" for one in plan.left[:_SHOWN]]
    done = ngettext("{n} listing changed", "{n} listings changed", plan.changed)
    would = ngettext(
        "{n} listing would change; with --apply --expect {n} it does",
        "{n} listings would change; with --apply --expect {n} they do",
        plan.changed,
    )
    lines.append((done if applied else would).format(n=plan.changed))
    return lines


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_CELL else plain[: _LONGEST_CELL - 1] + "…"
