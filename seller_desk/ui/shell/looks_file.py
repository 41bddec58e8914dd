"""The file that keeps what was seen: first the counts that the rail shows at once, then everything.

It only saves time. A file that is missing, torn, or of another program is as good as none, so it is replaced without
waiting for the disk.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from seller_desk.core.applications.checklist import Action
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.readiness import Readiness
from seller_desk.core.applications.reminders import Reminder
from seller_desk.core.base import system
from seller_desk.core.base.files import read_ordinary
from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.services.applications import Overview
from seller_desk.ui.shell.findings_file import Findings, Writer, findings_of
from seller_desk.ui.shell.survey import ApplicationRow, StepState, Survey

_FORM = b"SDL2"
_DIGEST_BYTES, _LENGTH_BYTES = 16, 8
_MOST_BYTES = 256 << 20


class Kept(NamedTuple):
    """The survey, and what the applications page shows."""

    survey: Survey
    overviews: Sequence[Overview]
    names: Sequence[tuple[str, str]]
    actions: Sequence[Action]
    reminders: Sequence[Reminder] = ()


class _Count(msgspec.Struct, frozen=True, array_like=True):
    state: str
    count: int
    worst: Severity | None


class _Head(msgspec.Struct, frozen=True, array_like=True):
    mark: str
    company_id: str
    application_id: str | None
    steps: dict[str, _Count]
    rows: list[ApplicationRow]


class _Action(msgspec.Struct, frozen=True, array_like=True):
    finding: int
    step: str
    due: date | None
    application_ids: tuple[str, ...]


class _Body(msgspec.Struct, frozen=True, array_like=True):
    findings: Findings
    steps: dict[str, list[int]]
    applications: list[tuple[Application, Readiness]]
    names: list[tuple[str, str]]
    actions: list[_Action]
    reminders: list[Reminder] = []


def write(path: Path, mark: str, kept: Kept) -> None:
    """Replace the file. OSError, or TypeError for a finding that cannot be written."""
    steps = kept.survey.steps
    counts = {step: _Count(one.state, one.count, one.worst) for step, one in steps.items()}
    survey = kept.survey
    head = _Head(mark, survey.company_id, survey.application_id, counts, list(survey.applications))
    writer = Writer()
    body = _Body(
        steps={step: writer.numbers(one.findings) for step, one in steps.items()},
        actions=[
            _Action(writer.number(one.finding), one.step, one.due, one.application_ids)
            for one in kept.actions
        ],
        findings=writer.table(),
        applications=[(one.application, one.readiness) for one in kept.overviews],
        names=list(kept.names),
        reminders=list(kept.reminders),
    )
    _replace(path, msgspec.msgpack.encode(head), msgspec.msgpack.encode(body))


def read_counts(
    path: Path, company_id: str, application_id: str | None, holds: Callable[[str], bool]
) -> Survey | None:
    """States and counts of this company and application, without findings.

    None if others were seen last, or if the mark that they were seen under no longer `holds`.
    """
    try:
        head, _rest = _read(path)
    except (OSError, ValueError):
        return None
    if (head.company_id, head.application_id) != (company_id, application_id):
        return None
    if not holds(head.mark):
        return None
    steps = {
        step: StepState(one.state, told=(one.count, one.worst)) for step, one in head.steps.items()
    }
    return Survey(company_id, application_id, steps, tuple(head.rows))


def read(path: Path, mark: str) -> Kept | None:
    """All that was seen under this mark, or None."""
    try:
        head, rest = _read(path)
        if head.mark != mark:
            return None
        body = msgspec.msgpack.decode(rest, type=_Body)
        return _kept(head, body, findings_of(body.findings))
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError):
        return None


def _kept(head: _Head, body: _Body, found: Sequence[Finding]) -> Kept:
    seen = Survey(head.company_id, head.application_id, {}, tuple(head.rows))
    steps = {
        step: StepState(one.state, tuple(found[number] for number in body.steps[step]))
        for step, one in head.steps.items()
    }
    return Kept(
        replace(seen, steps=steps),
        [Overview(application, far, {}) for application, far in body.applications],
        body.names,
        [
            Action(found[one.finding], one.step, one.due, one.application_ids)
            for one in body.actions
        ],
        body.reminders,
    )


def _replace(path: Path, head: bytes, body: bytes) -> None:
    length = len(head).to_bytes(_LENGTH_BYTES, "big")
    system.private_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            for piece in (_FORM, _digest(length + head + body), length, head, body):
                part.write(piece)
        system.replace_with_retry(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> tuple[_Head, bytes]:
    """ValueError if these are not the bytes that were written."""
    data = read_ordinary(path, _MOST_BYTES)
    start = len(_FORM) + _DIGEST_BYTES
    if data[: len(_FORM)] != _FORM or data[len(_FORM) : start] != _digest(data[start:]):
        raise ValueError(path.name)
    body = start + _LENGTH_BYTES + int.from_bytes(data[start : start + _LENGTH_BYTES], "big")
    return msgspec.msgpack.decode(data[start + _LENGTH_BYTES : body], type=_Head), data[body:]


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()
