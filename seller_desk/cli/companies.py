"""Which company a command is about."""

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.desk import Desk


def company_id(desk: Desk, wanted: str = "") -> str:
    """The id that begins with `wanted`, or the only company's. DeskError without companies, UsageProblem in doubt."""
    with desk.store.read() as work:
        companies = work.companies.find()
    if not companies:
        raise DeskError(
            _("There is no company yet"), _("Enter it: seller-desk company set --file company.toml")
        )
    fits = [one for one in companies if one.id.startswith(wanted)]
    if len(fits) != 1:
        known = ", ".join(f"{one.id} {one.short_name}" for one in companies)
        raise UsageProblem(
            _("Which company?"), _("Name one with --company: {known}").format(known=known)
        )
    return fits[0].id
