"""The sentence of a finding, made from its code in the language in use.

`CODES` is the public list of codes (`rules codes --json`). A title says what is so; the detail, where there is
one, says what was measured and what is needed. Fields: {label} the subject, {measured}, {required}, {detail},
{site}. A detail that lacks its values is left out rather than shown with holes. Values that are texts marked for the
catalogue ("left", "A page is damaged") are translated; the data's own words stay as they are.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter

from seller_desk.core.base.codes import CODES, UNITS
from seller_desk.core.base.findings import Finding, Measure, SourceNote
from seller_desk.core.base.language import _, language
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding in words: a bold line, and the line under it (may be empty)."""

    title: str
    detail: str

    @property
    def sentence(self) -> str:
        """Both lines as one text, for terminals and JSON."""
        if not self.detail:
            return self.title
        return (
            f"{self.title}。{self.detail}" if language() == "zh" else f"{self.title}. {self.detail}"
        )


def number_text(value: Decimal | int) -> str:
    """Digits with thousands separators and a real minus sign: `1,600`, `−3.5`."""
    if isinstance(value, Decimal):
        value = value.normalize()
        text = f"{value:,f}"
    else:
        text = f"{value:,d}"
    return text.replace("-", "\N{MINUS SIGN}")


def measure_text(value: Measure) -> str:
    """A measured or required value as a person reads it, in the language in use."""
    if value is None:
        return ""
    if isinstance(value, Quantity):
        unit = _(UNITS.get(value.unit, value.unit))
        text = number_text(value.value)
        return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"
    if isinstance(value, Money):
        amount = format(value.rounded().amount, ",f").replace("-", "\N{MINUS SIGN}")
        return f"{amount} {value.currency}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _(", ").join(_(one) for one in value)
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    return _(value)


def wording(finding: Finding) -> Wording:
    """This finding in the language in use. An unknown code is shown as itself, never an error."""
    entry = CODES.get(finding.code)
    if entry is None:
        return Wording(finding.code, measure_text(finding.measured))
    measured, required = measure_text(finding.measured), measure_text(finding.required)
    values = {
        "label": _(finding.subject.label) or _("This item"),
        "measured": measured,
        "required": required,
        "detail": _(finding.detail),
        "site": finding.site,
    }
    template = ""
    for candidate in entry.details:
        if all(
            values[name]
            for name in ("measured", "required", "detail")
            if "{" + name + "}" in candidate
        ):
            template = candidate
            break
    return Wording(_filled(_(entry.title), values), _filled(_(template), values))


def _filled(template: str, values: dict[str, str]) -> str:
    """The template with its values; Chinese gets one space where Han and Latin or digits meet at a value's edge."""
    if language() != "zh":
        return template.format(**values)
    text = ""
    for before, name, _spec, _conversion in Formatter().parse(template):
        text = _joined(text, before)
        if name is not None:
            text = _joined(text, values[name])
    return text


def _joined(left: str, right: str) -> str:
    if not left or not right:
        return left + right
    edges = (left[-1], right[0])
    meet = any(_is_han(one) for one in edges) and any(
        one.isascii() and one.isalnum() for one in edges
    )
    return f"{left} {right}" if meet else left + right


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def finding_json(finding: Finding) -> dict[str, object]:
    """The finding as the terminal's JSON has it; absent place keys are left out."""
    place = {
        "file": finding.place.file,
        "page": finding.place.page,
        "box": list(finding.place.box) if finding.place.box else None,
        "page_size": list(finding.place.page_size) if finding.place.page_size else None,
        "field": finding.place.field,
        "row": finding.place.row,
        "cell": finding.place.cell,
    }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": {
            "kind": finding.subject.kind,
            "id": finding.subject.id,
            "label": finding.subject.label,
        },
        "place": {key: value for key, value in place.items() if value is not None},
        "measured": _measure_json(finding.measured),
        "required": _measure_json(finding.required),
        "fix": finding.fix,
        "site": finding.site,
        "detail": finding.detail,
        "sources": [source_json(source) for source in finding.sources],
        "message": wording(finding).sentence,
    }


def source_json(source: SourceNote) -> dict[str, object]:
    """A source as every JSON document of ours has it."""
    return {
        "title": source.title,
        "url": source.url,
        "as_of": source.as_of,
        "checked": source.checked.isoformat() if source.checked else None,
        "confidence": source.confidence.value,
        "conflict": source.conflict,
    }


def _measure_json(value: Measure) -> object:
    if isinstance(value, (Quantity, Money)):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
