"""Packets of one invented company each, drawn: clean ones that agree in everything, and ones with a seeded mismatch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from seller_desk.core.documents.match.facts import document_column
from seller_desk.core.documents.match.matrix import build
from seller_desk.core.documents.match.model import Column, Matrix
from seller_desk.core.services.documents_reading import ReadingService
from seller_desk.core.services.romaniser import romaniser
from tests.specimens.layouts import HELD, TUNED
from tests.specimens.noise import taken
from tests.specimens.people import Cast, cast

ALL = HELD | TUNED
LICENCES = ("licence_wide", "licence_tall", "licence_long_term", "licence_center")
SIDES = (("id_front", "id_back"), ("id_front", "id_back_forever"), ("id_front", "id_back_old"))
BILLS = ("bill_power", "bill_water", "bill_electric", "bill_internet", "bill_columns")
STATEMENTS = ("bank_river", "bank_lines", "bank_city", "bank_grid", "bank_stacked")
CUSTOMS = ("customs_receipt", "customs_certificate", "customs_old")
PACKETS = 20
_FIRST_SEED = 500


def company(number: int) -> Cast:
    """The company of a packet."""
    return cast(_FIRST_SEED + number)


def layouts(number: int) -> tuple[str, ...]:
    """Licence, ID both sides, bill, statement, customs record."""
    return (
        LICENCES[number % 4],
        *SIDES[number % 3],
        BILLS[number % 5],
        STATEMENTS[(number // 2) % 5],
        CUSTOMS[number % 3],
    )


@dataclass(frozen=True)
class Seed:
    """A document (`layout`) that shows a changed company, and what must be found of it."""

    layout: str
    change: Callable[[Cast], Cast]
    fact: str
    difference: str


def _name(change: Callable[[str], str]) -> Callable[[Cast], Cast]:
    return lambda c: replace(c, name_zh=change(c.name_zh))


def _address(change: Callable[[str], str]) -> Callable[[Cast], Cast]:
    return lambda c: replace(c, address=change(c.address))


def _pinyin(text: str) -> str:
    return romaniser().name(text)


def _like(code: str) -> str:
    """One figure of a code for a letter that looks like it."""
    at = next(n for n in range(6, 17) if code[n] in "0815")
    return code[:at] + {"0": "D", "8": "B", "1": "T", "5": "6"}[code[at]] + code[at + 1 :]


SEEDS = (
    Seed("bank_lines", _name(lambda t: t.replace("贸易", "貿易")), "legal_name", "script"),
    Seed("bill_power", _name(lambda t: t.replace("有限", "")), "legal_name", "part_missing"),
    Seed("bank_river", _name(lambda t: t[:2] + "曦" + t[3:]), "legal_name", "different"),
    Seed("bank_city", _name(lambda t: t.replace("公司", "責任公司")), "legal_name", "abbreviation"),
    Seed("bank_grid", _name(_pinyin), "legal_name", "romanised"),
    Seed("customs_certificate", _name(lambda t: t[1:]), "legal_name", "part_missing"),
    Seed("bill_water", _address(lambda t: t[:-1]), "registered_address", "part_missing"),
    Seed(
        "bill_electric",
        _address(lambda t: t.replace("号", "7号")),
        "registered_address",
        "different",
    ),
    Seed(
        "bill_columns",
        _address(lambda t: t.replace("层", "楼")),
        "registered_address",
        "abbreviation",
    ),
    Seed("permit", lambda c: replace(c, person="欧阳样本"), "legal_representative", "different"),
    Seed(
        "id_front",
        lambda c: replace(c, person=c.person + "文"),
        "legal_representative",
        "part_missing",
    ),
    Seed(
        "tax_payer",
        lambda c: replace(c, code=_like(c.code)),
        "unified_social_credit_code",
        "misread",
    ),
    Seed(
        "tax_paid",
        lambda c: replace(c, code=cast(77).code),
        "unified_social_credit_code",
        "different",
    ),
)


class Packets:
    """Draws, reads (readings are kept beside the pictures) and compares."""

    def __init__(self, folder: Path, service: ReadingService) -> None:
        self._folder, self._service = folder, service

    def clean(self, number: int, level: str) -> list[Column]:
        """The columns of a packet that agrees in everything."""
        shown = company(number)
        return [self._column(name, shown, level, f"{number}") for name in layouts(number)]

    def seeded(self, seed: Seed, number: int, level: str) -> list[Column]:
        """A licence and the document that was changed."""
        shown = company(number)
        return [
            self._column("licence_wide", shown, level, f"s{number}"),
            self._column(seed.layout, seed.change(shown), level, f"x{number}"),
        ]

    def _column(self, name: str, shown: Cast, level: str, mark: str) -> Column:
        path = self._folder / f"{mark}.{name}.{level}.jpg"
        if not path.exists():
            taken(ALL[name](shown).image, level, len(mark) + len(name)).save(path, quality=92)
        return document_column(path.name, self._service.read(path), file=path.name)


def compared(columns: list[Column]) -> Matrix:
    """The matrix of these documents alone."""
    return build(columns, romaniser())


def alarms(matrix: Matrix) -> Iterator[str]:
    """Everything that would be told of documents that agree."""
    for row in matrix.rows:
        for cell in row.cells:
            if cell.applies and cell.difference not in ("identical", "formatting", "absent"):
                base = row.cell(row.base)
                yield f"{row.fact} {cell.difference}: {cell.value} / {base.value if base else ''}"
