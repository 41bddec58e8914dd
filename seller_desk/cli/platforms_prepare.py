"""`seller-desk platforms compliance | categories | assess | budget`: what to prepare before choosing a site."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from seller_desk.cli.prepare_json import budget_json, compliance_json, verdict_json
from seller_desk.cli.prepare_render import assess_lines, budget_lines, compliance_lines
from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.desk import Desk
from seller_desk.core.economics.budget import BudgetInput, Cost
from seller_desk.core.platforms.assess import assess as judged
from seller_desk.core.platforms.assess import checked
from seller_desk.core.platforms.compliance_words import place_text
from seller_desk.core.platforms.model import Rate
from seller_desk.core.rules.catalogs import category_name
from seller_desk.core.services.preparation import parse_cost

_Flag = bool | None
_Sites = Annotated[list[str] | None, typer.Option(help="Repeat for several")]


def add_to(app: typer.Typer) -> None:
    """Put the verbs beside those of `platforms`."""
    verbs: list[Callable[..., None]] = [compliance, categories, assess, budget]
    for verb in verbs:
        app.command()(verb)


def compliance(
    category: Annotated[str, typer.Option(help="A category id, see `rules ids`")] = "",
    site: _Sites = None,
    to: Annotated[
        list[str] | None, typer.Option(help="DE: a country, for sites that sell to many")
    ] = None,
    electrical: Annotated[_Flag, typer.Option("--electrical/--no-electrical")] = None,
    mains: Annotated[_Flag, typer.Option("--mains/--no-mains")] = None,
    battery: Annotated[
        _Flag, typer.Option("--battery/--no-battery", help="A lithium battery; or --no-battery")
    ] = None,
    button_cell: Annotated[_Flag, typer.Option("--button-cell/--no-button-cell")] = None,
    wireless: Annotated[
        _Flag, typer.Option("--wireless/--no-wireless", help="Has a radio; or --no-wireless")
    ] = None,
    child: Annotated[
        _Flag, typer.Option("--child/--no-child", help="For children; or --no-child")
    ] = None,
    food_contact: Annotated[_Flag, typer.Option("--food-contact/--no-food-contact")] = None,
    cosmetic: Annotated[_Flag, typer.Option("--cosmetic/--no-cosmetic")] = None,
    e_vehicle: Annotated[_Flag, typer.Option("--e-vehicle/--no-e-vehicle")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep these answers for the company")
    ] = False,
) -> None:
    """Which papers a product needs at each site, and which of them are here; without options for "my product"."""
    flags = {
        "electrical": electrical,
        "mains": mains,
        "battery": battery,
        "button_cell": button_cell,
        "wireless": wireless,
        "child": child,
        "food_contact": food_contact,
        "cosmetic": cosmetic,
        "e_vehicle": e_vehicle,
    }
    said = {name: yes for name, yes in flags.items() if yes is not None}
    desk = current().desk(write=keep)
    company_id = _company(desk)
    product = desk.platforms.my_product(company_id)
    chosen = category or product.category
    if not chosen:
        raise UsageProblem(_("Name a category"), _("--category headphones; see rules ids."))
    found = desk.preparation.compliance(
        company_id,
        chosen,
        site or product.chosen_sites or [one.id for one in desk.platforms.sites()],
        said=said,
        destinations=to or [],
    )
    if keep and company_id:
        for trait, yes in said.items():
            desk.preparation.set_trait(company_id, chosen, trait, yes)
    names = {one.id: one.name.text() for one in desk.platforms.sites()}
    lines = [line for one in found for line in compliance_lines(one, names[one.site])]
    current().emit({"sites": [compliance_json(one) for one in found]}, lines)


def categories(site: Annotated[str, typer.Option(help="A site such as amazon.us")]) -> None:
    """Our categories beside the fee table of a site; what it does not name is not mapped."""
    places = current().desk(write=False).preparation.fee_places(site)
    document = {
        "site": site,
        "categories": [
            {
                "id": name,
                "name": category_name(name),
                "place": place,
                "mapped": place != "not_mapped",
            }
            for name, place in places.items()
        ],
    }
    rows = [(name, category_name(name), place_text(place)) for name, place in places.items()]
    current().emit(document, table((_("Category"), _("Name"), _("Fee table")), rows))


def assess(
    file: Annotated[
        Path | None, typer.Option(help="answers.toml: capacity = 5000, audit = true ...")
    ] = None,
) -> None:
    """Supply chain, money and team beside what the guide names; the answers of the file are kept for the company."""
    desk = current().desk(write=file is not None)
    company_id = _company(desk)
    answers = desk.preparation.answers(company_id)
    if file is not None:
        answers = checked(read_toml(file).document)
        if company_id:
            desk.preparation.set_answers(company_id, answers)
    found = judged(answers)
    document = {
        "questions": [verdict_json(one) for one in found],
        "short": [one.question.id for one in found if one.outcome == "short"],
        "kept": bool(file and company_id),
    }
    current().emit(document, assess_lines(found))


def budget(
    site: _Sites = None,
    cost: Annotated[
        list[str] | None, typer.Option(help="ads=8000 or certificates=1200USD; repeat")
    ] = None,
    model: Annotated[str, typer.Option(help="base or premium")] = "",
    rate: Annotated[
        list[str] | None, typer.Option(help="CNY=7.1: 1 of your currency is 7.1 CNY")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep these costs for the company")] = False,
) -> None:
    """What the start costs at these sites, beside the guide's figure; without sites for the chosen ones."""
    desk = current().desk(write=keep)
    company_id = _company(desk)
    product = desk.platforms.my_product(company_id)
    kept = desk.preparation.budget_input(company_id)
    given = BudgetInput(model=model or kept.model, costs={**kept.costs, **_costs(cost or [])})
    product = msgspec.structs.replace(product, rates={**product.rates, **_rates(rate or [], desk)})
    found = desk.preparation.budget(company_id, site or [], given=given, product=product)
    if keep and company_id:
        desk.preparation.set_budget_input(company_id, given)
    current().emit(budget_json(found), budget_lines(found))


def _company(desk: Desk) -> str:
    company = desk.companies.active()
    return company.id if company else ""


def _costs(texts: list[str]) -> dict[str, Cost]:
    costs = {}
    for text in texts:
        name, _equals, amount = text.partition("=")
        try:
            costs[name.strip()] = parse_cost(amount)
        except ValueError:
            raise UsageProblem(
                _("“{text}” is not a cost").format(text=text), _("Write ads=8000 or ads=1200USD.")
            ) from None
    return costs


def _rates(texts: list[str], desk: Desk) -> dict[str, Rate]:
    rates = {}
    for text in texts:
        currency, _equals, value = text.partition("=")
        try:
            rates[currency.strip().upper()] = Rate(value=decimal_of(value), on=desk.today())
        except ValueError:
            raise UsageProblem(
                _("“{text}” is not an exchange rate").format(text=text),
                _("Write EUR=0.92: 1 of your currency is 0.92 EUR."),
            ) from None
    return rates
