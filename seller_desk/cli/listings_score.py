"""`seller-desk listings score`: how good each listing is on a site, and what each fix is worth."""

from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.score import Earned, Fix, rubric, shown_worth
from seller_desk.core.listings.score_words import fix_words
from seller_desk.core.services.listing_scores import Scored

_SHOWN = 30
_FIXES = 8


def score(
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")],
    sku: Annotated[list[str] | None, typer.Option(help="Only this SKU; may be repeated")] = None,
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """How good listings are on a site, 0 to 100, and how many points each fix brings."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    found = desk.listing_scores.of(owner, site, sku or [])
    average = round(sum(one.score.points for one in found) / len(found), 1) if found else None
    document = {
        "site": site,
        "rubric": rubric().version,
        "average": None if average is None else str(average),
        "listings": [_json(one) for one in found],
    }
    current().emit(document, _lines(found, detail=bool(sku)))


def _json(one: Scored) -> dict[str, object]:
    return {
        "sku": one.listing.sku,
        "id": one.listing.id,
        "score": one.score.whole,
        "criteria": [_earned_json(earned) for earned in one.score.earned],
        "fixes": [_fix_json(fix) for fix in one.score.fixes],
    }


def _earned_json(earned: Earned) -> dict[str, object]:
    return {
        "id": earned.criterion.id,
        "label": earned.criterion.label.text(),
        "earned": str(round(earned.got, 2)),
        "possible": earned.criterion.points,
    }


def _fix_json(fix: Fix) -> dict[str, object]:
    return {
        "criterion": fix.criterion.id,
        "worth": str(shown_worth(fix.worth)),
        "field": fix.field,
        "message": fix_words(fix),
        "why": fix.criterion.why.text(),
        "source": fix.criterion.source.title,
        "finding": None if fix.finding is None else finding_json(fix.finding),
    }


def _lines(found: list[Scored], *, detail: bool) -> list[str]:
    if not found:
        return [_("There are no listings yet.")]
    if not detail:
        rows = [
            (
                one.listing.sku,
                str(one.score.whole),
                _best(one),
            )
            for one in found[:_SHOWN]
        ]
        more = len(found) - len(rows)
        lines = table((_("SKU"), _("Score"), _("Worth most")), rows)
        return [*lines, _("... and {n} more; --json has all").format(n=more)] if more else lines
    lines = []
    for one in found:
        lines.append(f"{one.listing.sku}: {one.score.whole} / 100")
        lines += [
            f"  +{shown_worth(fix.worth)}  {_(field_label(fix.field))}: {fix_words(fix)}"
            for fix in one.score.fixes[:_FIXES]
        ]
    return lines


def _best(one: Scored) -> str:
    if not one.score.fixes:
        return ""
    fix = one.score.fixes[0]
    return f"+{shown_worth(fix.worth)}  {fix_words(fix)}"
