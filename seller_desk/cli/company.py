"""`seller-desk company`: set, show, check, fill, list, use."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from seller_desk.cli.company_fill import fill
from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.company.address import is_empty
from seller_desk.core.company.fields import KIND_NAMES, SECTIONS, fields_asked
from seller_desk.core.company.masking import mask_number
from seller_desk.core.company.model import Address, Company
from seller_desk.core.company.values import get_value, show_text

app = typer.Typer(no_args_is_help=True)

Which = Annotated[str, typer.Option("--company", help="Id or name; default: the one in view")]


@app.command("set")
def set_company(
    file: Annotated[Path, typer.Option("--file", help="company.toml")],
    company: Which = "",
    new: Annotated[bool, typer.Option("--new", help="Add another company")] = False,
) -> None:
    """Enter or change a company from a file. Keys that are absent stay as they are."""
    companies = current().desk(write=True).companies
    wanted = "" if new or (not company and not companies.list()) else companies.find(company).id
    changed, named = companies.set_from_file(file, wanted)
    findings = companies.findings(changed.id)
    document = {
        "company": changed.id,
        "name": changed.short_name,
        "fields": list(named),
        "findings": [finding_json(one) for one in findings],
    }
    saved = _("Saved: {name} ({id})").format(name=changed.short_name, id=changed.id)
    current().emit(document, [saved, *finding_lines(findings)])
    current().found(findings)


@app.command("show")
def show(
    company: Which = "",
    reveal: Annotated[bool, typer.Option("--reveal", help="ID numbers in full")] = False,
) -> None:
    """All fields of a company; ID numbers are masked."""
    found = current().desk(write=False).companies.find(company)
    shown = found if reveal else _masked(found)
    document = msgspec.to_builtins(shown)
    current().emit({"company": document["id"], **document}, _lines(shown))


@app.command("check")
def check(company: Which = "") -> None:
    """Problems of the company's data."""
    companies = current().desk(write=False).companies
    found = companies.find(company)
    findings = companies.findings(found.id)
    parts = companies.sections(found.id)
    document = {
        "company": found.id,
        "sections": [
            {"section": one.section, "done": one.done, "required": one.total} for one in parts
        ],
        "findings": [finding_json(one) for one in findings],
    }
    lines = [f"{_(SECTIONS[one.section])}: {one.done}/{one.total}" for one in parts if one.total]
    current().emit(document, [found.short_name, *lines, *finding_lines(findings)])
    current().found(findings)


@app.command("list")
def list_companies() -> None:
    """The companies of this data folder."""
    companies = current().desk(write=False).companies
    every = companies.list()
    seen = companies.active()
    document = {
        "companies": [
            {
                "id": one.id,
                "name": one.short_name,
                "entity_kind": one.entity_kind,
                "sample": one.sample,
                "active": seen is not None and one.id == seen.id,
            }
            for one in every
        ]
    }
    rows = [
        ["*" if seen and one.id == seen.id else "", one.id, one.short_name, _(KIND_NAMES[one.entity_kind])]
        for one in every
    ]  # fmt: skip
    lines = table(["", _("Id"), _("Name"), _("Business type")], rows)
    current().emit(document, lines if rows else [_("There is no company yet")])


app.command("fill")(fill)


@app.command("use")
def use(company: Annotated[str, typer.Argument(help="Id or name")]) -> None:
    """Bring a company into view, here and in the window."""
    companies = current().desk(write=True).companies
    found = companies.find(company)
    companies.use(found.id)
    current().emit({"company": found.id, "name": found.short_name}, [found.short_name])


def _masked(company: Company) -> Company:
    people = [
        msgspec.structs.replace(one, id_number=mask_number(one.id_number))
        for one in (company.legal_representative, *company.owners)
    ]
    return msgspec.structs.replace(company, legal_representative=people[0], owners=people[1:])


def _lines(company: Company) -> list[str]:
    lines = [f"{company.short_name} ({company.id}) {_(KIND_NAMES[company.entity_kind])}"]
    for section, title in SECTIONS.items():
        rows = []
        for one in fields_asked(company.entity_kind, section):
            for path in _paths(company, one.path):
                value: Any = get_value(company, path)
                if value not in (None, "", False) and not _idle(company, path):
                    rows.append(f"  {_(one.label)}: {show_text(value)}")
        lines += [_(title), *rows] if rows else []
    return lines


def _idle(company: Company, path: str) -> bool:
    """Whether it is the country of an address that is still empty."""
    owner, _dot, name = path.rpartition(".")
    record = get_value(company, owner) if owner else None
    return name == "country" and isinstance(record, Address) and is_empty(record)


def _paths(company: Company, path: str) -> list[str]:
    name, star, rest = path.partition(".*.")
    if not star:
        return [path]
    return [f"{name}.{index}.{rest}" for index in range(len(getattr(company, name)))]
