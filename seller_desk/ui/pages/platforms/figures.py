"""What a popup says of a figure: title, value, basis, sources, and by which key the seller may overrule it."""

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import FeeLine, SiteResult
from seller_desk.core.platforms.wording import (
    answer_text,
    fee_name,
    fee_text,
    margin_text,
    money_text,
)
from seller_desk.ui.pages.platforms import words

# Columns that show one fact.
_FACTS = {
    "review": "site.review_time",
    "deposit": "site.deposit",
    "payout": "site.payout",
    "load": "site.load",
}
Said = tuple[str, str, str, tuple[SourceNote, ...], str]


def what_is_said(one: SiteResult, what: str, entity: str = "") -> Said | None:
    """(title, value, basis, sources, key to overrule) of a figure; None where there is no source to show.

    `entity` is the seller's business type, for which a gate may be overruled.
    """
    site = one.site.name.text()
    if what == "gate":
        return (
            _("{site}: registering").format(site=site),
            answer_text(one.verdict.answer),
            _("; ").join(one.verdict.reasons),
            one.verdict.sources,
            f"gate.{entity}" if entity else "",
        )
    if what in _FACTS or what.startswith("site."):
        key = _FACTS.get(what, what)
        fact = one.facts.get(key)
        if fact is None:
            return None
        return site, "", words.fact_text(fact), (fact.source_note(),), key
    line = next((line for line in (*one.lines, *one.monthly) if line.name == what), None)
    if line is not None:
        return _of_fee(one, line)
    for left in one.not_counted:
        if left.name == what:
            key = f"fee.{what}.rate" if what in ("vat", "referral") else ""
            return fee_name(what), _("unknown"), left.why, left.sources, key
    if what in ("margin", "target") and one.margin is not None:
        basis = _("What is left of the price after cost and fees; {doubt}").format(
            doubt=_("all figures are confirmed")
            if one.certain
            else _("some figures are not certain")
        )
        sources = tuple(dict.fromkeys(source for line in one.lines for source in line.sources))
        return (
            _("{site}: margin").format(site=site),
            margin_text(one.margin),
            basis,
            sources[:3],
            "",
        )
    return None


def _of_fee(one: SiteResult, line: FeeLine) -> Said:
    basis = line.basis
    if line.fee.note is not None:
        basis += _("; ") + line.fee.note.text()
    field = "amount" if line.fee.method == "flat" else "rate"
    value = words.share_of_price(one, line) if field == "rate" else ""
    if not value and line.amount is not None:
        value = money_text(line.amount)
    title = f"{one.site.name.text()} {fee_text(line.fee)}"
    return title, value, basis, line.sources, f"fee.{line.name}.{field}"
