"""`seller-desk rules`: what the rule packs say, whose they are, what rests on what, and what the seller puts over them."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli import rules_own, rules_packs, rules_sources
from seller_desk.cli.rules_render import (
    change_document,
    change_lines,
    effects_document,
    effects_lines,
    entries_named,
    entry_document,
    entry_lines,
    pack_paths,
    portrait_document,
    portrait_lines,
)
from seller_desk.cli.session import current, table
from seller_desk.core.applications.effects import Effects
from seller_desk.core.base.codes import CODES
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.platforms.portrait import portrait
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.catalogs import categories, public_ids, traits
from seller_desk.core.rules.compare import changes
from seller_desk.core.rules.lint import lint
from seller_desk.core.rules.load import load_pack, pack_files
from seller_desk.core.rules.model import Pack
from seller_desk.core.rules.shelf import name_from

app = typer.Typer(no_args_is_help=True)


@app.command("lint")
def lint_packs(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: every pack in use")] = None,
) -> None:
    """Check rule packs: grammar, ids, tables, sources."""
    paths = pack_paths(files) if files else pack_files(current().folder.rules)
    _packs, problems = lint(paths, today(), _beside(paths) if files else ())
    count = len(paths)
    document = {
        "ok": not problems,
        "packs": count,
        "problems": [
            {"file": one.file, "line": one.line, "key": one.key, "message": one.message}
            for one in problems
        ],
    }
    lines = [f"{one.file}:{one.line or 1}: {one.message}" for one in problems]
    told = ngettext("{n} pack, no problems", "{n} packs, no problems", count).format(n=count)
    current().emit(document, lines or [told])
    if problems:
        current().exit_code = 1


def _beside(paths: list[Path]) -> list[Pack]:
    """The packs in use beside these files: as `rules add` would find them, were the files added."""
    shelf = current().folder.rules
    book = RuleBook.load(shelf)
    own = {name.resolve() for one in paths for name in (one, shelf / f"{name_from(one)}.toml")}
    packs = zip(book.files, book.packs, strict=True)
    return [pack for file, pack in packs if file.resolve() not in own]


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(help="A site, a key (listing.title.max), a fee, or a fact id")
    ],
    site: Annotated[str, typer.Option(help="Only what applies there")] = "",
    entity: Annotated[str, typer.Option(help="Of a site: only for this business type")] = "",
) -> None:
    """All that is known of a site; or the entries of a key, fee, document or fact id, with sources and conflicts."""
    book = _own_book()
    if entity and entity not in public_ids().entity:
        raise UsageProblem(
            _("There is no business type “{id}”").format(id=entity),
            _("There are: {ids}").format(ids=listed(public_ids().entity)),
        )
    if name in book.sites:
        found = portrait(book, name, today(), entity, kind_name)
        current().emit(portrait_document(book, found), portrait_lines(book, found))
        return
    entries = entries_named(book, name, site)
    if not entries:
        raise DeskError(_("No entry is called “{name}”").format(name=name), _("See rules list."))
    current().emit(
        {"entries": [entry_document(pack, entry) for pack, entry in entries]},
        [line for pack, entry in entries for line in entry_lines(pack, entry)],
    )


@app.command()
def diff(
    first: Annotated[
        Path | None,
        typer.Argument(help="A pack file or folder; none: what changed since you last looked"),
    ] = None,
    second: Annotated[
        Path | None,
        typer.Argument(help="Default: FIRST is compared with the shipped files of its name"),
    ] = None,
    seen: Annotated[bool, typer.Option("--seen", help="Remember that you saw it")] = False,
) -> None:
    """What changes from one pack to another, and which applications and drafts it concerns."""
    if first is None:
        desk = current().desk(write=seen)
        news = desk.rule_packs.news() if seen else desk.rule_packs.peek()
        found = news or desk.rule_packs.effects([])
        if seen:
            desk.rule_packs.mark_seen()
    else:
        found = _compared(first, second)
    document = {
        "changes": [change_document(one) for one in found.changes],
        "affected": effects_document(found),
    }
    lines = [line for one in found.changes for line in change_lines(one)]
    current().emit(document, [*lines, *effects_lines(found)] or [_("No differences")])


def _compared(first: Path, second: Path | None) -> Effects:
    if second is None:
        paths = pack_paths([first])
        new = [load_pack(path) for path in paths]
        named = {(pack.platform, path.name) for path, pack in zip(paths, new, strict=True)}
        old = [load_pack(path) for path in pack_files() if (path.parent.name, path.name) in named]
    else:
        old = [load_pack(path) for path in pack_paths([first])]
        new = [load_pack(path) for path in pack_paths([second])]
    found = changes(old, new)
    if not current().folder.database.exists():
        return Effects(changes=tuple(found), sites=(), applications=(), drafts=0)
    return current().desk(write=False).rule_packs.effects(found)


def _own_book() -> RuleBook:
    """The packs under the seller's own values, if there is a data folder."""
    if current().folder.database.exists():
        return current().desk(write=False).rules()
    return RuleBook.load(current().folder.rules)


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
        "trait": list(traits()),
        "categories": [{"id": one.id, "en": one.en, "zh": one.zh} for one in categories().values()],
    }
    lines = [
        f"{_('Business types')}: {listed(public.entity)}",
        f"{_('Sites')}: {listed(sites)}",
        f"{_('Document kinds')}: {listed(public.kind)}",
        *[f"{_('Fields')} {group}: {listed(names)}" for group, names in public.field.items()],
        f"{_('Fees')}: {listed(public.fee)}",
        f"{_('Product traits')}: {listed(traits())}",
        f"{_('Categories')}:",
        *table(("id", _("Name")), [(one.id, one.name) for one in categories().values()]),
    ]
    current().emit(document, lines)


app.command("list")(rules_packs.list_packs)
app.command("add")(rules_packs.add)
app.command("remove")(rules_packs.remove)
app.command("sources")(rules_sources.list_sources)
app.command("override")(rules_own.override)
app.command("overrides")(rules_own.overrides)
