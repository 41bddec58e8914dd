"""The desk's parts beside step 3: dates, questions before handing in, the interview. Made on first use, like all others."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from seller_desk.core.base.progress import Stop, never

if TYPE_CHECKING:
    from seller_desk.core.desk import Desk
    from seller_desk.core.services.closer_look import CloserLook
    from seller_desk.core.services.document_dates import DocumentDatesService
    from seller_desk.core.services.documents_matching import MatchService
    from seller_desk.core.services.interviews import InterviewService
    from seller_desk.core.services.parts import Parts
    from seller_desk.core.services.preflight import PreflightService


class PaperParts:
    """What a desk has of them; the desk itself is the `Parts` that they work with."""

    @cached_property
    def closer(self) -> "CloserLook":
        """Faults of pictures that only a closer look shows."""
        from seller_desk.core.services.closer_look import CloserLook
        from seller_desk.core.store.readings import Readings

        desk = cast("Desk", self)
        return CloserLook(
            Readings(desk.folder.readings),
            lambda: desk.documents.pool,
            lambda one: desk.documents.path(one),
        )

    @cached_property
    def document_dates(self) -> "DocumentDatesService":
        """Dates on each application's planned day."""
        from seller_desk.core.services.document_dates import DocumentDatesService

        return DocumentDatesService(cast("Parts", self))

    @cached_property
    def matching(self) -> "MatchService":
        """Whether documents, company data and forms say the same."""
        from seller_desk.core.services.documents_matching import MatchService

        desk = cast("Desk", self)
        return MatchService(
            desk.store,
            desk.rules,
            desk.today,
            lambda one: desk.recognition.known(one),
            lambda: desk.applications,
        )

    @cached_property
    def preflight(self) -> "PreflightService":
        """Questions before handing in, and what to do first."""
        from seller_desk.core.services.preflight import PreflightService

        return PreflightService(cast("Parts", self))

    @cached_property
    def interviews(self) -> "InterviewService":
        """The sheet for a video interview."""
        from seller_desk.core.services.interviews import InterviewService

        return InterviewService(cast("Parts", self))

    def read_papers(self, company_id: str, application_id: str, stop: Stop = never) -> None:
        """Look at and read what nobody has yet: papers just added, restored, or read by an earlier version.

        What is found rests on it, and it is kept. Raises Cancelled.
        """
        desk = cast("Desk", self)
        self.closer.look(desk.documents.list(company_id, application_id), stop=stop)
        if waiting := desk.recognition.unread(company_id):
            desk.recognition.recognise(waiting, stop=stop)
