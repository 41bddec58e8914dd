"""What is wrong with a rule pack beyond its grammar: unknown ids, tables with holes, missing sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.catalogs import categories, public_ids, traits
from seller_desk.core.rules.community import community_problems
from seller_desk.core.rules.fee_checks import fee_problems
from seller_desk.core.rules.load import load_pack
from seller_desk.core.rules.model import Compliance, Fee, Pack, Question, Sourced
from seller_desk.core.rules.refusals import PackProblem, line_of

ARRAYS = ("fact", "fee", "requirement", "form_field", "gate", "compliance", "question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a pack file; `line` and `key` (`fact[2].value`) where they are known."""

    file: str
    message: str
    line: int | None = None
    key: str = ""


def lint(paths: Iterable[Path], on: date) -> tuple[list[Pack], list[Problem]]:
    """The packs that can be read, and every problem of all of them."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    read: list[tuple[Path, Pack]] = []
    for path in paths:
        try:
            pack = load_pack(path)
        except DeskError as trouble:
            problems.append(_unreadable(path, trouble))
            continue
        packs.append(pack)
        read.append((path, pack))
    sites = {site.id: site.currency for pack in packs for site in pack.site}
    platforms = {site.id: pack.platform for pack in packs for site in pack.site}
    for path, pack in read:
        lines = _heads(path)
        problems.extend(_of_outsider(path, pack, platforms))
        problems.extend(
            Problem(
                file=str(path),
                message=message,
                line=lines.get((array, number)),
                key=f"{array}[{number}]",
            )
            for array, number, message in _of_pack(pack, sites, on)
        )
    return packs, problems


def _of_outsider(path: Path, pack: Pack, platforms: dict[str, str]) -> Iterator[Problem]:
    """What a pack that was not shipped may not say; `rules add` refuses it."""
    if path.resolve().is_relative_to(resources_dir().resolve()):
        return
    own = {site.id for site in pack.site}
    others = {site: platform for site, platform in platforms.items() if site not in own}
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for key, message in community_problems(pack, others):
        yield Problem(
            file=str(path),
            message=message,
            line=line_of(text, f"`$.{key}`") if key else None,
            key=key,
        )


def _unreadable(path: Path, trouble: DeskError) -> Problem:
    if isinstance(trouble, PackProblem):
        return Problem(file=str(path), message=trouble.advice, line=trouble.row, key=trouble.key)
    # What the parser said is of more use to an author of packs than an advice for everybody.
    said = str(trouble.__cause__ or "") or trouble.advice or trouble.title
    return Problem(file=str(path), message=said, line=trouble.row)


def _heads(path: Path) -> dict[tuple[str, int], int]:
    """(array, number of the entry) -> the line of its `[[array]]`."""
    found: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.fullmatch(r"\s*\[\[(\w+)\]\]\s*(#.*)?", text)
        if match:
            name = match[1]
            found[name, counts.get(name, 0)] = number
            counts[name] = counts.get(name, 0) + 1
    return found


def _of_pack(pack: Pack, sites: dict[str, str], on: date) -> Iterator[tuple[str, int, str]]:
    for array in ARRAYS:
        for number, entry in enumerate(getattr(pack, array)):
            for message in _of_entry(entry, sites, on):
                yield array, number, message


def _of_entry(entry: Sourced, sites: dict[str, str], on: date) -> Iterator[str]:
    if not entry.source.title.strip():
        yield _("the source has no title")
    if entry.checked > on:
        yield _("checked in the future")
    known = {
        "site": set(sites),
        "category": set(categories()),
        "entity": set(public_ids().entity),
        "kind": set(public_ids().kind),
    }
    for part, ids in known.items():
        unknown = [one for one in getattr(entry.applies_to, part) if one not in ids]
        if unknown and (part != "site" or sites):
            yield _("unknown {part}: {ids}").format(part=part, ids=listed(unknown))
    if isinstance(entry, Fee):
        yield from _of_fee(entry, sites)
    if isinstance(entry, Compliance):
        yield from _of_compliance(entry)
    if isinstance(entry, Question):
        unknown = [one for one in entry.kinds if one not in known["kind"]]
        if unknown:
            yield _("unknown {part}: {ids}").format(part="kind", ids=listed(unknown))


def _of_compliance(entry: Compliance) -> Iterator[str]:
    named = {
        "kind": (entry.kinds, set(public_ids().kind)),
        "category": (entry.unless, set(categories())),
        "trait": (entry.traits, set(traits())),
    }
    for part, (ids, known) in named.items():
        unknown = [one for one in ids if one not in known]
        if unknown:
            yield _("unknown {part}: {ids}").format(part=part, ids=listed(unknown))
    if any(not re.fullmatch("[A-Z]{2}", one) for one in entry.destination):
        yield _("a destination is a country such as DE, or EU")


def _of_fee(fee: Fee, sites: dict[str, str]) -> Iterator[str]:
    if fee.name not in public_ids().fee:
        yield _("unknown fee: {name}").format(name=fee.name)
    for site in fee.applies_to.site:
        if sites.get(site, fee.currency) != fee.currency:
            yield _("{site} has another currency than this fee").format(site=site)
    yield from fee_problems(fee)
