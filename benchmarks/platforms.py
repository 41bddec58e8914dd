"""Step 2 in numbers: `python benchmarks/platforms.py [ROUNDS]`.

All packs parsed cold; 30 sites recomputed after an edit, plain and with everything filled in; `platforms compare` as a
process beside `python -c "import seller_desk.cli"`, interleaved, medians.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 9
PACKS_SECONDS, SITES_SECONDS, PROCESS_SECONDS = 0.25, 0.05, 0.8
SITES = 30

COMPARE = [
    *("-m", "seller_desk.cli.entry", "platforms", "compare", "--category", "headphones"),
    *("--price", "29.99", "--currency", "USD", "--cost", "8", "--weight", "300g"),
    *("--entity", "individual_business", "--json", "--data-dir"),
]
LOAD = (
    "import time; from seller_desk.core.rules.book import RuleBook; "
    "start = time.perf_counter(); RuleBook.load(); print(time.perf_counter() - start)"
)


def python(*words: str) -> tuple[float, str]:
    """Seconds and output of one interpreter with these words."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - begun, done.stdout


def line(what: str, seconds: float, limit: float, more: str = "") -> None:
    """One result beside its limit."""
    print(f"{what:<34} {seconds * 1000:6.0f} ms of at most {limit * 1000:.0f}{more}")


def recomputed() -> tuple[list[float], list[float]]:
    """Seconds of comparing 30 sites: with the plain inputs, and with all of them."""
    from seller_desk.core.platforms.compare import Seller, compare
    from seller_desk.core.platforms.model import Product, Rate
    from seller_desk.core.rules.book import RuleBook

    book, day = RuleBook.load(), date(2026, 11, 24)
    sites = list(book.sites)[:SITES]
    rates = {
        site.currency: Rate(value=Decimal(150 if site.currency == "JPY" else 3), on=day)
        for site in book.sites.values()
        if site.currency != "USD"
    }
    plain = Product(
        category="home_kitchen",
        price=Decimal("25.90"),
        cost=Decimal("6.20"),
        target_margin=Decimal("0.25"),
        rates=rates,
    )
    whole = Product(
        category="home_kitchen",
        price=Decimal("25.90"),
        cost=Decimal("6.20"),
        shipping=Decimal("5.43"),
        fulfilment=Decimal("1.10"),
        return_rate=Decimal("0.08"),
        return_cost=Decimal(2),
        ad_share=Decimal("0.10"),
        target_profit=Decimal(4),
        orders=200,
        rates=rates,
    )
    seller = Seller(entity="mainland_company", established_on=date(2024, 1, 1))
    found: tuple[list[float], list[float]] = ([], [])
    for _round in range(15):
        for product, times in zip((plain, whole), found, strict=True):
            begun = time.perf_counter()
            compare(book, sites, product, seller, day)
            times.append(time.perf_counter() - begun)
    return found


def main() -> None:
    """Print everything."""
    compileall.compile_dir(ROOT / "seller_desk", quiet=2)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    cold = [float(python("-c", LOAD)[1]) for _round in range(rounds)]
    line("all packs parsed and validated", statistics.median(cold), PACKS_SECONDS)
    plain, whole = recomputed()
    line(f"{SITES} sites after an edit", statistics.median(plain), SITES_SECONDS)
    line(f"{SITES} sites, everything filled in", statistics.median(whole), SITES_SECONDS)
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            first = python("-c", "import seller_desk.cli")[0]
            second = python(*COMPARE, folder)[0]
            # The first pair makes the data folder and warms the disk.
            if number:
                bare.append(first)
                ours.append(second)
    ratio = statistics.median(b / a for a, b in zip(bare, ours, strict=True))
    base = statistics.median(bare)
    more = f"; x{ratio:.1f} of import seller_desk.cli ({base * 1000:.0f} ms)"
    line("platforms compare as a process", statistics.median(ours), PROCESS_SECONDS, more)


if __name__ == "__main__":
    main()
