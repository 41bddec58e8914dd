"""`seller-desk backup create | verify | restore | list | drill | check | sweep`."""

import getpass
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.services.backups import LEAST_LENGTH, not_whole, packs_told
from seller_desk.core.store.exports import SAME, ExportState, state_words
from seller_desk.core.store.locked_file import is_locked

app = typer.Typer(no_args_is_help=True)

Passphrase = Annotated[
    bool, typer.Option("--passphrase", help="Ask for a passphrase (or read it from standard input)")
]


@app.command()
def create(
    out: Annotated[
        Path | None, typer.Option(help="The file to write; default: in the data folder")
    ] = None,
    passphrase: Passphrase = False,
) -> None:
    """A whole copy, with every document: for another disk or another machine."""
    desk = current().desk(write=False)
    secret = _new_passphrase() if passphrase else ""
    path, manifest = desk.backups.create(out, secret)
    document = {
        "backup": str(path),
        "bytes": path.stat().st_size,
        "made_at": manifest.made_at,
        "locked": bool(secret),
        "documents": len(manifest.blobs),
        "missing": manifest.missing,
        "altered": manifest.altered,
    }
    lines = [_("{count} documents in the copy").format(count=len(manifest.blobs))]
    if wrong := not_whole(manifest):
        lines += [f"x {one}" for one in wrong]
        current().exit_code = 1
    current().emit(document, [*lines, str(path)])


@app.command()
def verify(file: Path, passphrase: Passphrase = False) -> None:
    """Read every byte of a backup again. Exit 0: good; 1: damaged; 3: cannot be opened."""
    desk = current().desk(write=False)
    path = desk.backups.find(file)
    found = desk.backups.verify(path, _passphrase(path, asked=passphrase))
    document = {
        "ok": found.ok,
        "file": str(path),
        "files": found.files,
        "bytes": found.bytes,
        "made_at": found.manifest.made_at if found.manifest else None,
        "problems": [{"message": one} for one in found.problems],
        "missing": found.missing,
    }
    state = _("Good: {files} files, {bytes} bytes") if found.ok else _("Damaged: {file}")
    lines = [state.format(files=found.files, bytes=found.bytes, file=path.name)]
    lines += [f"x {one}" for one in found.problems]
    lines += [f"! {_('The document {hash} is missing').format(hash=one[:12])}" for one in found.missing]  # fmt: skip
    current().emit(document, lines)
    if not found.ok:
        current().exit_code = 1


@app.command()
def restore(file: Path, passphrase: Passphrase = False) -> None:
    """Bring a backup back; what is there now is kept beside it."""
    desk = current().desk(write=True)
    path = desk.backups.find(file)
    prepared, kept = desk.backups.restore(path, _passphrase(path, asked=passphrase))
    document = {
        "restored": str(path),
        "made_at": prepared.manifest.made_at,
        "documents": len(prepared.manifest.blobs),
        "missing": list(prepared.missing),
        "kept": str(kept) if kept else None,
        "packs_not_restored": list(prepared.packs),
    }
    lines = [_("Restored, as of {time}").format(time=_local(prepared.manifest.made_at))]
    if kept:
        lines.append(_("The former data are kept as {file}").format(file=kept))
    lines += [f"! {one}" for one in packs_told(prepared)]
    if prepared.missing:
        lines.append("x " + _("{count} documents are in neither the backup nor this folder").format(count=len(prepared.missing)))  # fmt: skip
        current().exit_code = 1
    current().emit(document, lines)


@app.command("list")
def list_all() -> None:
    """The backups in the data folder, newest first."""
    entries = current().desk(write=False).backups.list()
    head = (_("Made"), _("MB"), _("What"), _("File"))
    rows = [
        (_local(one.made.isoformat()), f"{one.size / 1e6:.1f}", one.what, one.path.name)
        for one in entries
    ]
    current().emit(
        {"backups": [one.to_json() for one in entries]},
        table(head, rows) if rows else [_("No backup yet.")],
    )


@app.command()
def drill() -> None:
    """Try to restore the newest backup into a folder of its own. Exit 1: it could not be restored."""
    result = current().desk(write=True).backups.drill()
    document = {"ok": result.ok, "at": result.at, "backup": result.backup, "problems": result.problems}  # fmt: skip
    state = _("{file} can be restored") if result.ok else _("{file} cannot be restored")
    current().emit(
        document, [state.format(file=result.backup), *(f"x {one}" for one in result.problems)]
    )
    if not result.ok:
        current().exit_code = 1


@app.command()
def check() -> None:
    """Read every stored document, every row and every file written again: missing, changed, unreadable, orphaned."""
    found = current().desk(write=False).backups.check()
    document = {
        "ok": found.ok,
        "checked": found.checked,
        "bytes": found.bytes,
        "missing": found.missing,
        "changed": found.changed,
        "unreadable": found.unreadable,
        "orphaned": found.orphaned,
        "database": {
            "damage": found.database.damage,
            "altered_rows": [{"table": one, "id": row} for one, row in found.database.unsealed],
        },
        "exports": [export_json(one) for one in found.exports],
    }
    lines = [_("{count} documents read, {size} MB").format(count=found.checked, size=round(found.bytes / 1e6, 1))]  # fmt: skip
    for words, hashes in (
        (_("missing"), found.missing),
        (_("changed"), found.changed),
        (_("unreadable"), found.unreadable),
    ):
        lines += [f"x {words}: {one}" for one in hashes]
    lines += [f"x SQLite: {one}" for one in found.database.damage]
    lines += [
        "x " + _("The row {row} in {table} is not what was saved").format(row=row, table=name)
        for name, row in found.database.unsealed
    ]
    lines += [
        f"- {state_words(one)}: {one.record.path}" for one in found.exports if one.state != SAME
    ]
    if found.orphaned:
        lines.append("- " + _("{count} files belong to nothing: seller-desk backup sweep").format(count=len(found.orphaned)))  # fmt: skip
    current().emit(document, lines)
    if not found.ok:
        current().exit_code = 1


@app.command()
def sweep() -> None:
    """Remove stored files that no record, no step of undo and no backup needs."""
    count = current().desk(write=True).backups.sweep()
    current().emit({"removed": count}, [_("{count} files removed").format(count=count)])


def export_json(one: ExportState) -> dict[str, object]:
    """A written file and what it is now."""
    record = one.record
    return {
        "file": record.path,
        "what": record.what,
        "format": record.format,
        "written_at": record.at,
        "sha256": record.sha256,
        "bytes": record.size,
        "state": one.state,
    }


def _passphrase(path: Path, *, asked: bool) -> str:
    """Asked for when the file needs one, or when the seller says so."""
    return _read(_("Passphrase: ")) if asked or is_locked(path) else ""


def _new_passphrase() -> str:
    first = _read(_("Passphrase: "))
    if len(first) < LEAST_LENGTH:
        raise UsageProblem(
            _("The passphrase is too short"),
            _("At least {n} characters; several words are easier than signs.").format(
                n=LEAST_LENGTH
            ),
        )
    if sys.stdin.isatty() and _read(_("Once more: ")) != first:
        raise DeskError(_("The two passphrases differ"), _("Nothing was written."))
    return first


def _read(prompt: str) -> str:
    """From the terminal without echo, or the first line of standard input; never from the command's words."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")


def _local(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}"
