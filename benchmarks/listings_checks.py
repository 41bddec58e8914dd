"""Checks of listings against touching every cell once: `python benchmarks/listings_checks.py [rows]`

Ratios in one run, medians of interleaved rounds. The goals: 30 rules of single fields with findings at most 12, everything
(all rules, families, twins, score) at most 100.
"""

import json
import statistics
import sys
import time
from datetime import date
from decimal import Decimal
from random import Random

from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.code_rules import code_rules
from seller_desk.core.listings.compliance_rules import compliance_rules
from seller_desk.core.listings.content_rules import content_rules
from seller_desk.core.listings.duplicates import duplicates
from seller_desk.core.listings.html_rules import html_rules
from seller_desk.core.listings.model import Listing, ListingImage, on_site
from seller_desk.core.listings.offer_rules import offer_rules
from seller_desk.core.listings.score import score_listing
from seller_desk.core.listings.style_rules import style_rules
from seller_desk.core.listings.text_rules import compile_rules
from seller_desk.core.rules.book import RuleBook

DAY = date(2026, 11, 24)
ROUNDS = 5
WORDS = [
    "Box",
    "Jar",
    "Lid",
    "Rack",
    "Bag",
    "Tray",
    "Glass",
    "Steel",
    "Soft",
    "Blue",
    "Green",
    "Airtight",
    "Kitchen",
    "Travel",
]


def catalogue(rows: int) -> list[Listing]:
    """30 filled cells each; every fifth has five things wrong, four of ten belong to a family."""
    random = Random(7)
    made = []
    for n in range(rows):
        text = " ".join(random.sample(WORDS, k=7))
        family = n % 10
        made.append(
            Listing(
                id=str(n),
                company_id="c",
                sku=f"SKU-{n}",
                parent_sku=f"SKU-{n - family}" if family in (1, 2, 3) else "",
                variation_theme=["Color", "Size"] if family < 4 else [],
                options={"Color": WORDS[family], "Size": f"{family} cm"} if 0 < family < 4 else {},
                title=f"ACME {text} {n}" + (" FANTASTIC free shipping!" if n % 5 == 0 else ""),
                highlights=text,
                brand="ACME",
                category="home_kitchen",
                gtin=_code(600_000_000_000 + n) if n % 5 else f"{n:013d}",
                bullets=[f"{text} {k}" for k in range(5)],
                description=f"{text}. " * 6,
                search_terms=text.lower(),
                price=Decimal("12.99"),
                currency="USD",
                quantity=20,
                weight_g=480,
                length_mm=100,
                width_mm=100,
                height_mm=50,
                origin_country="CN",
                images=[ListingImage(url=f"https://example.com/{n}.jpg")],
                attributes={f"a{k}": f"value {n % 17}" for k in range(8)},
            )
        )
    return made


def _code(body: int) -> str:
    """The product code of these twelve digits."""
    digits = f"{body:012d}"
    total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits))
    return digits + str(-total % 10)


def cells_of(one: Listing) -> list[str]:
    """The listing as a row of texts."""
    plain = [
        one.sku, one.parent_sku, one.title, one.highlights, one.brand, one.category, one.gtin,
        one.description, one.search_terms, str(one.price), one.currency, str(one.quantity),
        str(one.weight_g), str(one.length_mm), str(one.width_mm), str(one.height_mm),
        one.origin_country,
    ]  # fmt: skip
    return [*plain, *one.bullets, *one.attributes.values()]


def touched(rows: list[list[str]]) -> int:
    """Every cell once."""
    total = 0
    for row in rows:
        for cell in row:
            total += len(cell)
    return total


def single_field_rules(checker: ListingChecker) -> list:
    """Rules that look at one field; phrases look at all texts, families and twins at other listings."""
    text, style, trade = checker.limits(), checker.style(), checker.trade()
    made = [
        *(one for one in compile_rules(text) if "phrase_rule" not in one.__qualname__),
        *code_rules(trade),
        *style_rules(style),
        *content_rules(style),
        *html_rules(style),
        *offer_rules(trade, DAY),
        *compliance_rules(trade),
    ]
    return [one for one in made if one is not None]


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def families_of(listings: list[Listing], parents: frozenset[str]) -> dict[str, list[Listing]]:
    """Members by the parent's SKU."""
    families: dict[str, list[Listing]] = {}
    for one in listings:
        key = one.parent_sku or one.sku
        if key in parents:
            families.setdefault(key, []).append(one)
    return families


def measure(rows: int) -> dict[str, object]:
    """The ratios of one catalogue size."""
    listings = catalogue(rows)
    cells = [cells_of(one) for one in listings]
    checker = ListingChecker(RuleBook.load(), "amazon.us", DAY)
    rules = single_field_rules(checker)
    limits = checker.limits("home_kitchen")
    parents = frozenset(one.parent_sku for one in listings if one.parent_sku)
    families = families_of(listings, parents)
    views = [on_site(one, "amazon.us") for one in listings]
    found = [0]
    known: list = []

    def fields() -> None:
        count = 0
        for one, view in zip(listings, views, strict=True):
            for rule in rules:
                for _finding in rule(one, view, False):
                    count += 1
        found[0] = count

    def scored() -> None:
        for one, told in zip(listings, known, strict=True):
            score_listing(one, told, limits)

    def everything() -> None:
        known[:] = [checker.check(one, parents) for one in listings]
        for sku, members in families.items():
            checker.check_family(members, sku)
        duplicates(listings, ["amazon.us"])

    result = ratios({"field_rules": fields, "everything": everything, "score": scored}, cells)
    return {
        "rows": rows,
        "cells_a_row": len(cells[0]),
        "rules_of_one_field": len(rules),
        "findings_of_these": found[0],
        **result,
    }


def ratios(works: dict, cells: list[list[str]]) -> dict[str, float]:
    """Each work against touching every cell: medians of interleaved rounds."""
    rounds = []
    for _round in range(ROUNDS):
        limit = timed(lambda: touched(cells))
        rounds.append({name: timed(work) / limit for name, work in works.items()})
    return {
        f"{name}_ratio": round(statistics.median(one[name] for one in rounds), 1) for name in works
    }


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000]
    print(json.dumps([measure(size) for size in sizes], indent=1))
