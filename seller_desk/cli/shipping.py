"""`seller-desk shipping import-rates | template | quote | export`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines, table
from seller_desk.cli.shipping_render import (
    kind,
    quote_document,
    quote_lines,
    summary,
    template_lines,
)
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import Money
from seller_desk.core.base.wording import finding_json
from seller_desk.core.rules.catalogs import currencies
from seller_desk.core.shipping.countries import find_country
from seller_desk.core.shipping.model import ShippingTemplate, tier_name
from seller_desk.core.shipping.quote import Parcel
from seller_desk.core.shipping.template_file import template_json
from seller_desk.core.shipping.wording import (
    refusal_text,
)

app = typer.Typer(no_args_is_help=True)
template_app = typer.Typer(no_args_is_help=True, help="Shipping templates: list, show, set, delete")
app.add_typer(template_app, name="template")

Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]


@app.command("import-rates")
def import_rates(
    file: Path,
    name: Annotated[str, typer.Option(help="What to call the price list")] = "",
    company: Company = "",
) -> None:
    """Take a forwarder's price list (CSV, XLSX)."""
    desk = current().desk(write=True)
    done = desk.shipping.import_rates(desk.companies.find(company).id, file, name)
    rejected = [
        {"row": one.place.row, "code": one.code, "message": finding_json(one)["message"]}
        for one in done.rejected
    ]
    document = {
        "rate_card": {
            "id": done.card.id,
            "name": done.card.name,
            "currency": done.card.currency,
            "as_of": done.card.as_of.isoformat() if done.card.as_of else None,
            "services": [tier_name(tier) for tier in done.card.tiers],
        },
        "format": file.suffix.lstrip(".").lower(),
        "encoding": done.encoding,
        "read": done.read,
        "imported": done.imported,
        "notes": done.card.notes,
        "columns": [{"head": one.head, "field": one.field} for one in done.columns],
        "rejected": rejected,
        "findings": [finding_json(one) for one in done.findings],
    }
    lines = [
        _("Price list “{name}”: {imported} of {read} rows taken").format(
            name=done.card.name, imported=done.imported, read=done.read
        )
    ]
    current().emit(document, [*lines, *(finding_lines(done.findings) if done.findings else [])])
    if rejected:
        current().exit_code = 1


@template_app.command("list")
def list_templates(company: Company = "") -> None:
    """The shipping templates and carrier price lists."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    templates, cards = desk.shipping.templates(owner), desk.shipping.cards(owner)
    document = {
        "templates": [summary(one) for one in templates],
        "rate_cards": [summary(one) for one in cards],
    }
    rows = [
        (one.name, kind(one), one.currency, str(len(one.tiers)), str(len(one.zones)), one.id)
        for one in [*templates, *cards]
    ]
    head = (_("Name"), _("Kind"), _("Currency"), _("Services"), _("Zones"), _("Id"))
    current().emit(
        document, table(head, rows) if rows else [_("There is no shipping template yet")]
    )


@template_app.command("show")
def show_template(name: str, company: Company = "") -> None:
    """One template with every band."""
    desk = current().desk(write=False)
    template = desk.shipping.template(desk.companies.find(company).id, name)
    current().emit({"template": template_json(template)}, template_lines(template))


@template_app.command("set")
def set_template(
    file: Annotated[Path, typer.Option(help="A TOML file")], company: Company = ""
) -> None:
    """Keep the template in this file; one of the same name is replaced."""
    desk = current().desk(write=True)
    owner = desk.companies.find(company).id
    template = desk.shipping.set_template(owner, file)
    found = [one for one in desk.shipping.findings(owner, None) if one.subject.id == template.id]
    document = {"template": summary(template), "findings": [finding_json(one) for one in found]}
    kept = _("Shipping template “{name}” kept").format(name=template.name)
    current().emit(document, [kept, *finding_lines(found)])
    current().found(found)


@template_app.command("delete")
def delete_template(name: str, company: Company = "") -> None:
    """Remove a template; the window's undo brings it back."""
    desk = current().desk(write=True)
    template = desk.shipping.template(desk.companies.find(company).id, name)
    desk.shipping.delete_template(template.id)
    current().emit(
        {"deleted": template.id},
        [_("Shipping template “{name}” removed").format(name=template.name)],
    )


