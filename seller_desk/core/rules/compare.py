"""What changed between two packs: facts, fees and gates by what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from seller_desk.core.rules.differing import differing
from seller_desk.core.rules.model import (
    Compliance,
    Fact,
    Fee,
    FormField,
    Gate,
    Pack,
    Question,
    Requirement,
    Sourced,
)
from seller_desk.core.rules.said import said

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; `before` and `after` are the entries as JSON, `was` and `now` what they say in a few words.

    Where the figure stayed, `was` and `now` add the details that did not: `15%; currency: CNY`, `15%; currency: USD`.

    `entry` is the new entry, or the one that is gone: it tells whom the change concerns.
    """

    kind: Kind
    what: str
    before: str = ""
    after: str = ""
    was: str = ""
    now: str = ""
    platform: str
    entry: Sourced


def changes(old: Iterable[Pack], new: Iterable[Pack]) -> list[Change]:
    """Every difference, in the order of the new packs, what is gone last."""
    before, after = _entries(old), _entries(new)
    found: list[Change] = []
    for what, (platform, entry) in after.items():
        was = before.get(what)
        if was is None:
            found.append(_change("added", what, platform, None, entry))
        elif was[1] != entry:
            found.append(_change("changed", what, platform, was[1], entry))
    found.extend(
        _change("removed", what, platform, entry, None)
        for what, (platform, entry) in before.items()
        if what not in after
    )
    return found


def _change(
    kind: Kind, what: str, platform: str, was: Sourced | None, now: Sourced | None
) -> Change:
    entry = now or was
    assert entry is not None
    before, after = said(was) if was else "", said(now) if now else ""
    if was and now and before == after:
        before, after = (f"{before}; {one}" if before else one for one in differing(was, now))
    return Change(
        kind=kind,
        what=what,
        before=_said(was) if was else "",
        after=_said(now) if now else "",
        was=before,
        now=after,
        platform=platform,
        entry=entry,
    )


def _entries(packs: Iterable[Pack]) -> dict[str, tuple[str, Sourced]]:
    found: dict[str, tuple[str, Sourced]] = {}
    for pack in packs:
        for entry in _all(pack):
            name = f"{pack.platform} {name_of(entry)}"
            twins = 1
            while name in found:
                twins += 1
                name = f"{pack.platform} {name_of(entry)} #{twins}"
            found[name] = (pack.platform, entry)
    return found


def _all(pack: Pack) -> tuple[Sourced, ...]:
    own = (*pack.fact, *pack.fee, *pack.requirement, *pack.form_field, *pack.gate)
    return (*own, *pack.compliance, *pack.question)


def name_of(entry: Sourced) -> str:
    """What an entry is about: its key or name, with its scope and first day."""
    scope = entry.applies_to
    parts = [*scope.site, *scope.category[:3], *scope.entity, *scope.kind]
    if len(scope.category) > 3:
        parts.append("...")
    start = f" from {entry.effective_from}" if entry.effective_from else ""
    return f"{_head(entry)} [{' '.join(parts)}]{start}" if parts else _head(entry) + start


def _head(entry: Sourced) -> str:
    if isinstance(entry, Fact):
        return f"fact {entry.key}"
    if isinstance(entry, Fee):
        return f"fee {entry.name}{' ' + entry.option if entry.option else ''}"
    if isinstance(entry, (Requirement, FormField, Compliance, Question)):
        return f"{type(entry).__name__.lower()} {entry.id}"
    return "gate" if isinstance(entry, Gate) else "entry"


def _said(entry: Sourced) -> str:
    """The entry without its provenance, unless only that is left."""
    body = msgspec.to_builtins(entry, str_keys=True)
    kept = {
        key: value
        for key, value in body.items()
        if value not in (None, "", [], {})
        and key not in ("applies_to", "checked", "source", "note")
    }
    return msgspec.json.encode(kept).decode()
