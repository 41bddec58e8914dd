"""A full quote against the bare look-up: 12 zones x 40 bands, volume, fuel, an object with its trace.

The goal is a ratio, not a time: at most 8 times a bisect in a dict of zones. `python benchmarks/shipping.py`
"""

import json
import time
from bisect import bisect_left
from decimal import Decimal
from random import Random

from seller_desk.core.shipping.model import Band, RateCard, Rates, Surcharge, Tier, WeightRule, Zone
from seller_desk.core.shipping.quote import PriceBook

QUOTES = 200_000
GOAL = 8
COUNTRIES = ["US", "GB", "DE", "FR", "JP", "CA", "AU", "SA", "MX", "BR", "IT", "ES"]


def tariff() -> RateCard:
    """12 zones of 40 bands of 100 g, volume at 6000, a fuel surcharge."""
    bands = [
        Band(up_to_g=100 * n, per_kg=Decimal(98 - n), per_parcel=Decimal(13)) for n in range(1, 41)
    ]
    return RateCard(
        id="card",
        company_id="company",
        name="Benchmark",
        currency="CNY",
        weight=WeightRule(divisor=6000, minimum_g=50),
        tiers=[Tier(id="line")],
        zones=[Zone(id=code, countries=[code]) for code in COUNTRIES],
        rates=[Rates(tier="line", zone=code, bands=bands) for code in COUNTRIES],
        surcharges=[Surcharge(name="fuel", kind="percent_of_freight", rate=Decimal("0.12"))],
    )


def best_of(rounds: int, run) -> float:
    """Seconds of the quickest round."""
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print both times and their ratio as JSON."""
    random = Random(1)
    parcels = [
        (random.choice(COUNTRIES), random.randint(1, 4000), random.randint(0, 12_000_000))
        for _n in range(QUOTES)
    ]
    book = PriceBook(tariff())
    lanes = {code: book.lanes(code)[0] for code in COUNTRIES}
    extras = {code: lane.extras("plain", code, remote=False) for code, lane in lanes.items()}
    bare = {code: (lane.uppers, list(range(len(lane.uppers) + 1))) for code, lane in lanes.items()}

    def look_up() -> None:
        for country, grams, _volume in parcels:
            uppers, prices = bare[country]
            prices[bisect_left(uppers, grams)]

    def quote() -> None:
        for country, grams, volume in parcels:
            lanes[country].quote(grams, volume, extras[country])

    base, full = best_of(5, look_up), best_of(5, quote)
    print(
        json.dumps(
            {
                "name": "shipping",
                "quotes": QUOTES,
                "bare_ms_per_million": round(base / QUOTES * 1e9),
                "full_ms_per_million": round(full / QUOTES * 1e9),
                "ratio": round(full / base, 2),
                "goal": GOAL,
            }
        )
    )


if __name__ == "__main__":
    main()
