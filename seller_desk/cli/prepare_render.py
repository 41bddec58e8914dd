"""Compliance, self-assessment and budget as the terminal prints them for people."""

from collections.abc import Sequence

from seller_desk.cli.session import table
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.economics.budget import Budget
from seller_desk.core.economics.budget_words import (
    amount_words,
    line_name,
    place_words,
    span_text,
    total_text,
)
from seller_desk.core.platforms.assess import Verdict, groups
from seller_desk.core.platforms.compliance import DemandState, SiteCompliance
from seller_desk.core.platforms.compliance_words import (
    answer_words,
    gated_text,
    lead_text,
    nothing_found,
    outcome_text,
    place_text,
    state_detail,
    state_text,
)
from seller_desk.core.platforms.wording import money_text
from seller_desk.core.rules.catalogs import category_name, traits


def compliance_lines(one: SiteCompliance, name: str) -> list[str]:
    """A site for people."""
    lines = [f"{one.site}  {name}: {category_name(one.category)}"]
    lines.append(f"  {_('Fees')}: {place_text(one.fee_place)}")
    if one.gated is not None:
        lines.append(f"  {gated_text(one.gated)}  [{_('one source')}]")
    for state in one.demands:
        lines += _demand_lines(state)
    told = nothing_found(one)
    if told:
        lines.append(f"  {told}")
    if one.ask:
        names = listed(traits()[trait].name for trait in one.ask)
        lines.append("  " + _("Say yes or no: {traits}").format(traits=names))
    return [*lines, ""]


def _demand_lines(one: DemandState) -> list[str]:
    entry = one.demand.entry
    mark = "!" if entry.severity == "warning" and one.demand.certain else "-"
    lines = [f"  {mark} {entry.label.text()}: {state_text(one)}"]
    detail = state_detail(one)
    more = (detail, entry.note.text() if entry.note else "", lead_text(one))
    lines += [f"      {text}" for text in more if text]
    lines.append(f"      {_('Source')}: {entry.source.text()} {entry.as_of or _('undated')}")
    return lines


def assess_lines(found: Sequence[Verdict]) -> list[str]:
    """The questions by group."""
    lines: list[str] = []
    for group in groups():
        lines.append(f"{group.name.text()}  ({group.source.text()})")
        for one in found:
            if one.question.group != group.id:
                continue
            wanted = f"  [{one.wanted}]" if one.wanted else ""
            lines.append(f"  {one.question.id}: {one.question.ask.text()}{wanted}")
            said = " ".join(part for part in (answer_words(one), outcome_text(one)) if part)
            lines.append(f"    {said}")
            if one.reason:
                lines.append(f"    {one.reason}")
        lines.append("")
    return lines


def budget_lines(one: Budget) -> list[str]:
    """The lines, the sum, the guide beside it."""
    rows = [
        (
            line_name(line),
            " ".join(part for part in (line.what, line.why) if part),
            amount_words(line),
        )
        for line in one.lines
    ]
    lines = table((_("Line"), _("For"), _("Amount")), rows)
    lines += ["", f"{_('Sum')}: {total_text(one)}"]
    if one.tied_up.amount:
        lines.append(f"{_('Of it deposits')}: {money_text(one.tied_up)}")
    lines += [_("The guide (2025): {span}").format(span=span_text(one)), place_words(one)]
    if one.rates_missing:
        lines.append(_("Give your rates: {codes}").format(codes=listed(one.rates_missing)))
    return lines
