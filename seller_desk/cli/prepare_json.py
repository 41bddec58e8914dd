"""Compliance, self-assessment and budget as JSON documents."""

from seller_desk.core.base.money import Money
from seller_desk.core.base.wording import source_json
from seller_desk.core.economics.budget import Budget, BudgetLine
from seller_desk.core.platforms.assess import Verdict, groups
from seller_desk.core.platforms.compliance import DemandState, SiteCompliance
from seller_desk.core.platforms.fees import basis_text
from seller_desk.core.platforms.render import fact_json


def compliance_json(one: SiteCompliance) -> dict[str, object]:
    """One site of `platforms compliance`."""
    return {
        "site": one.site,
        "category": one.category,
        "destinations": list(one.countries),
        "known": one.known,
        "ask": list(one.ask),
        "fee_category": {
            "mapped": one.fee_place != "not_mapped",
            "place": one.fee_place,
            "basis": basis_text(one.fee) if one.fee else None,
            "sources": [source_json(one.fee.source_note())] if one.fee else [],
        },
        "gated": fact_json(one.gated) if one.gated else None,
        "documents": [_demand_json(state) for state in one.demands],
    }


def _demand_json(one: DemandState) -> dict[str, object]:
    entry = one.demand.entry
    return {
        "id": entry.id,
        "label": entry.label.text(),
        "severity": entry.severity,
        "status": one.state,
        "certain": one.demand.certain,
        "depends_on": list(one.demand.open_traits),
        "kinds": list(entry.kinds),
        "destination": list(entry.destination),
        "documents": [{"id": paper.id, "name": paper.name} for paper in one.papers],
        "lead_days": one.lead_days,
        "lead_sources": [source_json(one.lead_source)] if one.lead_source else [],
        "cost": None,
        "note": entry.note.text() if entry.note else "",
        "fact": entry.fact,
        "sources": [source_json(entry.source_note())],
        "details": [
            {
                "text": detail.text.text(),
                "fact": detail.fact,
                "sources": [source_json(detail.source_note())],
            }
            for detail in entry.details
        ],
    }


def verdict_json(one: Verdict) -> dict[str, object]:
    """One question of `platforms assess`."""
    group = next(part for part in groups() if part.id == one.question.group)
    return {
        "id": one.question.id,
        "group": one.question.group,
        "question": one.question.ask.text(),
        "answer": one.answer,
        "outcome": one.outcome,
        "wanted": one.wanted,
        "reason": one.reason,
        "sources": [{"title": group.source.text(), "url": group.source.url, "as_of": group.as_of}],
    }


def budget_json(one: Budget) -> dict[str, object]:
    """`platforms budget`."""
    return {
        "model": one.span.id,
        "lines": [_line_json(line) for line in one.lines],
        "known": one.known.to_json(),
        "tied_up": one.tied_up.to_json(),
        "complete": not one.gaps,
        "unknown": [{"line": line.rule.id, "reason": line.why} for line in one.gaps],
        "rates_missing": list(one.rates_missing),
        "guide": {
            "low": Money.of(one.span.low, one.known.currency).to_json(),
            "high": Money.of(one.span.high, one.known.currency).to_json(),
            "sources": [source_json(one.source)],
        },
        "place": one.place,
    }


def _line_json(one: BudgetLine) -> dict[str, object]:
    return {
        "line": one.rule.id,
        "name": one.rule.name.text(),
        "for": one.what,
        "amount": one.amount.to_json() if one.amount else None,
        "in_total": one.in_total.to_json() if one.in_total else None,
        "reason": one.why,
        "sources": [source_json(source) for source in one.sources],
    }
