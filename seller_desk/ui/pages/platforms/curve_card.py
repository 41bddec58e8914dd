"""Margin over price: the site in view in front, the other sites of interest behind it."""

from collections.abc import Sequence
from decimal import Decimal

from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.sale import margin_curve
from seller_desk.core.platforms.wording import margin_text, money_text
from seller_desk.ui.widgets import Card, Label
from seller_desk.ui.widgets.curves import Curve, CurveChart, Mark

_BEHIND = 5


class CurveCard(Card):
    """The chart with a line that says what it shows. Prices are in the product's currency, at the seller's rates."""

    def __init__(self) -> None:
        super().__init__(_("Margin over price"), padding=20)
        self.about = Label("", role="caption", token="text2", wrap=True)
        self.body.addWidget(self.about)
        self.chart = CurveChart(name=_("Margin over price"))
        self.body.addWidget(self.chart)

    def show_sites(
        self, front: SiteResult | None, others: Sequence[SiteResult], product: Product
    ) -> None:
        """Show this site's curve before those of others; hidden where nothing can be drawn."""
        if front is None or front.offer is None:
            self.hide()
            return
        low, high = _prices(front, product)
        behind = [one for one in others if one.site.id != front.site.id and one.offer is not None]
        shown = [front, *behind[:_BEHIND]]
        curves = [Curve(one.site.name.text(), _pieces(one, low, high)) for one in shown]
        goal = float(product.target_margin) if product.target_margin is not None else None
        marks = _marks(front, product)
        self.chart.show_curves(curves, marks, unit=product.currency, goal=goal)
        names = _(", ").join(one.site.name.text() for one in shown[1:])
        text = _("{site} in front.").format(site=front.site.name.text())
        if names:
            text += " " + _("Behind it: {sites}.").format(sites=names)
        text += " " + _("The curve breaks where a fee jumps. Arrow keys walk along it.")
        self.about.setText(text)
        self.show()


def _factor(one: SiteResult) -> Decimal:
    """How much of the site's currency one unit of the product's is."""
    return one.rate.value if one.rate is not None else Decimal(1)


def _prices(front: SiteResult, product: Product) -> tuple[Decimal, Decimal]:
    """The prices shown, in the product's currency: round the break-even, the target and the price of now."""
    sums = [
        money.amount / _factor(front)
        for money in (front.break_even, front.price_for_target)
        if money
    ]
    if product.price is not None:
        sums.append(product.price)
    if not sums:
        sums = [(product.cost or Decimal(10)) * 2]
    return min(sums) * Decimal("0.8"), max(sums) * Decimal("1.5")


def _pieces(one: SiteResult, low: Decimal, high: Decimal) -> list[list[tuple[float, float]]]:
    assert one.offer is not None
    factor = _factor(one)
    return [
        [(float(price / factor), float(margin)) for price, margin in piece]
        for piece in margin_curve(one.offer, low * factor, high * factor)
    ]


def _marks(one: SiteResult, product: Product) -> list[Mark]:
    """Break-even, target and the price of now on the front curve."""
    assert one.offer is not None
    factor = _factor(one)
    marks = []
    points: list[tuple[Money | None, str]] = [(one.break_even, _("Break-even {price}"))]
    if product.target_margin is not None:
        words = _("{target} from {price}").replace("{target}", percent(product.target_margin))
        points.append((one.price_for_target, words))
    elif product.target_profit is not None:
        points.append((one.price_for_target, _("Target from {price}")))
    for money, words in points:
        if money is not None:
            margin = float(one.offer.margin(money.amount))
            text = words.format(price=money_text(money))
            marks.append(Mark(float(money.amount / factor), margin, text))
    if one.price is not None and one.margin is not None:
        text = _("Now {price}: {margin}").format(
            price=money_text(one.price), margin=margin_text(one.margin)
        )
        token = "bad" if one.margin < 0 else "accent"
        marks.append(Mark(float(one.price.amount / factor), float(one.margin), text, token))
    return marks
