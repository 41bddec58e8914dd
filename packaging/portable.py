"""Whether every pinned library of the program installs on Windows and macOS: `python packaging/portable.py`.

For each system and Python, pip looks for the pinned version of every library as a built package, and installs nothing
(`--dry-run`). What has no built package there is named; a package that comes as pure Python source
builds anywhere, and is listed as such.
"""

import concurrent.futures
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement
from third_party import distributions, plain

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
# Tags that pip accepts there; older ones first, because wheels are built for the oldest system they run on.
SYSTEMS = {
    "Windows x64": ["win_amd64"],
    "macOS Intel": [f"macosx_{n}_0_{kind}" for n in (11, 12, 13, 14) for kind in ("x86_64", "universal2")]
    + [f"macosx_10_{n}_{kind}" for n in (9, 12, 13, 15) for kind in ("x86_64", "universal2")],
    "macOS Apple": [f"macosx_{n}_0_{kind}" for n in (11, 12, 13, 14) for kind in ("arm64", "universal2")]
    + [f"macosx_10_{n}_universal2" for n in (9, 12, 13, 15)],
}  # fmt: skip
# What these systems say of themselves, for pins that hold on some of them only.
ENVIRONMENTS = {
    "Windows x64": {"sys_platform": "win32", "platform_machine": "AMD64"},
    "macOS Intel": {"sys_platform": "darwin", "platform_machine": "x86_64"},
    "macOS Apple": {"sys_platform": "darwin", "platform_machine": "arm64"},
}
# Pure Python, published as source: pip builds them anywhere without a compiler.
SOURCE_ONLY = frozenset({"bagit"})
# Asked for on one system only, which the metadata seen from here does not tell.
ONLY_THERE = {"Windows x64": {"pywin32-ctypes", "colorama"}}
ONLY_LINUX = frozenset({"secretstorage", "jeepney"})
_MISSING = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]+?)==")


def pins(system: str, python: str) -> dict[str, str]:
    """`name==version` by plain name, as packaging/constraints.txt pins them for this system."""
    text = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if "==" in line and line[0] != "#"]
    found = {}
    for one in map(Requirement, lines):
        there = {**ENVIRONMENTS[system], "python_version": python}
        if one.marker is None or one.marker.evaluate(there):
            found[plain(one.name)] = f"{one.name}{one.specifier}"
    return found


def wanted(system: str) -> set[str]:
    """Plain names of everything that the program is made of there."""
    here = {plain(one.metadata["Name"]) for one in distributions()}
    return (here - ONLY_LINUX - SOURCE_ONLY) | ONLY_THERE.get(system, set())


def lacking(system: str, python: str, folder: Path) -> tuple[int, list[str]]:
    """How many pinned packages are built for this system, and the names of those that are not."""
    known, names, missing = pins(system, python), wanted(system), []
    missing += [f"{name} (no pin)" for name in sorted(names - set(known))]
    names &= set(known)
    words = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"]
    words += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    words += ["--target", str(folder / "nowhere"), "--implementation", "cp"]
    words += ["--python-version", python]
    for tag in SYSTEMS[system]:
        words += ["--platform", tag]
    while True:
        asked = [known[name] for name in sorted(names)]
        done = subprocess.run([*words, *asked], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return len(names), missing
        found = _MISSING.search(done.stderr)
        if found is None:
            return 0, [*missing, done.stderr.strip()[-300:]]
        # pip stops at the first: take it out and look for the next.
        missing.append(known[plain(found[1])])
        names.discard(plain(found[1]))


def main() -> int:
    """A line for each system and Python; 1 if something is missing anywhere."""
    failed = False
    with tempfile.TemporaryDirectory() as made, concurrent.futures.ThreadPoolExecutor(2) as pool:
        cases = [(system, python) for system in SYSTEMS for python in PYTHONS]
        answers = pool.map(lambda case: lacking(*case, Path(made)), cases)
        for (system, python), (count, missing) in zip(cases, answers, strict=True):
            failed = failed or bool(missing)
            said = f"{count} pinned packages are built" + (
                f"; not built: {', '.join(missing)}" if missing else ""
            )
            print(f"{'x' if missing else '+'} {system:<12} Python {python}: {said}", flush=True)
    for name in sorted(SOURCE_ONLY):
        print(f"- {name}: pure Python, builds anywhere from its source")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
