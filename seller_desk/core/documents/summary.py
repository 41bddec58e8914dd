"""The few measures that are shown under a document, each beside what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.wording import measure_text
from seller_desk.core.documents.inspect import BLURRED_BELOW, pixels_of, true_dpi
from seller_desk.core.documents.judge import Scan
from seller_desk.core.documents.looks import enlarged_by
from seller_desk.core.documents.model import PageMeasure
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.rules.book import quantity

_MEGA = 1_000_000
_LIGHT = {
    "glare": N_("glare"),
    "shadow": N_("shadow"),
    "noisy": N_("grainy"),
    "compressed": N_("compressed too strongly"),
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A line of the table; all texts in the language in use. `severity` is the worst finding it stands for."""

    name: str
    measured: str
    required: str
    severity: Severity | None


def measure_rows(scan: Scan, rules: CaseRules, findings: Sequence[Finding]) -> list[MeasureRow]:
    """Validity or age, resolution, corners and sharpness, colour and size; only what could be measured."""
    rows = [_dates(scan, rules, findings)]
    pages = [page for page in scan.found.pages if pixels_of(page) is not None and not page.empty]
    if pages:
        rows += [_resolution(pages, rules, findings), _look(pages, findings)]
    rows.append(_colour(scan, pages, rules, findings))
    return [row for row in rows if row is not None]


def _worst(findings: Sequence[Finding], *codes: str) -> Severity | None:
    found = [one.severity for one in findings if one.code.removeprefix("document.") in codes]
    return min(found, key=list(Severity).index, default=None)


def _dates(scan: Scan, rules: CaseRules, findings: Sequence[Finding]) -> MeasureRow | None:
    dates = scan.dates
    left, within = rules.fact("validity_left"), rules.fact("issued_within")
    if dates.valid_until or dates.long_term or left is not None:
        measured = (
            _("long-term")
            if dates.long_term
            else _("until {day}").format(day=dates.valid_until.isoformat())
            if dates.valid_until
            else _("date not entered")
        )
        required = (
            _("{least} or more left").format(least=measure_text(quantity(left))) if left else ""
        )
        return MeasureRow(
            _("Validity"), measured, required, _worst(findings, "expired", "validity_short")
        )
    if dates.issued_on is None and within is None:
        return None
    measured = (
        _("issued {day}").format(day=dates.issued_on.isoformat())
        if dates.issued_on
        else _("date not entered")
    )
    required = _("at most {most} old").format(most=measure_text(quantity(within))) if within else ""
    severity = _worst(findings, "issued_too_long_ago", "too_new")
    return MeasureRow(_("Age"), measured, required, severity)


def _resolution(
    pages: Sequence[PageMeasure], rules: CaseRules, findings: Sequence[Finding]
) -> MeasureRow | None:
    real, limit = rules.real_size(), rules.fact("min_dpi")
    least = [
        round(dpi / enlarged_by(page))
        for page in pages
        if real and (dpi := true_dpi(page, real)) is not None
    ]
    if least:
        measured = measure_text(Quantity(min(least), "dpi"))
    else:
        size = pixels_of(pages[0]) or (0, 0)
        measured = f"{size[0]:,} × {size[1]:,} px"
    required = _("{least} or more").format(least=measure_text(quantity(limit))) if limit else ""
    return MeasureRow(
        _("Resolution"), measured, required, _worst(findings, "resolution_low", "enlarged")
    )


def _look(pages: Sequence[PageMeasure], findings: Sequence[Finding]) -> MeasureRow:
    said = {one.code.removeprefix("document.") for one in findings}
    soft = any(page.sharpness is not None and page.sharpness < BLURRED_BELOW for page in pages)
    words = [
        _("cut off") if "edges_cut" in said else _("nothing cut off"),
        _("blurred") if soft or "blurred" in said else _("sharp"),
        *(_(word) for code, word in _LIGHT.items() if code in said),
    ]
    severity = _worst(findings, "edges_cut", "blurred", *_LIGHT)
    required = _("all corners visible, sharp")
    return MeasureRow(_("Edges and sharpness"), _(", ").join(words), required, severity)


def _colour(
    scan: Scan, pages: Sequence[PageMeasure], rules: CaseRules, findings: Sequence[Finding]
) -> MeasureRow:
    size = measure_text(Quantity(round(Decimal(scan.found.size) / _MEGA, 2), "MB"))
    words = [_("grey") if any(page.grey for page in pages) else _("colour")] if pages else []
    wanted = [_("colour")] if rules.holds("colour") and pages else []
    limit = rules.fact("max_size")
    if limit is not None:
        wanted.append(_("under {most}").format(most=measure_text(quantity(limit))))
    name = _("Colour and size") if pages else _("File size")
    severity = _worst(findings, "grey", "too_large", "format_not_accepted")
    return MeasureRow(name, _(", ").join([*words, size]), _(", ").join(wanted), severity)