@app.command()
def quote(
    country: Annotated[str, typer.Option(help="Destination: US, USA, 美国")],
    weight: Annotated[str, typer.Option(help="480g, 0.48kg, 1lb")],
    size: Annotated[str, typer.Option(help="20x15x10cm")] = "",
    goods: Annotated[str, typer.Option(help="plain, battery or liquid")] = "plain",
    service: Annotated[str, typer.Option(help="Only this service (id or name)")] = "",
    area: Annotated[str, typer.Option(help="Part of the country, where prices differ")] = "",
    remote: Annotated[bool, typer.Option("--remote", help="A remote address")] = False,
    value: Annotated[str, typer.Option(help="Value of the order")] = "",
    currency: Annotated[str, typer.Option(help="Currency of the value")] = "USD",
    company: Company = "",
) -> None:
    """What a parcel costs, cheapest service first, with the trace."""
    parcel = _parcel(country, weight, size)
    parcel = replace(parcel, goods=goods, area=area, remote=remote)
    worth = _value(value, currency.upper())
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    found = desk.shipping.quote(owner, parcel, value=worth, service=service)
    if not found.offers:
        reasons = [refusal_text(one) for one in found.refusals]
        raise DeskError(_("No price for this parcel"), "\n".join(reasons))
    current().emit(quote_document(found), quote_lines(found))


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="amazon, ebay or magento")],
    out: Annotated[Path, typer.Option(help="The file to write")],
    template: Annotated[str, typer.Option(help="Template, if there are several")] = "",
    site: Annotated[str, typer.Option(help="amazon.us, ebay.de ...")] = "",
    service: Annotated[str, typer.Option(help="Service of the table rates")] = "",
    unit: Annotated[str, typer.Option(help="Weights of the table rates: kg or lb")] = "kg",
    company: Company = "",
) -> None:
    """Write a template as table rates or as a fill-in sheet."""
    desk = current().desk(write=False)
    chosen = _only(desk.shipping.templates(desk.companies.find(company).id), template)
    done = desk.shipping.export(chosen, form, site=site, service=service, unit=unit)
    desk.store.write_out(out, done.data, company_id=chosen.company_id, what="shipping", form=form)
    current().emit(
        {"file": str(out), "format": form, "rows": done.rows, "notes": done.notes},
        [_("{rows} rows written to {file}").format(rows=done.rows, file=out), *done.notes],
    )


def _only(templates: list[ShippingTemplate], wanted: str) -> ShippingTemplate:
    if not templates:
        raise DeskError(
            _("There is no shipping template yet"),
            _("Make one: seller-desk shipping template set --file template.toml"),
        )
    fits = [one for one in templates if wanted in ("", one.id, one.name)]
    if len(fits) != 1:
        raise UsageProblem(
            _("Which template?"),
            _("Name one with --template: {known}").format(
                known=listed(one.name for one in templates)
            ),
        )
    return fits[0]


def _parcel(country: str, weight: str, size: str) -> Parcel:
    code = find_country(country)
    if code is None:
        raise UsageProblem(
            _("There is no country “{name}”").format(name=country),
            _("Write a code or a name: US, USA, 美国."),
        )
    try:
        return Parcel(
            country=code,
            weight_g=parse_weight(weight),
            size=parse_size(size) if size else None,
        )
    except ValueError as problem:
        raise UsageProblem(
            _("Weight or size cannot be read"), _("Write 480g and 20x15x10cm.")
        ) from problem


def _value(value: str, currency: str) -> Money | None:
    if not value:
        return None
    if currency not in currencies():
        raise UsageProblem(_("“{text}” is not a currency").format(text=currency))
    try:
        worth = Money.of(value, currency)
    except ValueError as problem:
        raise UsageProblem(_("Not an amount: {text}").format(text=value)) from problem
    if worth.amount < 0:
        raise UsageProblem(_("An amount cannot be negative"))
    return worth
