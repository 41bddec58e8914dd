"""A packet of large originals against `zip -0`, and its verifying against read + SHA-256:
`python benchmarks/bundle.py [--megabytes 1000] [--files 621]`.

The goals are at most 0.40 of the time of `zip -0` and at most 1.5 of read + SHA-256, each pair measured one right after
the other, and a memory peak that does not grow with the packet. `zip -0` leaves its bytes to the system's memory; ours
are on the disk.
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
from seller_desk.core.bundle.verify import verify

GOAL, GOAL_VERIFY = 0.40, 1.5


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(dir=options.dir) as temporary:
        folder = Path(temporary)
        plan, blobs = originals(folder / "originals", options.files, options.megabytes)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        pairs = [one_round(folder, plan, blobs) for _round in range(options.rounds)]
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        disc = disc_of(folder)
    ours, cpu, theirs, checked, limit = (list(column) for column in zip(*pairs, strict=True))
    result = {
        "megabytes": options.megabytes,
        "seconds": round(statistics.median(ours), 3),
        "cpu_seconds": round(statistics.median(cpu), 3),
        "zip_0_seconds": round(statistics.median(theirs), 3),
        "ratios": [round(a / b, 3) for a, b in zip(ours, theirs, strict=True)],
        "ratio": ratio(ours, theirs),
        "goal": GOAL,
        "verify_seconds": round(statistics.median(checked), 3),
        "read_and_hash_seconds": round(statistics.median(limit), 3),
        "verify_ratio": ratio(checked, limit),
        "verify_goal": GOAL_VERIFY,
        "peak_growth_mib": round(grown / 1024, 1),
        "disc": disc,
        "load": [round(one, 1) for one in os.getloadavg()],
    }
    print(json.dumps(result))


def one_round(folder, plan, blobs):
    """Seconds of ours, its processor time, of `zip -0`, of verifying and of read + hash; what was written is removed."""
    label = Label(organisation="", identifier="benchmark", stamp=date(2026, 1, 1))
    packet, other = folder / "packet.zip", folder / "other.zip"
    busy = time.process_time()
    ours = timed(lambda: build(plan, packet, label, blobs, silent, never))
    busy = time.process_time() - busy
    command = ["zip", "-0", "-q", "-r", str(other), str(folder / "originals")]
    theirs = timed(lambda: subprocess.run(command, check=True))
    other.unlink()
    checked = timed(lambda: verify(packet))
    limit = timed(lambda: read_and_hash(packet))
    packet.unlink()
    # What either left to be written must not slow the next one.
    os.sync()
    return ours, busy, theirs, checked, limit


def read_and_hash(path):
    hashed, buffer = sha256(), bytearray(1 << 20)
    with path.open("rb", buffering=0) as handle:
        while size := handle.readinto(buffer):
            hashed.update(memoryview(buffer)[:size])


def ratio(ours, theirs):
    return round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 3)


def disc_of(folder):
    """Device, type and how it turns: figures of different discs do not compare."""
    words = ["findmnt", "-n", "-o", "SOURCE,FSTYPE", "--target", str(folder)]
    try:
        named = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    turning = Path("/sys/class/block") / Path(named[0]).name / "queue" / "rotational"
    kind = {"0": "solid state", "1": "rotational or virtual"}
    said = kind.get(turning.read_text().strip(), "") if turning.is_file() else ""
    return " ".join([*named, said]).strip()


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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--dir", type=Path, help="where to work; default: the system's temporary folder"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
