"""The interview sheet of an application: made from what is on file and from the packs, written out, kept with it."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from seller_desk.core.applications.interview import InterviewCase, InterviewSheet, interview_sheet
from seller_desk.core.applications.model import Application
from seller_desk.core.base.language import N_
from seller_desk.core.company.model import Person
from seller_desk.core.rules.time_zones import known_moment
from seller_desk.core.services.parts import Parts

_CHANGED = N_("Interview")


class InterviewService:
    """Use cases of the interview sheet. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def sheet(
        self,
        application_id: str,
        *,
        at: datetime | None = None,
        postcard_on: date | None = None,
    ) -> InterviewSheet:
        """The sheet for a moment (UTC) and a day of posting, or for those kept with the application."""
        parts = self._parts
        application = parts.applications.get(application_id)
        with parts.store.read() as work:
            company = work.companies.get(application.company_id)
        rules = parts.rules()
        places = [rules.sites[one].country for one in application.sites if one in rules.sites]
        case = InterviewCase(
            application=application,
            where=parts.applications.site_name(application),
            company=company.short_name if company else "",
            representative=_name(company.legal_representative) if company else "",
            entity=company.entity_kind if company else "",
            on=parts.applications.judged_on(application),
            at=at or application.interview_at,
            countries=[one for one in dict.fromkeys(places) if one],
            documents=parts.documents.list(application.company_id, application.id),
            today=parts.today(),
            postcard_on=postcard_on or application.postcard_on,
        )
        return interview_sheet(rules, case)

    def page(self, sheet: InterviewSheet) -> bytes:
        """The sheet as a page (HTML), in the language in use."""
        from seller_desk.core.bundle.interview_page import interview_page

        return interview_page(sheet)

    def export(self, sheet: InterviewSheet, target: Path, *, overwrite: bool = False) -> None:
        """Write the page. DeskError if it cannot be written."""
        self.write(sheet, self.page(sheet), target, "html", overwrite=overwrite)

    def write(
        self,
        sheet: InterviewSheet,
        data: bytes,
        target: Path,
        form: str,
        *,
        overwrite: bool = False,
    ) -> None:
        """Write these bytes of the sheet (`form`: html or pdf). DeskError if they cannot be written."""
        owner = self._parts.applications.get(sheet.application_id).company_id
        self._parts.store.write_out(
            target, data, company_id=owner, what="interview", form=form, overwrite=overwrite
        )

    def set_time(self, application_id: str, at: datetime | None) -> Application:
        """Keep the moment of the interview, or take it back. UsageProblem for years far away."""
        return self._keep(application_id, interview_at=known_moment(at) if at else None)

    def set_postcard(self, application_id: str, posted: date | None) -> Application:
        """Keep the day on which the address postcard was posted, or take it back."""
        return self._keep(application_id, postcard_on=posted)

    def set_in_packet(self, application_id: str, yes: bool) -> Application:
        """Whether the packet's report tells of the interview."""
        return self._keep(application_id, interview_in_packet=yes)

    def _keep(self, application_id: str, **changes: object) -> Application:
        found = self._parts.applications.get(application_id)
        changed = msgspec.structs.replace(found, **changes)
        with self._parts.store.work(_CHANGED) as work:
            work.applications.save(changed)
        return changed


def _name(person: Person) -> str:
    latin = f"{person.surname_pinyin} {person.given_names_pinyin}".strip()
    return f"{person.name_zh} ({latin})" if person.name_zh and latin else person.name_zh or latin
