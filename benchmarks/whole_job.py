"""How long the terminal takes to answer, and the whole job on the sample company. `python benchmarks/whole_job.py`

Traps kept out: PYTHONDONTWRITEBYTECODE makes every start two to four times slower, so it is unset here and everything
is compiled first; the first run of each is thrown away (cold files).
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def seconds(words: list[str]) -> float:
    """Wall time of one run of `seller-desk` with these words."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "seller_desk", *words],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


def main() -> None:
    """Print minimum and median of each command."""
    compileall.compile_dir(ROOT / "seller_desk", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        for name, words in {
            "version": ["--version"],
            "rules codes": ["rules", "codes", "--json"],
            "demo": ["demo", "--out", folder],
        }.items():
            times = [seconds(words) for _ in range(RUNS + 1)][1:]
            print(f"{name:12} min {min(times):.2f} s  median {statistics.median(times):.2f} s")


if __name__ == "__main__":
    main()
