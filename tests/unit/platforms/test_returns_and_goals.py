"""Returns, advertising, and a profit as the goal: by hand, and against trying every price."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seller_desk.core.base.findings import Confidence
from seller_desk.core.platforms.sale import Goal, Offer, Returns, margin_curve
from seller_desk.core.platforms.target import lowest_price
from seller_desk.core.rules.model import Fee, Source, Tier

D = Decimal


def fee(method, **values):
    return Fee(
        name=values.pop("name", "referral"),
        method=method,
        per=values.pop("per", "item"),
        currency="USD",
        source=Source(title="a table"),
        checked=date(2026, 11, 23),
        confidence=Confidence.OFFICIAL,
        **values,
    )


SHARE = fee("percent", rate=D("0.15"))
VAT = fee("included", name="vat", rate=D("0.19"))
BABY = fee(
    "whole", tiers=[Tier(up_to=D(10), rate=D("0.08")), Tier(rate=D("0.15"))], minimum=D("0.30")
)
FURNITURE = fee("marginal", tiers=[Tier(up_to=D(20), rate=D("0.15")), Tier(rate=D("0.10"))])
ORDER = fee(
    "flat",
    name="per_order",
    per="order",
    tiers=[Tier(up_to=D(10), amount=D("0.30")), Tier(amount=D("0.40"))],
)


def offer(costs, *fees, **more):
    return Offer(fees=fees, currency="USD", costs=D(costs), **more)


def by_trying(one, goal, limit):
    price = one.step
    while price <= limit:
        if one.profit(price) >= goal.at(price + one.shipping_charged):
            return price
        price += one.step
    return None


def test_a_return_takes_the_refund_less_what_comes_back():
    # Of 100 units 8 come back. Each: 20.00 refunded, 3.00 referral given back, 2.50 postage back.
    back = Returns(rate=D("0.08"), handling=D("2.50"), kept_share=D(0))
    one = offer("6", SHARE, returns=back)
    assert one.refunded(D(20)) == D("0.08") * (D(20) - D(3) + D("2.5"))
    assert one.refund_kept(D(20)) == 0
    # 20 - 6 - 3 - 1.56
    assert one.profit(D(20)) == D("9.44")


def test_the_platform_keeps_its_share_up_to_its_most():
    back = Returns(rate=D("0.10"), kept_share=D("0.20"), kept_at_most=D(5))
    one = offer("0", SHARE, returns=back)
    assert one.refund_kept(D(100)) == D("0.3")  # 10% of 20% of 15
    assert one.refund_kept(D(1000)) == D("0.5")  # 20% of 150 is 30, at most 5


def test_where_no_source_says_nothing_is_given_back():
    one = offer("0", SHARE, returns=Returns(rate=D("0.10")))
    assert one.refund_kept(D(100)) == D("1.5")
    # 10% x 100, referral in another line: 10 in all
    assert one.refunded(D(100)) + one.refund_kept(D(100)) == D(10)


def test_tax_inside_the_price_is_not_owed_on_what_comes_back():
    one = offer("0", SHARE, VAT, returns=Returns(rate=D("0.10"), kept_share=D(0)))
    # 119 - 19 tax - 17.85 referral, of each tenth unit
    assert one.refunded(D(119)) == D("0.10") * (D(119) - D(19) - D("17.85"))


def test_goods_that_can_be_sold_again_lessen_the_loss():
    sold_again = Returns(rate=D("0.10"), handling=D("2") - D("0.5") * D("6"), kept_share=D(0))
    # Of 20: goods 6, referral 3, and a tenth of (20 - 3 + 2 - 3).
    assert offer("6", SHARE, returns=sold_again).profit(D(20)) == D("9.40")


def test_advertising_is_a_share_of_the_price():
    # 20 - 6 - 3 - 12% of 20
    assert offer("6", SHARE, ad_share=D("0.12")).profit(D(20)) == D("8.60")


def test_a_profit_can_be_the_goal():
    # 0.85 p - 6 = 5: p = 12.9412; at 12.94 the fee is 1.94, left 5.00.
    assert lowest_price(offer("6", SHARE), Goal(profit=D(5))) == D("12.94")


def test_the_break_even_leaves_nothing_and_a_cent_less_loses():
    one = offer("6", BABY, ORDER)
    price = lowest_price(one, Goal())
    assert one.profit(price) >= 0 > one.profit(price - D("0.01"))


SETS = {
    "baby": (BABY,),
    "baby, order, tax": (BABY, ORDER, VAT),
    "furniture": (FURNITURE,),
    "furniture and order": (FURNITURE, ORDER),
}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(SETS)),
    st.integers(0, 2500),
    st.one_of(
        st.builds(lambda n: Goal(margin=D(n) / 100), st.integers(-10, 40)),
        st.builds(lambda n: Goal(profit=D(n) / 100), st.integers(-100, 1500)),
    ),
    st.integers(0, 25),
    st.integers(0, 30),
    st.sampled_from([None, D(0), D("0.2")]),
    st.sampled_from([None, D("0.50"), D(5)]),
    st.integers(-300, 500),
    st.integers(0, 400),
)
def test_no_lower_price_reaches_the_goal(
    name, costs, goal, ads, returned, kept, most, handling, charged
):
    back = Returns(
        rate=D(returned) / 100,
        handling=D(handling) / 100,
        kept_share=kept,
        kept_at_most=most if kept is not None else None,
    )
    one = offer(
        D(costs) / 100,
        *SETS[name],
        ad_share=D(ads) / 100,
        returns=back if returned else None,
        shipping_charged=D(charged) / 100,
    )
    truth = by_trying(one, goal, D(110))
    assume(truth is not None)
    assert lowest_price(one, goal) == truth


def test_a_curve_breaks_where_the_fee_jumps_and_nowhere_else():
    pieces = margin_curve(offer("4", BABY), D(5), D(15))
    assert [(piece[0][0], piece[-1][0]) for piece in pieces] == [(5, 10), (D("10.01"), 15)]
    assert pieces[0][-1][1] > pieces[1][0][1] + D("0.06")
    (whole,) = margin_curve(offer("4", FURNITURE), D(5), D(40))
    assert (whole[0][0], whole[-1][0]) == (5, 40)


@pytest.mark.parametrize("price", ["6.40", "9.99", "14"])
def test_a_curve_runs_through_the_margins_of_the_table(price):
    one = offer("4", BABY, ORDER)
    piece, *_rest = margin_curve(one, D(price), D(price) + D("0.02"), points=2)
    assert abs(piece[0][1] - one.margin(D(price))) < D("0.002")
