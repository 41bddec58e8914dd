"""`rules list`, `rules add`, `rules remove`: the packs in use and those of others."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.rules_render import (
    change_document,
    change_lines,
    effects_document,
    effects_lines,
)
from seller_desk.cli.session import current, table
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.community import ARRAYS
from seller_desk.core.rules.model import Pack
from seller_desk.core.rules.refusals import PackProblem
from seller_desk.core.rules.shelf import Shelf
from seller_desk.core.services.rule_packs import PackMove


def list_packs() -> None:
    """The packs in use, whose they are and what they hold; and what is left out."""
    folder = current().folder.rules
    book = RuleBook.load(folder)
    rows, packs = [], []
    for path, pack in zip(book.files, book.packs, strict=True):
        counts = {name: len(getattr(pack, name)) for name in ARRAYS}
        packs.append(_pack_document(path, pack, counts))
        rows.append(
            (_short(path), pack.platform, pack.version, *(str(count) for count in counts.values()))
        )
    broken = [_broken_document(one) for one in book.broken]
    lines = table((_("File"), _("Platform"), _("Version"), *ARRAYS), rows)
    for one in packs:
        if one["community"]:
            lines.append(
                _("Added by you: {name}, {day}, from {path}").format(
                    name=one["id"], day=one["added_on"], path=one["origin"] or _("unknown")
                )
            )
    for trouble in book.broken:
        lines.append(f"{trouble.title}{_(': ')}{trouble.advice}")
    current().emit({"packs": packs, "broken": broken}, lines)
    if broken:
        current().exit_code = 1


def add(
    file: Annotated[Path, typer.Argument(help="A pack: a TOML file, see docs/rule-packs.md")],
    name: Annotated[
        str, typer.Option(help="What it shall be called; default: the file's name")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the one of that name")
    ] = False,
) -> None:
    """Take a rule pack of somebody else into use. It is marked wherever it shows and never blocks."""
    moved = current().desk(write=True).rule_packs.add(file, name, replace=replace)
    done = _("Added: {name}. Take it out again with: rules remove {name}").format(name=moved.name)
    _emit("added", moved, done)


def remove(name: Annotated[str, typer.Argument(help="As rules list names it")]) -> None:
    """Take an added pack out of use. Its file is kept beside, for rules add."""
    moved = current().desk(write=True).rule_packs.remove(name)
    done = _("Removed: {name}. Bring it back with: rules add \"{path}\" --name {name}").format(
        name=moved.name, path=moved.kept
    )  # fmt: skip
    _emit("removed", moved, done)


def _emit(what: str, moved: PackMove, done: str) -> None:
    found = moved.effects
    document = {
        what: moved.name,
        "kept": str(moved.kept) if moved.kept else None,
        "changes": [change_document(one) for one in found.changes],
        "affected": effects_document(found),
    }
    lines = [line for one in found.changes for line in change_lines(one)]
    current().emit(document, [*lines, *effects_lines(found), "", done])


def _pack_document(path: Path, pack: Pack, counts: dict[str, int]) -> dict[str, object]:
    day = today()
    entries = [entry for name in ARRAYS for entry in getattr(pack, name)]
    folder = current().folder.rules
    community = path.is_relative_to(folder)
    shelf = Shelf(folder)
    origin = shelf.origin(path) if community else None
    return {
        "file": _short(path),
        "platform": pack.platform,
        "version": pack.version,
        "name": pack.name.text(),
        "sites": [site.id for site in pack.site],
        "entries": counts,
        "community": community,
        "id": path.relative_to(folder).as_posix().removesuffix(".toml") if community else "",
        "author": pack.author,
        "home": pack.home,
        "origin": origin.path if origin else "",
        "added_on": origin.added_on.isoformat() if origin else None,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "stale": sum(entry.stale(day) for entry in entries),
        "undated": sum(not entry.as_of for entry in entries),
    }


def _broken_document(trouble: DeskError) -> dict[str, object]:
    return {
        "file": trouble.file,
        "line": trouble.row,
        "key": trouble.key if isinstance(trouble, PackProblem) else "",
        "title": trouble.title,
        "message": trouble.advice,
    }


def _short(path: Path) -> str:
    shipped = resources_dir() / "rules"
    return path.relative_to(shipped).as_posix() if path.is_relative_to(shipped) else str(path)
