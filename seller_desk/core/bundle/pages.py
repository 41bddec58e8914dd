"""The HTML files of a packet: report and field sheet, each self-contained, in Chinese and English with a switch.

No script and no network: the switch is a pair of radio buttons and a style rule.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from seller_desk.core.applications.form import FormRow
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.preflight import FixStep
from seller_desk.core.applications.readiness import PARTS, Readiness
from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.language import _, language, speaking
from seller_desk.core.base.lists import listed
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.wording import wording
from seller_desk.core.bundle import words
from seller_desk.core.bundle.plan import GROUPS, Entry, Omission
from seller_desk.core.company.model import Company
from seller_desk.core.documents.renditions.words import change_text
from seller_desk.core.rules.model import SiteInfo

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """What a report tells. `stamp` is the day of the last change; `accepted` are blockers that the seller accepted.

    `by_step` gives the findings of each step in the language in use: their subjects are named in it. `interview` likewise
    gives what the interview's part of the report needs; None = the seller did not choose it. `order` puts problems in the
    order in which to fix them.
    """

    company: Company
    application: Application
    sites: Mapping[str, SiteInfo]
    readiness: Readiness
    by_step: Callable[[], Mapping[str, Sequence[Finding]]]
    entries: Sequence[Entry]
    omissions: Sequence[Omission]
    stamp: date
    accepted: bool
    interview: Callable[[], dict[str, object]] | None = None
    order: Callable[[Sequence[Finding]], Sequence[FixStep]] | None = None


def report_html(given: ReportInput, first: str) -> bytes:
    """The report, opening in the language `first` (zh or en)."""
    return _bilingual("report.html", first, lambda: _report_words(given))


def sheet_html(
    rows: Sequence[FormRow], application: Application, sites: Mapping[str, SiteInfo], first: str
) -> bytes:
    """The field sheet as a page, opening in the language `first`."""
    return _bilingual("field_sheet.html", first, lambda: _sheet_words(rows, application, sites))


def _bilingual(template: str, first: str, given: Callable[[], dict[str, object]]) -> bytes:
    from markupsafe import Markup

    bodies = {}
    title = ""
    for one in ("zh", "en"):
        with speaking(one):
            values = given()
            bodies[one] = Markup(environment().get_template(template).render(values))
            title = str(values["title"]) if one == first else title
    page = environment().get_template("bundle_page.html")
    return page.render(title=title, first=first, bodies=bodies).encode("utf-8")


@cache
def environment() -> "Environment":
    """The templates of resources/templates, with `_` of the language in use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(str(resources_dir() / "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Called at each rendering, so that it follows `speaking`.
    made.globals["_"] = lambda text: _(text)
    made.filters["size"] = size_text
    return made


def size_text(size: int) -> str:
    """`3.1 MB`, `512 KB`."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} KB"


def site_names(application: Application, sites: Mapping[str, SiteInfo]) -> str:
    """The names of the application's sites in the language in use."""
    return listed(sites[one].name.text() for one in application.sites if one in sites)


def _report_words(given: ReportInput) -> dict[str, object]:
    names = site_names(given.application, given.sites)
    by_step = given.by_step()
    stops = [one for found in by_step.values() for one in found if one.severity is Severity.BLOCKER]
    return {
        "title": _("Report: {site}").format(site=names),
        "company": given.company.short_name,
        "company_latin": given.company.legal_name_en,
        "planned": given.application.planned_date,
        "stamp": given.stamp,
        "readiness": given.readiness,
        "parts": [(_(PARTS[part.id]), part) for part in given.readiness.parts if part.total],
        "accepted": [_finding_words(one) for one in stops] if given.accepted else [],
        "steps": [
            (_(PARTS[step]), [_finding_words(one) for one in by_weight(found)])
            for step, found in by_step.items()
            if found
        ],
        "groups": _groups(given.entries),
        "changes": _changes,
        "omissions": [
            (given.sites[one.site].name.text() if one.site in given.sites else one.site, one.text)
            for one in given.omissions
        ],
        "after": [_(text) for text in words.AFTER_BUILDING],
        "interview": given.interview() if given.interview else None,
        "first": _first(given, by_step),
    }


def _first(
    given: ReportInput, by_step: Mapping[str, Sequence[Finding]]
) -> list[tuple[str, str, str]]:
    """What to fix first: severity, title, why it stands there."""
    serious = [
        one for found in by_step.values() for one in found if one.severity is not Severity.HINT
    ]
    steps = given.order(serious) if given.order else ()
    return [
        (step.finding.severity.value, wording(step.finding).title, step.why()) for step in steps
    ]


def _groups(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return [(_(GROUPS[group]), found) for group, found in groups.items()]


def _changes(entry: Entry) -> list[str]:
    """What differs from the original, with the rule that asks for it; nothing for what goes in as it is."""
    return [
        change_text(one) + (f" ({one.source.title})" if one.source else "")
        for one in entry.changes
        if one.code != "unchanged"
    ]


def _finding_words(finding: Finding) -> dict[str, object]:
    said = wording(finding)
    return {
        "severity": finding.severity.value,
        "severity_name": _(words.SEVERITIES[finding.severity]),
        "sentence": said.sentence,
        "title": said.title,
        "detail": said.detail,
        "code": finding.code,
        "site": finding.site,
        "sources": [
            (source, words.source_text(source), source.url if _is_web(source.url) else "")
            for source in finding.sources
        ],
    }


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _sheet_words(
    rows: Sequence[FormRow], application: Application, sites: Mapping[str, SiteInfo]
) -> dict[str, object]:
    steps: dict[str, list[dict[str, object]]] = {}
    for number, row in enumerate(rows, start=1):
        field = row.field
        source = field.source_note()
        steps.setdefault(field.step_label.text(), []).append(
            {
                "number": number,
                "label": field.label.text(),
                "other_label": field.label.en if language() == "zh" else field.label.zh,
                "value": words.value_text(row),
                "state": row.state.value,
                "alternative": row.alternative,
                "script": words.script_text(row),
                "must": field.must_match.text() if field.must_match else "",
                "note": words.note_text(row),
                "final": field.irreversible == "yes",
                "source": words.source_text(source),
                "url": source.url if _is_web(source.url) else "",
            }
        )
    return {
        "title": _("Field sheet: {site}").format(site=site_names(application, sites)),
        "steps": list(steps.items()),
        "count": len(rows),
    }
