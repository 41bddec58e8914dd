"""What is said of 400 pictures with one known fault each, or none: precision and recall per fault.

`python benchmarks/quality.py [--half held|tuned|both] [--keep FOLDER] [--wrong]`. The held half was fixed before the
thresholds were tuned; `--keep` keeps the pictures between runs, `--wrong` names the missed and false ones.
"""

import argparse
import json
import pickle
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from seller_desk.core.documents.inspect import inspection_of, seen_closer
from seller_desk.core.documents.judge import Scan, judge
from seller_desk.core.documents.quality_model import Study
from seller_desk.core.documents.rules import Case
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.rules.book import RuleBook
from tests.specimens.faults import CLEAN, Shot, shots
from tests.specimens.layouts import HELD, TUNED

CODES = {
    "document.blurred": "blurred",
    "document.enlarged": "enlarged",
    "document.glare": "glare",
    "document.shadow": "shadow",
    "document.edges_cut": "cut",
    "document.grey": "grey",
    "document.screenshot_suspected": "screenshot",
    "document.photo_suspected": "photo",
    "document.compressed": "compressed",
    "document.noisy": "noisy",
}
ON = date(2026, 12, 8)


def made(half: str, keep: Path | None):
    """Each picture of a half with its label."""
    layouts = [*{"held": HELD, "tuned": TUNED}[half]]
    for label, make in shots(layouts):
        kept = keep / half / f"{label}.pkl" if keep else None
        if kept is not None and kept.exists():
            yield label, pickle.loads(kept.read_bytes())
            continue
        shot = make()
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(shot))
        yield label, shot


def findings(path: Path, shot: Shot, pool: WorkerPool, book: RuleBook):
    """What `documents check` says of it for Amazon."""
    found = inspection_of(pool.run("look", str(path)))
    found = seen_closer(found, msgspec.convert(pool.run("study", str(path)), Study))
    case = Case(kind=shot.kind, site="amazon.us", on=ON, entity="mainland_company")
    return judge(Scan(name=path.name, found=found, label=path.name), case, book)


def near(found, wanted) -> bool:
    """Whether two boxes have a good part in common: a third of what either or both cover."""
    left, top = max(found[0], wanted[0]), max(found[1], wanted[1])
    right = min(found[0] + found[2], wanted[0] + wanted[2])
    bottom = min(found[1] + found[3], wanted[1] + wanted[3])
    both = max(0, right - left) * max(0, bottom - top)
    return 3 * both >= found[2] * found[3] + wanted[2] * wanted[3] - both


def measured(half: str, keep: Path | None) -> dict[str, object]:
    """Counts of one half."""
    right, missed, false, placed, boxes = Counter(), Counter(), Counter(), Counter(), Counter()
    clean, alarms, blockers, wrong = 0, 0, 0, []
    book = RuleBook.load()
    with tempfile.TemporaryDirectory() as folder, WorkerPool(2) as pool:
        for label, shot in made(half, keep):
            path = Path(folder) / f"{label}{Path(shot.name).suffix}"
            path.write_bytes(shot.data)
            found = findings(path, shot, pool, book)
            path.unlink()
            said = {CODES[one.code]: one for one in found if one.code in CODES}
            faults = set(said) - {"photo"}
            right.update(set(said) & shot.labels)
            missed.update(shot.labels - set(said))
            extra = set(said) - shot.labels - shot.also
            false.update(extra)
            if label.split(".")[0] in CLEAN:
                clean += 1
                alarms += bool(faults)
                blockers += any(one.severity == "blocker" for one in found)
            if shot.box is not None:
                kind = next(iter(shot.labels - {"photo"}))
                if kind in said and said[kind].place.box:
                    boxes[kind] += 1
                    placed[kind] += near(said[kind].place.box, shot.box)
            if extra or shot.labels - set(said):
                wrong.append(f"{label}: missed {sorted(shot.labels - set(said))}, false {sorted(extra)}")  # fmt: skip
    table = {
        kind: {
            "precision": round(right[kind] / max(1, right[kind] + false[kind]), 3),
            "recall": round(right[kind] / max(1, right[kind] + missed[kind]), 3),
            "pictures": right[kind] + missed[kind],
            **({"placed": f"{placed[kind]} of {boxes[kind]}"} if boxes[kind] else {}),
        }
        for kind in CODES.values()
    }
    return {"faults": table, "clean": clean, "alarms": alarms, "blockers": blockers, "wrong": wrong}


def main() -> int:
    """Print both halves as JSON; 1 where more than 2 % of good pictures are called faulty."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("held", "tuned", "both"), default="both")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    halves = ("held", "tuned") if asked.half == "both" else (asked.half,)
    results = {half: measured(half, asked.keep) for half in halves}
    if not asked.wrong:
        for one in results.values():
            one["wrong"] = len(one["wrong"])
    print(json.dumps(results, indent=1))
    return 0 if all(one["alarms"] <= 0.02 * one["clean"] for one in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
