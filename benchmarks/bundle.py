"""A packet of large originals against `zip -0`: `python benchmarks/bundle.py [--megabytes 1000] [--files 621]`.

The goal is at most 0.40 of the time of `zip -0` in the same run, and a memory peak that does not grow with the packet.
"""

import argparse
import json
import os
import resource  # noqa: TID251 - only here, to know the memory's peak
import statistics
import subprocess
import tempfile
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

from seller_desk.core.base.progress import never, silent
from seller_desk.core.bundle.build import Label, build
from seller_desk.core.bundle.plan import BundlePlan, Entry

GOAL = 0.40


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(dir=options.dir) as temporary:
        folder = Path(temporary)
        plan, blobs = originals(folder / "originals", options.files, options.megabytes)
        label = Label(organisation="", identifier="benchmark", stamp=date(2026, 1, 1))
        ours, theirs = [], []
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for turn in range(options.rounds):
            ours.append(
                timed(
                    lambda turn=turn: build(
                        plan, folder / f"{turn}.zip", label, blobs, silent, never
                    )
                )
            )
            command = [
                "zip",
                "-0",
                "-q",
                "-r",
                str(folder / f"z{turn}.zip"),
                str(folder / "originals"),
            ]
            theirs.append(timed(lambda command=command: subprocess.run(command, check=True)))
            for name in (f"{turn}.zip", f"z{turn}.zip"):
                (folder / name).unlink()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    ratio = statistics.median(ours) / statistics.median(theirs)
    result = {
        "seconds": round(statistics.median(ours), 3),
        "zip_0_seconds": round(statistics.median(theirs), 3),
        "ratio": round(ratio, 3),
        "goal": GOAL,
        "peak_growth_mib": round(grown / 1024, 1),
    }
    print(json.dumps(result))


def originals(folder, files, megabytes):
    """Incompressible files, as photographs are."""
    folder.mkdir()
    size = megabytes * 1_000_000 // files
    entries, paths = [], {}
    for number in range(files):
        data = os.urandom(size)
        name = f"{number:04d}.jpg"
        (folder / name).write_bytes(data)
        digest = sha256(data).hexdigest()
        paths[digest] = folder / name
        entries.append(Entry(path=f"1_company/{name}", group="company", size=size, blob=digest))
    os.sync()
    return BundlePlan(top="packet", entries=tuple(entries)), lambda digest: paths[digest].open("rb")


def timed(act):
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--files", type=int, default=621)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--dir", type=Path, help="where to work; default: the system's temporary folder"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
