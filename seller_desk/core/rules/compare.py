"""What changed between two packs: facts, fees and gates by what they are about."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from seller_desk.core.rules.model import Fact, Fee, FormField, Gate, Pack, Requirement, Sourced

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; `before` and `after` are the values that differ, as text."""

    kind: Kind
    what: str
    before: str = ""
    after: str = ""


def changes(old: list[Pack], new: list[Pack]) -> list[Change]:
    """Every difference, in the order of the new packs, what is gone last."""
    before, after = _entries(old), _entries(new)
    found: list[Change] = []
    for what, entry in after.items():
        was = before.get(what)
        if was is None:
            found.append(Change(kind="added", what=what, after=_said(entry)))
        elif was != entry:
            found.append(Change(kind="changed", what=what, before=_said(was), after=_said(entry)))
    found.extend(
        Change(kind="removed", what=what, before=_said(entry))
        for what, entry in before.items()
        if what not in after
    )
    return found


def _entries(packs: list[Pack]) -> dict[str, Sourced]:
    found: dict[str, Sourced] = {}
    for pack in packs:
        for entry in (*pack.fact, *pack.fee, *pack.requirement, *pack.form_field, *pack.gate):
            name = f"{pack.platform} {name_of(entry)}"
            twins = 1
            while name in found:
                twins += 1
                name = f"{pack.platform} {name_of(entry)} #{twins}"
            found[name] = entry
    return found


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
    if isinstance(entry, (Requirement, FormField)):
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
