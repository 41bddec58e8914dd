"""Reading rule packs from TOML: strict, with the file, line and key of what is wrong.

A pack that cannot be read is left out and told; the others work. Packs of the seller's data folder come from
somebody else: see `core.rules.community` for what they may say.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from seller_desk.core.base.days import today
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.rules.community import ARRAYS, MAX_PACK_BYTES, community_problem, marked
from seller_desk.core.rules.entry_checks import entry_problems
from seller_desk.core.rules.model import Entry, Pack, Sourced
from seller_desk.core.rules.refusals import PackProblem, key_of, line_of, reason_of

# Words that only the program gives: a pack cannot claim to be the seller, nor unmark itself.
_NOT_FOR_PACKS = (Confidence.SELLER, Confidence.COMMUNITY)


def pack_files(*extra: Path) -> list[Path]:
    """Every pack file: the shipped ones, then those in the folders of `extra`, by name."""
    folders = [resources_dir() / "rules", *extra]
    return [
        path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.toml"))
    ]


def load_pack(path: Path, *, community: bool = False) -> Pack:
    """One pack. PackProblem (or DeskError) with file and line for a file that is no UTF-8 TOML, unknown keys, wrong types.

    `community`: it is somebody else's, so its size is bounded and every entry is marked so.
    """
    document, text = read_toml(path, limit=MAX_PACK_BYTES) if community else read_toml(path)
    try:
        pack = msgspec.convert(document, Pack, strict=False)
    except msgspec.ValidationError as problem:
        said = str(problem)
        raise PackProblem(path, line_of(text, said), key_of(said), reason_of(said)) from problem
    except RecursionError as problem:
        raise PackProblem(path, None, "", _("lists within lists without end")) from problem
    claims = _claim(pack)
    if claims is not None:
        array, number, word = claims
        key = f"{array}[{number}].confidence"
        reason = _("“{word}” is a word that no pack may use for itself").format(word=word)
        raise PackProblem(path, line_of(text, f"`$.{key}`"), key, reason)
    return marked(pack) if community else pack


class Loaded(NamedTuple):
    """The packs that work, why the others are left out, and the files of those that work, in their order."""

    packs: list[Pack]
    broken: list[DeskError]
    files: list[Path]


def load_all(*extra: Path) -> Loaded:
    """The shipped packs and those in the folders of `extra`, and why the rest are left out."""
    packs: list[Pack] = []
    files: list[Path] = []
    broken: list[DeskError] = []
    shipped = resources_dir() / "rules"
    for path in pack_files(*extra):
        community = not path.is_relative_to(shipped)
        try:
            pack = load_pack(path, community=community)
            if community:
                refuse_unfit(path, pack, packs)
        except DeskError as problem:
            broken.append(problem)
        else:
            packs.append(pack)
            files.append(path)
    return Loaded(packs, broken, files)


def refuse_unfit(path: Path, pack: Pack, others: Sequence[Pack], on: date | None = None) -> None:
    """PackProblem for a pack from outside that says what such a pack may not say beside the others.

    The same that `rules lint` tells of it; `on` is else today.
    """
    found = community_problem(pack, _site_ids(others)) or _unfit_entry(pack, others, on or today())
    if found is None:
        return
    key, reason = found
    text = read_toml(path, limit=MAX_PACK_BYTES).text
    raise PackProblem(path, line_of(text, f"`$.{key}`") if key else None, key, reason)


def _unfit_entry(pack: Pack, others: Sequence[Pack], on: date) -> tuple[str, str] | None:
    """(key, reason) of the first entry that names what nobody knows, or that cannot be computed."""
    sites = {site.id: site.currency for one in (*others, pack) for site in one.site}
    for array in ARRAYS:
        for number, entry in enumerate(getattr(pack, array)):
            for reason in entry_problems(entry, sites, on):
                return f"{array}[{number}]", reason
    return None


def _site_ids(packs: Iterable[Pack]) -> dict[str, str]:
    return {site.id: pack.platform for pack in packs for site in pack.site}


def _claim(pack: Pack) -> tuple[str, int, str] | None:
    """(array, number, word) of the first entry that calls itself what only the program says."""
    for array in ARRAYS:
        for number, entry in enumerate(getattr(pack, array)):
            for part in _parts(entry):
                word = getattr(part, "confidence", None)
                if word in _NOT_FOR_PACKS:
                    return array, number, str(word)
    return None


def _parts(entry: Sourced) -> list[Entry]:
    parts: list[Entry] = [entry, *entry.conflicts, *getattr(entry, "details", [])]
    for name in ("minimum_by", "tax_by"):
        part = getattr(entry, name, None)
        if part is not None:
            parts.append(part)
    return parts
