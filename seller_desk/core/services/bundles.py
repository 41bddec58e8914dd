"""Packets: what goes in, build, verify, history."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from seller_desk.core.applications.form import FormRow
from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import refuse_taken
from seller_desk.core.base.findings import Finding, blockers
from seller_desk.core.base.language import N_, _, language
from seller_desk.core.base.many import stopped_by
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.bundle import words
from seller_desk.core.bundle.build import Label, build
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.bundle.pages import ReportInput, report_html, sheet_html
from seller_desk.core.bundle.plan import (
    BundlePlan,
    Entry,
    Omission,
    plan_copies,
    plan_files,
    top_folder,
)
from seller_desk.core.bundle.problems import Verification
from seller_desk.core.bundle.sheet import sheet_xlsx
from seller_desk.core.bundle.verify import verify
from seller_desk.core.company.model import Company
from seller_desk.core.documents.void import standing
from seller_desk.core.services.applications import Overview
from seller_desk.core.services.bundle_files import listing_files, shipping_files
from seller_desk.core.services.names import new_id
from seller_desk.core.services.parts import Parts

OUTCOMES = ("", "submitted", "accepted", "returned")


class PlannedBundle(NamedTuple):
    """A packet before it is built: plan, the form's rows, how far the application is, day of the last change."""

    plan: BundlePlan
    rows: Sequence[FormRow]
    overview: Overview
    company: Company
    stamp: date


class BuildResult(NamedTuple):
    """`record` is None where blockers stopped the build; `findings` are all problems of the application.

    `omissions` are files that a seller may expect in the packet and that are not in it.
    """

    record: BundleRecord | None
    findings: Sequence[Finding]
    omissions: Sequence[Omission] = ()


