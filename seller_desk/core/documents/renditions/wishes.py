"""What the sites of one application ask of a copy, gathered from the rules; where they differ, the stricter."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.rules.model import Fact

_MEGA = 1_000_000
FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Each wish with the fact that it comes from; None = nobody says.

    `formats` empty = any. `limit` in bytes, must be less. `real` in mm. `processing`: `forbidden` (byte for byte),
    `unaltered` (nothing of the content) or nothing. `joined`: kinds that go into the same file, behind this one.
    """

    formats: tuple[str, ...] = ()
    formats_by: SourceNote | None = None
    limit: int | None = None
    limit_by: SourceNote | None = None
    min_dpi: int | None = None
    dpi_by: SourceNote | None = None
    real: tuple[float, float] | None = None
    one_file: SourceNote | None = None
    one_page: SourceNote | None = None
    joined: tuple[str, ...] = ()
    joined_by: SourceNote | None = None
    forbidden_characters: str = ""
    name_by: SourceNote | None = None
    processing: str = ""
    processing_by: SourceNote | None = None

    def takes(self, kind: str) -> bool:
        """Whether files of this type are accepted."""
        return not self.formats or kind in self.formats


def gathered(rules: Sequence[CaseRules]) -> Wishes:
    """The wishes of these sites together (one CaseRules a site, for the same kind)."""
    formats, formats_by = _formats(rules)
    limit = _least([one.fact("max_size") for one in rules])
    dpi = _most([one.fact("min_dpi") for one in rules])
    names = [found for one in rules if (found := one.words("name_forbidden")) is not None]
    joined = next((found for one in rules if (found := one.words("joined_with"))), None)
    processing = _processing([one.fact("processing") for one in rules])
    return Wishes(
        formats=formats,
        formats_by=formats_by,
        limit=int(_number(limit) * _MEGA) if limit else None,
        limit_by=_note(limit),
        min_dpi=int(_number(dpi)) if dpi else None,
        dpi_by=_note(dpi),
        real=next((size for one in rules if (size := one.real_size())), None),
        one_file=_holds(rules, "one_file"),
        one_page=_holds(rules, "one_page"),
        joined=tuple(joined[0]) if joined else (),
        joined_by=_note(joined[1]) if joined else None,
        forbidden_characters="".join(
            dict.fromkeys(char for found in names for char in "".join(found[0]))
        ),
        name_by=_note(names[0][1]) if names else None,
        processing=str(processing.value) if processing else "",
        processing_by=_note(processing),
    )


def _formats(rules: Sequence[CaseRules]) -> tuple[tuple[str, ...], SourceNote | None]:
    found = [words for one in rules if (words := one.words("formats")) is not None]
    if not found:
        return (), None
    common = [kind for kind in found[0][0] if all(kind in kinds for kinds, _fact in found)]
    return tuple(common or found[0][0]), _note(found[0][1])


def _holds(rules: Sequence[CaseRules], key: str) -> SourceNote | None:
    return next((_note(fact) for one in rules if (fact := one.holds(key)) is not None), None)


def _processing(facts: Sequence[Fact | None]) -> Fact | None:
    known = [one for one in facts if one is not None]
    return next((one for one in known if one.value == FORBIDDEN), known[0] if known else None)


def _number(fact: Fact) -> Decimal:
    return Decimal(str(fact.value))


def _least(facts: Sequence[Fact | None]) -> Fact | None:
    return min((one for one in facts if one is not None), key=_number, default=None)


def _most(facts: Sequence[Fact | None]) -> Fact | None:
    return max((one for one in facts if one is not None), key=_number, default=None)


def _note(fact: Fact | None) -> SourceNote | None:
    return fact.source_note() if fact is not None else None
