"""`seller-desk doctor`: what this machine has and lacks."""

import typer

from seller_desk.cli.session import current
from seller_desk.core.accounts.vault import open_vault
from seller_desk.core.base.language import _
from seller_desk.core.services.doctor import NAMES, examine

app = typer.Typer()

_MARKS = {"ok": "+", "warning": "!", "bad": "x", "unknown": "?"}


@app.callback(invoke_without_command=True)
def doctor() -> None:
    """Keyring, fonts, disk, database, data folder, connections, Qt."""
    session = current()
    # No desk: the doctor must also answer where the data cannot be opened.
    checks = list(examine(session.folder, open_vault()))
    lines = []
    for one in checks:
        lines.append(f"{_MARKS[one.state]} {_(NAMES[one.name])}: {one.detail}")
        if one.advice:
            lines.append(f"    {one.advice}")
    session.emit({"checks": [one.to_json() for one in checks]}, lines)
    if any(one.state == "bad" for one in checks):
        session.exit_code = 1