class BundleService:
    """Use cases of packets. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def plan(self, application_id: str, *, accept_blockers: bool = False) -> PlannedBundle:
        """The packet as it would be built now; reads no document's content.

        `accept_blockers` is what the report will state.
        """
        parts = self._parts
        overview = parts.applications.overview(application_id)
        application = overview.application
        company, stamp, documents, left_out = self._documents(application)
        names: dict[str, list[str]] = {}
        for entry in documents:
            names.setdefault(entry.kind, []).append(entry.name)
        rows = parts.applications.form(application, names)
        tables, omissions = self._tables(overview, rows, stamp)
        omissions = [*omissions, *self._parts.copies.omissions(application)]
        made = plan_files(tables, set())
        here = language()

        def by_step() -> Mapping[str, Sequence[Finding]]:
            if language() == here:
                return overview.by_step
            return parts.applications.step_findings(application)

        sites = parts.rules().sites
        given = ReportInput(
            company=company,
            application=application,
            sites=sites,
            readiness=overview.readiness,
            by_step=by_step,
            entries=[*documents, *made],
            omissions=omissions,
            stamp=stamp,
            accepted=accept_blockers and overview.readiness.blockers > 0,
            interview=self._interview(application),
            order=lambda found: parts.preflight.steps(application_id, found),
        )
        page = report_html(given, language())
        report = Entry(path="report.html", group="form", size=len(page), data=page)
        codes = [site.partition(".")[2] for site in application.sites]
        plan = BundlePlan(
            top=top_folder(application, company, [code for code in codes if code]),
            entries=(*documents, *made, report),
            left_out=tuple(left_out),
            omissions=tuple(omissions),
        )
        return PlannedBundle(plan, rows, overview, company, stamp)

    def build(
        self,
        application_id: str,
        out: Path,
        *,
        accept_blockers: bool = False,
        report: Progress = silent,
        stop: Stop = never,
    ) -> BuildResult:
        """Build the packet to `out`, which must not exist.

        Blockers stop it (no zip, no record) unless accepted; then the report in the packet names them. Raises
        DeskError (target exists, disk full, an original damaged) or Cancelled; nothing is left behind.
        """
        target = out if out.suffix.lower() == ".zip" else out.with_name(out.name + ".zip")
        if os.path.isdir(out):  # noqa: PTH112 - Path.is_dir raises for a name that no disk takes
            raise DeskError(
                _("{name} is a folder").format(name=out.name or str(out)),
                _("Name the zip in it, such as {name}.").format(
                    name=out / self.suggested_name(application_id)
                ),
                file=out,
            )
        refuse_taken(target)
        report(0, 0, _(words.CHECK))
        with self._parts.store.read() as work:
            work.refuse_damaged(self._parts.applications.get(application_id).company_id)
        self._parts.copies.make_all(application_id, report, stop)
        planned = self.plan(application_id, accept_blockers=accept_blockers)
        check_stop(stop)
        findings = [one for found in planned.overview.by_step.values() for one in found]
        stops = blockers(findings)
        if stops and not accept_blockers:
            return BuildResult(None, findings, planned.plan.omissions)
        report(0, 0, _(words.TABLES))
        application = planned.overview.application
        company, stamp = planned.company, planned.stamp
        name = "" if company.entity_kind == "natural_person" else company.short_name
        label = Label(organisation=name, identifier=planned.plan.top, stamp=stamp)
        built = build(planned.plan, target, label, self._open, report, stop)
        record = BundleRecord(
            id=new_id(),
            company_id=application.company_id,
            application_id=application.id,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            path=str(target.absolute()),
            sha256=built.sha256,
            size=built.size,
            files=len(planned.plan.entries),
            accepted_blockers=sorted({one.code for one in stops}),
            contents=built.contents,
        )
        with self._parts.store.work(N_("Build packet")) as work:
            work.bundles.save(record)
        return BuildResult(record, findings, planned.plan.omissions)

    def verify(self, path: Path) -> Verification:
        """Check any packet; DeskError if it is not there or no zip."""
        return verify(path)

    def history(self, application_id: str) -> Sequence[BundleRecord]:
        """The packets of an application, newest first."""
        with self._parts.store.read() as work:
            found = work.bundles.find(application_id=application_id)
        found.reverse()  # of two in one second the later saved comes first
        return sorted(found, key=lambda one: one.built_at, reverse=True)

    def note_submission(
        self, record_id: str, outcome: str, submission: str = "", note: str = ""
    ) -> BundleRecord:
        """Note what became of a packet; `outcome` is one of `OUTCOMES`."""
        assert outcome in OUTCOMES
        with self._parts.store.work(N_("Note submission")) as work:
            record = work.bundles.get(record_id)
            if record is None:
                raise DeskError(_("There is no such packet"), "")
            changed = msgspec.structs.replace(
                record, outcome=outcome, submission=submission, note=note
            )
            work.bundles.save(changed)
        return changed

    def changed_since(self, record: BundleRecord, plan: BundlePlan) -> Sequence[Entry]:
        """Entries of documents that are new or different since that packet."""
        before = set(record.contents.values())
        return [entry for entry in plan.entries if entry.blob and entry.blob not in before]

    def suggested_name(self, application_id: str) -> str:
        """A file name for the packet: its top folder's, with .zip."""
        application = self._parts.applications.get(application_id)
        with self._parts.store.read() as work:
            company = work.companies.get(application.company_id)
        codes = [site.partition(".")[2] for site in application.sites]
        if company is None:
            return "packet.zip"
        return top_folder(application, company, [code for code in codes if code]) + ".zip"

    def findings(self, company_id: str, application_id: str | None) -> list[Finding]:
        """The export step has no problems of its own: it shows those of the others."""
        return []

    def started(self, company_id: str) -> bool:
        """Whether a packet was ever built."""
        with self._parts.store.read() as work:
            return work.bundles.count(company_id=company_id) > 0

    def _documents(self, application: Application) -> tuple[Company, date, list[Entry], list[str]]:
        with self._parts.store.read() as work:
            company = work.companies.get(application.company_id)
            found = work.documents.find(company_id=application.company_id)
        documents = standing(found, self._parts.applications.judged_on(application))
        if company is None:
            raise DeskError(_("There is no company yet"), _("Enter the company first."))
        copies = self._parts.copies
        planned = copies.of(application)
        entries = plan_copies(
            [(one.group, one.copy) for one in planned], copies.forbidden(application)
        )
        used = {name for one in planned for name in one.paper.document_ids}
        days = [one.added_on for one in documents if one.id in used]
        left_out = [one.id for one in documents if one.id not in used]
        return company, max([application.created_on, *days]), entries, left_out

    def _tables(
        self, overview: Overview, rows: Sequence[FormRow], stamp: date
    ) -> tuple[Mapping[str, Sequence[tuple[str, bytes]]], Sequence[Omission]]:
        application, sites = overview.application, self._parts.rules().sites
        stopped = stopped_by(overview.by_step["listings"])
        listings = listing_files(self._parts, application, stopped)
        files = {
            "listings": listings.made,
            "shipping": shipping_files(self._parts, application, stamp),
            "form": [
                ("field_sheet.xlsx", sheet_xlsx(rows, stamp)),
                ("field_sheet.html", sheet_html(rows, application, sites, language())),
            ],
        }
        return files, listings.omissions

    def _interview(self, application: Application) -> Callable[[], dict[str, object]] | None:
        """What the report tells of the interview, where the seller chose it."""
        if not application.interview_in_packet:
            return None
        from seller_desk.core.bundle.interview_page import interview_words

        return lambda: interview_words(self._parts.interviews.sheet(application.id))

    def _open(self, sha256: str) -> IO[bytes]:
        path = self._parts.copies.path_of(sha256) or self._parts.store.blobs.path(sha256)
        with suppress(FileNotFoundError):
            return path.open("rb")
        raise DeskError(
            _("A document is missing from the data folder"),
            _("Add it again from your own copy."),
        )
