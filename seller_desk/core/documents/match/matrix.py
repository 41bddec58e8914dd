"""The matrix: for each fact a row, for each document, the company data and the form a cell, compared with the measure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from seller_desk.core.documents.match.catalogue import FactRule, facts, matching
from seller_desk.core.documents.match.compare import compare
from seller_desk.core.documents.match.facts import company_names, party_of
from seller_desk.core.documents.match.latin import Romaniser
from seller_desk.core.documents.match.model import (
    DIFFERENCES,
    QUIET,
    Cell,
    Column,
    Comparison,
    Matrix,
    Row,
    Said,
)
from seller_desk.core.documents.match.people import Person, sorted_out
from seller_desk.core.documents.match.tokens import has_han, joined, tokens

_WEIGHT = {name: n for n, name in enumerate(DIFFERENCES)}
# A Latin name that shares this part of its words with the Pinyin of the Chinese one is meant as its Pinyin.
_MEANT = 0.5
_NAME_WORDS = 2
# Fewer characters are no line of their own.
_LEAST_REST = 3
_TYPED = ("company", "form", "translation")
_IDENTITY = ("id_card", "passport")
_ANYBODYS = {"holder", "address"}


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a column says of a fact; `applies`: such a column should say something."""

    column: Column
    said: Said | None = None
    applies: bool = False


def build(
    columns: Sequence[Column], romaniser: Romaniser, owners: Sequence[dict[str, Said]] = ()
) -> Matrix:
    """Columns compared fact by fact. `owners`: of each further person what the company data say, by fact.

    Columns of documents hold their fields, all others hold facts. Rows of which nothing can be compared are left out.
    """
    people = sorted_out(columns, owners, romaniser)
    rows: list[Row] = []
    for rule in facts().values():
        if rule.party != "person" and not rule.private:
            rows += _rows(rule, columns, romaniser)
        else:
            for person in people:
                rows += _rows(rule, person.columns, romaniser, person)
    return Matrix(columns=list(columns), rows=[_over_all(row, columns) for row in rows])


def _over_all(row: Row, columns: Sequence[Column]) -> Row:
    """A cell for every column, in the columns' order."""
    known = {one.column: one for one in row.cells}
    cells = [known.get(one.key, Cell(column=one.key, applies=False)) for one in columns]
    return msgspec.structs.replace(row, cells=cells)


def _rows(
    rule: FactRule, columns: Sequence[Column], romaniser: Romaniser, person: Person | None = None
) -> Iterable[Row]:
    taken = _completed([_take(rule, column, columns, romaniser) for column in columns])
    base = _measure(rule, taken)
    values = [one for one in taken if one.said is not None]
    lacking = [one for one in taken if one.said is None and one.applies]
    if base is None or (len(values) < 2 and not lacking):
        return
    if all(one.column.source in ("company", "form") for one in values):
        # The form is filled from the company data: nothing to compare.
        return
    assert base.said is not None
    cells = [_cell(rule, one, base, romaniser) for one in taken]
    worst = max((one.difference for one in cells if one.applies), key=_WEIGHT.__getitem__)
    yield Row(
        fact=rule.id,
        difference=worst,
        base=base.column.key,
        person=person.name if person else "",
        private=rule.private,
        cells=cells,
    )


def _take(
    rule: FactRule, column: Column, columns: Sequence[Column], romaniser: Romaniser
) -> _Taken:
    if column.source != "document":
        said = _typed(rule, column, columns, romaniser)
        return _Taken(column, said, said is not None)
    names = [one.partition(".")[2] for one in rule.fields if one.partition(".")[0] == column.kind]
    names = [name for name in names if _on_this_side(column, name)]
    party = _party(rule, column, names, lambda: company_names(columns, romaniser))
    if not names or (rule.party and party and rule.party != party):
        return _Taken(column)
    said = next((column.fields[name] for name in names if name in column.fields), None)
    if said is not None and rule.type == "person" and _is_no_name(said):
        said = None
    if said is None:
        expected = all(f"{column.kind}.{name}" not in matching().may_lack.fields for name in names)
        return _Taken(column, None, expected and rule.script != "latin")
    if rule.script and not _belongs(rule, said, columns, romaniser):
        return _Taken(column)
    return _Taken(column, said, True)


def _party(
    rule: FactRule, column: Column, names: Sequence[str], companies: Callable[[], Sequence[str]]
) -> str:
    """Whose a bill or a statement is, where the field may be anybody's; one that names nobody counts as the company's."""
    if rule.party and column.kind not in _IDENTITY and _ANYBODYS.issuperset(names):
        return party_of(column, companies()) or "company"
    return ""


def _is_no_name(said: Said) -> bool:
    """A single word in Latin letters was read from a stamp or a watermark, not from where a name stands."""
    return (
        said.source == "read" and not has_han(said.value) and len(tokens(said.value)) < _NAME_WORDS
    )


def _typed(
    rule: FactRule, column: Column, columns: Sequence[Column], romaniser: Romaniser
) -> Said | None:
    """What the company data, a form or a translation say; forms that ask for Pinyin stand beside the Chinese."""
    said = column.fields.get(rule.id)
    if column.source != "form" or rule.type != "name":
        return said
    if said is not None and rule.romanises:
        return said if _belongs(rule, said, columns, romaniser) else None
    if said is None:
        for other in facts().values():
            latin = column.fields.get(other.id) if other.romanises == rule.id else None
            if latin is not None and _belongs(rule, latin, columns, romaniser):
                return latin
    return said


