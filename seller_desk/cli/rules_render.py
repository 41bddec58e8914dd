"""Rule packs as the terminal prints them: entries, differences, whom they concern, a site's portrait."""

from collections.abc import Sequence
from pathlib import Path

from seller_desk.core.applications.effects import Effects
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import source_json
from seller_desk.core.platforms.portrait import Line, Portrait
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.community import ARRAYS
from seller_desk.core.rules.compare import Change, name_of
from seller_desk.core.rules.model import Pack, Sourced

_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def pack_paths(given: Sequence[Path]) -> list[Path]:
    """Files, and the packs inside folders. UsageProblem for what is not there."""
    paths: list[Path] = []
    for one in given:
        if not one.exists():
            raise UsageProblem(_("There is no file “{name}”").format(name=str(one)))
        paths += sorted(one.rglob("*.toml")) if one.is_dir() else [one]
    return paths


def entries_named(book: RuleBook, name: str, site: str) -> list[tuple[Pack, Sourced]]:
    """The entries that may be asked for by this name, on this site or all."""
    return [
        (pack, entry)
        for pack in book.packs
        for array in ARRAYS
        for entry in getattr(pack, array)
        if name in _names(entry) and (not site or site in (entry.applies_to.site or [site]))
    ]


def _names(entry: Sourced) -> set[str]:
    names = (getattr(entry, part, "") for part in ("key", "name", "id", "fact"))
    return {name for name in names if name}


def entry_document(pack: Pack, entry: Sourced) -> dict[str, object]:
    """An entry as JSON, its source in the shape of all our documents."""
    import msgspec

    body: dict[str, object] = msgspec.to_builtins(entry)
    body["sources"] = [source_json(entry.source_note())]
    body["stale"] = entry.stale(today())
    return {"platform": pack.platform, "what": name_of(entry), **body}


def entry_lines(pack: Pack, entry: Sourced) -> list[str]:
    """An entry for people."""
    value = getattr(entry, "value", None)
    lines = [f"{pack.platform}  {name_of(entry)}" + (f" = {value}" if value is not None else "")]
    dates = f"{entry.as_of or _('undated')}, {_('checked')} {entry.checked.isoformat()}"
    lines.append(f"    {entry.source.text()}  {entry.source.url}".rstrip())
    lines.append(f"    {dates}, {entry.confidence.value}  {entry.fact}".rstrip())
    if entry.note:
        lines.append(f"    {entry.note.text()}")
    lines += [f"    {_('Other value')}: {one.text()}" for one in entry.conflicts]
    return lines


def change_document(one: Change) -> dict[str, object]:
    """A difference as JSON; `before` and `after` are whole entries, `was` and `now` what they say."""
    return {
        "change": one.kind,
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "was": one.was,
        "now": one.now,
        "platform": one.platform,
        "sites": one.entry.applies_to.site,
    }


def change_lines(one: Change) -> list[str]:
    """A difference for people: what it is about, old -> new."""
    if one.kind == "changed":
        said = f"{one.was} -> {one.now}"
    else:
        said = one.now or one.was
    return [f"{_MARKS[one.kind]} {one.what}", f"    {said}"]


def effects_document(found: Effects) -> dict[str, object]:
    """Whom it concerns as JSON."""
    return {
        "sites": list(found.sites),
        "applications": [
            {
                "id": one.application.id,
                "platform": one.application.platform,
                "sites": one.application.sites,
                "changes": [change.what for change in one.changes],
            }
            for one in found.applications
        ],
        "drafts": found.drafts,
    }


def effects_lines(found: Effects) -> list[str]:
    """Whom it concerns for people; nothing where it concerns nobody."""
    if not found.any:
        return []
    lines = ["", headline(found)]
    for one in found.applications:
        sites = listed(one.application.sites)
        lines.append(
            f"  {sites}: "
            + ngettext("{n} change", "{n} changes", len(one.changes)).format(n=len(one.changes))
        )
    return lines


def headline(found: Effects) -> str:
    """`2 applications, 14 drafts affected`."""
    count = len(found.applications)
    applications = ngettext("{n} application", "{n} applications", count).format(n=count)
    drafts = ngettext("{n} draft", "{n} drafts", found.drafts).format(n=f"{found.drafts:,}")
    return _("{applications}, {drafts} affected").format(applications=applications, drafts=drafts)


def portrait_document(book: RuleBook, found: Portrait) -> dict[str, object]:
    """A site with its sections as JSON."""
    info = book.sites[found.site]
    return {
        "site": found.site,
        "name": info.name.text(),
        "country": info.country,
        "currency": info.currency,
        "sections": [
            {
                "id": one.id,
                "title": one.title,
                "lines": [_line_document(line) for line in one.lines],
            }
            for one in found.sections
        ],
        "unknown": found.unknown,
        "home": found.home,
    }


def _line_document(line: Line) -> dict[str, object]:
    return {
        "head": line.head,
        "text": line.text,
        "key": line.key,
        "fact": line.fact,
        "stale": line.stale,
        "unconfirmed": line.unconfirmed,
        "sources": [source_json(line.source)],
    }


def portrait_lines(book: RuleBook, found: Portrait) -> list[str]:
    """A site for people: sections with their statements, each with date and confidence."""
    info = book.sites[found.site]
    lines = [f"{info.id}  {info.name.text()}  {info.currency}"]
    for section in found.known:
        lines += ["", section.title]
        for one in section.lines:
            head = f"{one.head}{_(': ')}" if one.head else ""
            lines.append(f"  {head}{one.text}  [{_provenance(one)}]")
            if one.source.conflict:
                lines.append(f"      {_('Other value')}{_(': ')}{one.source.conflict}")
    if found.unknown:
        lines += ["", found.unknown, *([found.home] if found.home else [])]
    return lines


def _provenance(line: Line) -> str:
    words = [line.source.as_of or _("undated"), confidence_words(line.source.confidence.value)]
    if line.stale:
        words.append(_("stale"))
    return listed(words)


def confidence_words(confidence: str) -> str:
    """How sure a figure is, in a word or two."""
    from seller_desk.core.base.findings import Confidence
    from seller_desk.core.rules.said import CONFIDENCE

    return _(CONFIDENCE[Confidence(confidence)])
