"""`seller-desk rules`: what the rule packs say, and whether they are in order."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.base.codes import CODES
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.platforms.render import source_json
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.catalogs import categories, public_ids
from seller_desk.core.rules.compare import changes, name_of
from seller_desk.core.rules.lint import ARRAYS, lint
from seller_desk.core.rules.load import load_pack, pack_files
from seller_desk.core.rules.model import Pack, Sourced

app = typer.Typer(no_args_is_help=True)


@app.command("lint")
def lint_packs(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: every pack in use")] = None,
) -> None:
    """Check rule packs: grammar, ids, tables, sources."""
    paths = _pack_paths(files) if files else pack_files(current().folder.rules)
    # The shipped packs declare the sites that a single file may name.
    known = [path for path in pack_files() if files and path.name == "sites.toml"]
    _packs, problems = lint([*paths, *(path for path in known if path not in paths)], date.today())  # noqa: DTZ011 - the seller's day
    count = len(paths)
    document = {
        "ok": not problems,
        "packs": count,
        "problems": [
            {"file": one.file, "line": one.line, "message": one.message} for one in problems
        ],
    }
    lines = [f"{one.file}:{one.line or 1}: {one.message}" for one in problems]
    current().emit(document, lines or [_("{count} packs, no problems").format(count=count)])
    if problems:
        current().exit_code = 1


@app.command("list")
def list_packs() -> None:
    """The packs in use and what they hold."""
    rows = []
    packs = []
    for path in pack_files(current().folder.rules):
        pack = load_pack(path)
        counts = {name: len(getattr(pack, name)) for name in ARRAYS}
        packs.append(
            {
                "file": _short(path),
                "platform": pack.platform,
                "version": pack.version,
                "name": pack.name.text(),
                "sites": [site.id for site in pack.site],
                "entries": counts,
            }
        )
        rows.append(
            (_short(path), pack.platform, pack.version, *(str(count) for count in counts.values()))
        )
    current().emit({"packs": packs}, table((_("File"), _("Platform"), _("Version"), *ARRAYS), rows))


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A key (listing.title.max), a fee, or a fact id")],
    site: Annotated[str, typer.Option(help="Only what applies there")] = "",
) -> None:
    """The entries of this key, fee name, requirement or fact id, with source, dates and conflicts."""
    book = RuleBook.load(current().folder.rules)
    found = [
        (pack, entry)
        for pack in book.packs
        for entry in _entries(pack)
        if name in _names(entry) and (not site or site in (entry.applies_to.site or [site]))
    ]
    if not found:
        raise DeskError(_("No entry is called “{name}”").format(name=name), _("See rules list."))
    current().emit(
        {"entries": [_entry_document(pack, entry) for pack, entry in found]},
        [line for pack, entry in found for line in _entry_lines(pack, entry)],
    )


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(help="A pack file or folder")],
    second: Annotated[
        Path | None,
        typer.Argument(help="Default: FIRST is compared with the shipped files of its name"),
    ] = None,
) -> None:
    """What changes from one pack to another."""
    if second is None:
        paths = _pack_paths([first])
        new = [load_pack(path) for path in paths]
        named = {(pack.platform, path.name) for path, pack in zip(paths, new, strict=True)}
        old = [load_pack(path) for path in pack_files() if (path.parent.name, path.name) in named]
    else:
        old = [load_pack(path) for path in _pack_paths([first])]
        new = [load_pack(path) for path in _pack_paths([second])]
    found = changes(old, new)
    document = {
        "changes": [
            {"change": one.kind, "what": one.what, "before": one.before, "after": one.after}
            for one in found
        ]
    }
    marks = {"added": "+", "removed": "-", "changed": "~"}
    lines = []
    for one in found:
        lines.append(f"{marks[one.kind]} {one.what}")
        lines += [f"    - {one.before}"] if one.before else []
        lines += [f"    + {one.after}"] if one.after else []
    current().emit(document, lines or [_("No differences")])


@app.command()
def codes() -> None:
    """Every finding code with its wording."""
    document = {
        "codes": [
            {
                "code": code,
                "title": text.title,
                "details": list(text.details),
                "message": _(text.title),
                "messages": [_(detail) for detail in text.details],
            }
            for code, text in CODES.items()
        ]
    }
    current().emit(
        document, table((_("Code"), _("Wording")), [(c, _(t.title)) for c, t in CODES.items()])
    )


@app.command()
def ids() -> None:
    """Every public id: entities, sites, document kinds and fields, fees, categories."""
    public = public_ids()
    sites = list(RuleBook.load(current().folder.rules).sites)
    document = {
        "entity": public.entity,
        "site": sites,
        "kind": public.kind,
        "side": public.side,
        "field": public.field,
        "fee": public.fee,
        "category": list(categories()),
        "categories": [{"id": one.id, "en": one.en, "zh": one.zh} for one in categories().values()],
    }
    lines = [
        f"{_('Business types')}: {listed(public.entity)}",
        f"{_('Sites')}: {listed(sites)}",
        f"{_('Document kinds')}: {listed(public.kind)}",
        *[f"{_('Fields')} {group}: {listed(names)}" for group, names in public.field.items()],
        f"{_('Fees')}: {listed(public.fee)}",
        f"{_('Categories')}:",
        *table(("id", _("Name")), [(one.id, one.name) for one in categories().values()]),
    ]
    current().emit(document, lines)


def _pack_paths(given: Sequence[Path]) -> list[Path]:
    """Files, and the packs inside folders. UsageProblem for what is not there."""
    paths: list[Path] = []
    for one in given:
        if not one.exists():
            raise UsageProblem(_("There is no file “{name}”").format(name=str(one)))
        paths += sorted(one.rglob("*.toml")) if one.is_dir() else [one]
    return paths


def _short(path: Path) -> str:
    shipped = resources_dir() / "rules"
    return path.relative_to(shipped).as_posix() if path.is_relative_to(shipped) else str(path)


def _entries(pack: Pack) -> list[Sourced]:
    return [entry for array in ARRAYS for entry in getattr(pack, array)]


def _names(entry: Sourced) -> set[str]:
    """What an entry may be asked for by."""
    names = (getattr(entry, part, "") for part in ("key", "name", "id", "fact"))
    return {name for name in names if name}


def _entry_document(pack: Pack, entry: Sourced) -> dict[str, object]:
    import msgspec

    body: dict[str, object] = msgspec.to_builtins(entry)
    body["sources"] = [source_json(entry.source_note())]
    body["stale"] = entry.stale(date.today())  # noqa: DTZ011 - the seller's day
    return {"platform": pack.platform, "what": name_of(entry), **body}


def _entry_lines(pack: Pack, entry: Sourced) -> list[str]:
    value = getattr(entry, "value", None)
    lines = [f"{pack.platform}  {name_of(entry)}" + (f" = {value}" if value is not None else "")]
    dates = f"{entry.as_of or _('undated')}, {_('checked')} {entry.checked.isoformat()}"
    lines.append(f"    {entry.source.title}  {entry.source.url}".rstrip())
    lines.append(f"    {dates}, {entry.confidence.value}  {entry.fact}".rstrip())
    if entry.note:
        lines.append(f"    {entry.note.text()}")
    lines += [
        f"    {_('Other value')}: {one.value} ({one.source.title})" for one in entry.conflicts
    ]
    return lines