def _completed(taken: Sequence[_Taken]) -> list[_Taken]:
    """Values of which a line was overlooked, with that line: what others say goes on as what stands right below."""
    values = [one.said.value for one in taken if one.said is not None]
    out = []
    for one in taken:
        said = one.said
        whole = next((value for value in values if said and _goes_on(said, value)), "")
        if said is not None and whole:
            one = _Taken(one.column, msgspec.structs.replace(said, value=whole), one.applies)
        out.append(one)
    return out


def _goes_on(said: Said, whole: str) -> bool:
    if said.source != "read" or not said.below:
        return False
    mine, theirs, below = joined(tokens(said.value)), joined(tokens(whole)), tokens(said.below)
    rest = theirs.removeprefix(mine)
    return rest != theirs and len(rest) >= _LEAST_REST and joined(below).startswith(rest)


def _on_this_side(column: Column, name: str) -> bool:
    sides = matching().sides.get(column.kind, {})
    return column.side not in sides or name in sides[column.side]


def _belongs(rule: FactRule, said: Said, columns: Sequence[Column], romaniser: Romaniser) -> bool:
    """Whether a value is this row's: Chinese in the one, Latin in the other, but Pinyin of the Chinese beside it."""
    if has_han(said.value):
        return rule.script == "han"
    han = rule if rule.script == "han" else facts().get(rule.romanises, rule)
    chinese = _chinese(han, columns)
    as_pinyin = bool(chinese) and _meant_as_pinyin(han, said.value, chinese, columns, romaniser)
    return as_pinyin if rule.script == "han" else not as_pinyin


def _chinese(rule: FactRule, columns: Sequence[Column]) -> str:
    """The measure of a fact in Chinese characters."""
    for place in rule.fields:
        kind, _dot, name = place.partition(".")
        for column in columns:
            said = column.fields.get(name) if column.kind == kind else None
            if said is not None and has_han(said.value):
                return said.value
    for column in columns:
        said = column.fields.get(rule.id) if column.source != "document" else None
        if said is not None and has_han(said.value):
            return said.value
    return ""


def _meant_as_pinyin(
    han: FactRule, value: str, chinese: str, columns: Sequence[Column], romaniser: Romaniser
) -> bool:
    if han.type == "address":
        # Held against the English address where there is one, else against the Chinese.
        return not _typed_in_latin(han, columns)
    spelt = {one.key for one in tokens(romaniser.name(chinese))}
    words = {one.key for one in tokens(value)}
    joined, wanted = "".join(sorted(words)), "".join(sorted(spelt))
    if joined == wanted or _typed_in_latin(han, columns, ("company",)):
        # Where the company data hold both names, all but the very Pinyin is held against the English one.
        return joined == wanted
    return len(words & spelt) > _MEANT * max(1, len(words))


def _typed_in_latin(
    han: FactRule, columns: Sequence[Column], sources: Sequence[str] = _TYPED
) -> bool:
    """Whether the company data, a form or a translation say this in Latin letters too."""
    return any(
        rule.id in column.fields
        for rule in facts().values()
        if rule.romanises == han.id
        for column in columns
        if column.source in sources
    )


def _measure(rule: FactRule, taken: Sequence[_Taken]) -> _Taken | None:
    """What the others are held against: the first document by the rule's order, else the company data, else the form."""
    order = {place.partition(".")[0]: n for n, place in reversed(list(enumerate(rule.fields)))}
    late = {"company": 1000, "form": 1001, "translation": 1002}
    having = [one for one in taken if one.said is not None]
    return min(
        having,
        key=lambda one: late.get(one.column.source, order.get(one.column.kind, 999)),
        default=None,
    )


def _cell(rule: FactRule, one: _Taken, base: _Taken, romaniser: Romaniser) -> Cell:
    assert base.said is not None
    if one.said is None:
        return Cell(column=one.column.key, applies=one.applies)
    if one is base:
        found = Comparison(difference="identical")
    else:
        found = _best(rule, one.said, base.said, romaniser)
    found = _as_corrected(one.said, found)
    return Cell(
        column=one.column.key,
        value=one.said.value,
        difference=found.difference,
        said=one.said,
        marks=found.left,
        base_marks=found.right if one is not base else (),
        evidence=found.evidence,
        reversed=found.reversed,
        base=one is base,
    )


def _best(rule: FactRule, said: Said, base: Said, romaniser: Romaniser) -> Comparison:
    """Held against every value that would be as right; the places are those of the values shown."""
    found = compare(rule.type, said, base, romaniser)
    alike = has_han(said.value) == has_han(base.value)
    for mine in (said.value, *said.others):
        for theirs in (base.value, *base.others):
            if found.difference in QUIET:
                return found
            if alike and has_han(mine) != has_han(theirs):
                # Two Chinese names that differ are not one because Pinyin of the one is held against the other.
                continue
            other = compare(
                rule.type,
                msgspec.structs.replace(said, value=mine),
                msgspec.structs.replace(base, value=theirs),
                romaniser,
            )
            if _WEIGHT[other.difference] < _WEIGHT[found.difference]:
                shown = mine == said.value and theirs == base.value
                plain = Comparison(difference=other.difference, evidence=other.evidence)
                found = other if shown else plain
    return found


def _as_corrected(said: Said, found: Comparison) -> Comparison:
    """A reading that a check digit put right is told as what it was: likely misread."""
    if not said.corrected or found.difference not in QUIET:
        return found
    places = compare("code", said, msgspec.structs.replace(said, value=said.corrected), _NOBODY)
    return Comparison(difference="misread", left=places.left, evidence="check_digit")


_NOBODY = Romaniser(name=str, person=lambda _name: [], address=str)
