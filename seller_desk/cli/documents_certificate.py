"""`seller-desk documents certificate`: say which certificate a product certificate or test report is."""

from typing import Annotated

import typer

from seller_desk.cli.documents_match import original_of
from seller_desk.cli.session import current
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.documents.certificates import CERTIFICATES
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.rules.compliance import certificate_names


def certificate(
    document: Annotated[str, typer.Argument(help="Id or file name of the document")],
    rule: Annotated[
        str,
        typer.Argument(
            help="us.fcc, eu.ce ...: an id of `platforms compliance`; none takes it back"
        ),
    ] = "",
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
) -> None:
    """Which certificate a document is: it then answers this rule and no other."""
    desk = current().desk(write=True)
    names = certificate_names(desk.rules().packs)
    if rule and rule not in names:
        raise UsageProblem(
            _("There is no certificate “{id}”").format(id=rule),
            _("There are: {ids}").format(ids=listed(names)),
        )
    chosen = desk.companies.find(company)
    found = desk.documents.get(original_of(desk, chosen.id, document))
    if found.kind not in CERTIFICATES:
        kinds = listed(kind_name(one) for one in CERTIFICATES)
        raise UsageProblem(
            _("{name} is no certificate").format(name=found.name),
            _("Only these are: {kinds}").format(kinds=kinds),
        )
    changed = desk.documents.update(found.id, certificate=rule)
    said = names.get(rule, _("not said"))
    current().emit(
        {"document": changed.id, "name": changed.name, "certificate": changed.certificate},
        [f"{changed.name}: {said}"],
    )
