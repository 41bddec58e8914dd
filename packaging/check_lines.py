"""File lengths: more than 500 lines fails, more than 300 in the program is listed."""

import sys
from pathlib import Path

FAILS, LISTED = 500, 300


def lengths(root: Path) -> list[tuple[int, str]]:
    """(lines, path) of every Python file of the project, longest first."""
    found = []
    for area in ("seller_desk", "tests", "packaging", "benchmarks"):
        for path in (root / area).rglob("*.py"):
            with path.open(encoding="utf-8") as handle:
                found.append((sum(1 for _ in handle), path.relative_to(root).as_posix()))
    return sorted(found, reverse=True)


def main() -> int:
    """List what is long; 1 if a file is too long."""
    root = Path(__file__).resolve().parent.parent
    long = [(count, path) for count, path in lengths(root) if count > LISTED]
    for count, path in long:
        print(f"{'TOO LONG' if count > FAILS else 'long':8} {count:5} {path}")
    return 1 if any(count > FAILS for count, _ in long) else 0


if __name__ == "__main__":
    sys.exit(main())
