"""The comparison as the terminal prints it for people."""

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import FeeLine, SiteResult
from seller_desk.core.platforms.wording import answer_text, fee_name, fee_text, money_text


def site_lines(one: SiteResult, *, aimed: bool) -> list[str]:
    """A compared site for people; `aimed`: a target margin was given."""
    head = f"{one.site.id}  {one.site.name.text()}: {answer_text(one.verdict.answer)}"
    lines = [head, *[f"  {reason}" for reason in one.verdict.reasons]]
    for fee in (*one.lines, *one.monthly):
        amount = money_text(fee.amount) if fee.amount else f"- ({fee.why})"
        lines.append(f"  {fee_text(fee.fee)}: {amount}  [{fee.basis}]  {_mark(fee)}".rstrip())
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
    if one.price_for_target:
        lines.append(f"  {_('Price for the target margin')}: {money_text(one.price_for_target)}")
    elif aimed:
        lines.append(f"  {_('Price for the target margin')}: - {one.no_price_because}")
    return [*lines, ""]


def _mark(fee: FeeLine) -> str:
    if fee.unconfirmed:
        return _("unconfirmed")
    if not fee.certain:
        return _("one source")
    return _("your own value") if fee.fee.confidence is Confidence.SELLER else ""
