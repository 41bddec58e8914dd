"""Documents compared: false alarms on 20 clean packets that are drawn and read, and seeded mismatches found.

Goals: at most 1 false alarm on 20 clean packets (licence, ID both sides, bill, statement, customs record each), every
seeded mismatch of 60 found with its class (the 60 on fields are in the tests; here those that are drawn and read).
`python benchmarks/matching.py` takes minutes; `--packets N`, `--level clean --level light`; `--keep FILE` writes what
was read of the packets, for the tests.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seller_desk.core.documents.match.model import Column

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

GOALS = {"false_alarms": 1, "seeds_missed": 0}


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--packets", type=int, default=20)
    options.add_argument("--level", action="append", choices=("clean", "light", "phone"))
    options.add_argument("--keep", type=Path)
    options.add_argument("--folder", type=Path, help="Where pictures and readings may stay")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measured(given, folder), ensure_ascii=False, indent=1))


def plain(column: "Column") -> list[object]:
    """A read document as the tests keep it: file, kind, side, fields as [value, confidence, of its line, what is below]."""
    fields = {
        name: [said.value, said.confidence, said.line, *([said.below] if said.below else [])]
        for name, said in column.fields.items()
    }
    return [column.file, column.kind, column.side, fields]


def measured(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Alarms by level, seeds missed, milliseconds of a comparison."""
    from seller_desk.core.services.documents_reading import ReadingService
    from seller_desk.core.store.readings import Readings
    from tests.specimens.packets import SEEDS, Packets, alarms, compared

    service = ReadingService(Readings(folder / "readings"))
    packets = Packets(folder, service)
    told: dict[str, object] = {"goals": GOALS}
    kept: dict[str, list[object]] = {}
    took: list[float] = []
    try:
        for level in given.level or ["clean", "light"]:
            found: list[str] = []
            for number in range(given.packets):
                columns = packets.clean(number, level)
                kept.setdefault(level, []).append([plain(one) for one in columns])
                began = time.perf_counter()
                matrix = compared(columns)
                took.append(1000 * (time.perf_counter() - began))
                found += [f"{number}: {one}" for one in alarms(matrix)]
                print(level, number, len(found), file=sys.stderr, flush=True)
            missed = []
            for number, seed in enumerate(SEEDS):
                row = next(
                    (
                        one
                        for one in compared(packets.seeded(seed, number, level)).rows
                        if one.fact == seed.fact
                    ),
                    None,
                )
                if row is None or row.difference != seed.difference:
                    values = [one.value for one in row.cells] if row else []
                    got = row.difference if row else "no row"
                    missed.append(f"{seed.layout} {seed.fact} {seed.difference}: {got} {values}")
            told[level] = {
                "packets": given.packets,
                "false_alarms": len(found),
                "alarms": found,
                "seeds": len(SEEDS),
                "missed": missed,
            }
    finally:
        service.close()
    told["compare_ms_median"] = round(statistics.median(took), 1)
    if given.keep:
        given.keep.write_text(
            json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )
    return told


if __name__ == "__main__":
    main()
