"""`seller-desk self-test`: proves that this installation works, window included. Changes no data of the seller's."""

import json
import subprocess
import sys
from pathlib import Path

import typer

from seller_desk.cli.session import current
from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.selftest import NAMES, self_test

app = typer.Typer()

WINDOW_SECONDS = 120.0


@app.callback(invoke_without_command=True)
def run() -> None:
    """Window, rule packs, pictures, PDF, Excel, database, packet, keyring: each is used once."""
    session = current()
    results = []
    for one in self_test(_window):
        results.append(one)
        if not session.as_json:
            mark = "+" if one.ok else "x"
            line = f"{mark} {_(NAMES[one.name])}: {one.detail} ({one.seconds:.1f} s)"
            sys.stderr.write(line + "\n")
    good = all(one.ok for one in results)
    failed = [_(NAMES[one.name]) for one in results if not one.ok]
    said = (
        _("Everything works.")
        if good
        else _("Does not work here: {names}").format(names=", ".join(failed))
    )
    session.emit({"ok": good, "checks": [one.to_json() for one in results]}, [said])
    session.exit_code = 0 if good else 1


def _window(folder: Path) -> str:
    """Open the window offscreen in a process of its own; what it saw. Raises DeskError if it could not."""
    result = folder.parent / "window.json"
    command = [*system.window_program(), "--self-test-window", str(result), str(folder)]
    environment = {**system.child_environment(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=WINDOW_SECONDS,
        check=False,
    )
    if not result.exists():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DeskError(
            _("The window ended with code {code}").format(code=done.returncode),
            said[-1] if said else "",
        )
    seen = json.loads(result.read_text(encoding="utf-8"))
    if seen["problems"] or done.returncode != 0:
        raise DeskError(
            _("The window opened with trouble"), "; ".join(seen["problems"]) or str(done.returncode)
        )
    return str(seen["detail"])
