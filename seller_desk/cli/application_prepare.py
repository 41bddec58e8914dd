"""`seller-desk application answer | interview`: questions before handing in, and the sheet for a video interview."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.applications.interview import InterviewSheet, Rule
from seller_desk.core.applications.preflight import FixStep
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.wording import finding_json, source_json, wording
from seller_desk.core.rules.time_zones import Clock, moment_of
from seller_desk.core.services.preflight import ANSWERS, Asked

_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
ANSWER_WORDS = {"yes": N_("yes"), "no": N_("no"), "not_needed": N_("not needed")}


def add_preparing(application: typer.Typer) -> None:
    """Put the verbs beside those of `application`."""
    application.command("answer")(answer)
    application.command("interview")(interview)


def answer(
    application: str,
    question: Annotated[str, typer.Argument(help="Id of a question (see: application show)")],
    given: Annotated[str, typer.Argument(metavar="yes|no|not_needed|open")],
    note: Annotated[str, typer.Option("--note", help="A word to yourself")] = "",
) -> None:
    """Answer a question that only you can answer; `open` takes the answer back."""
    if given not in (*ANSWERS, "open"):
        raise UsageProblem(
            _("“{text}” is not an answer").format(text=given),
            _("There are: {known}").format(known="yes, no, not_needed, open"),
        )
    desk = current().desk(write=True)
    found = desk.applications.find(application)
    desk.preflight.answer(found.id, question, None if given == "open" else given, note)
    asked = desk.preflight.questions(found.id)
    current().emit(
        {"application": found.id, "questions": questions_json(asked)}, question_lines(asked)
    )


def interview(
    application: str,
    on: Annotated[
        str, typer.Option("--on", help="2026-12-08T10:00 by China's clock, or with an offset")
    ] = "",
    postcard_on: _Day = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the time and the postcard's day with it")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Also write the sheet (HTML)")] = None,
) -> None:
    """The sheet for a video interview: who attends, which originals in order, clocks, the address postcard."""
    if keep and not on and postcard_on is None:
        raise UsageProblem(_("Nothing to keep"), _("Give --on or --postcard-on."))
    at = moment_of(on) if on else None
    posted = postcard_on.date() if postcard_on else None
    desk = current().desk(write=keep)
    found = desk.applications.find(application)
    if keep and at is not None:
        desk.interviews.set_time(found.id, at)
    if keep and posted is not None:
        desk.interviews.set_postcard(found.id, posted)
    sheet = desk.interviews.sheet(found.id, at=at, postcard_on=posted)
    document = sheet_json(sheet)
    lines = _sheet_lines(sheet)
    if out is not None:
        desk.interviews.export(sheet, out)
        document["out"] = str(out)
        lines.append(_("Written: {name}").format(name=out))
    current().emit(document, lines)


def questions_json(asked: list[Asked]) -> list[dict[str, object]]:
    """The questions with their answers."""
    return [
        {
            "id": one.question.id,
            "label": one.question.label.text(),
            "text": one.question.text.text(),
            "answer": one.answer.answer if one.answer else None,
            "note": one.answer.note if one.answer else "",
            "answered_on": one.answer.on.isoformat() if one.answer else None,
            "on_file": list(one.on_file),
            "sources": [source_json(one.question.source_note())],
        }
        for one in asked
    ]


def question_lines(asked: list[Asked]) -> list[str]:
    """The questions for people."""
    return table(
        [_("Question"), _("Answer"), _("Id")],
        [
            (
                one.question.text.text(),
                _(ANSWER_WORDS[one.answer.answer]) if one.answer else _("open"),
                one.question.id,
            )
            for one in asked
        ],
    )


def step_json(step: FixStep) -> dict[str, object]:
    """A finding with its place in the order: the finding's own keys, and `fix_first`."""
    wait = step.wait
    return {
        **finding_json(step.finding),
        "fix_first": {
            "effort": step.effort.id,
            "takes": wait.time.to_json() if wait else None,
            "begin_by": wait.begin_by.isoformat() if wait and wait.begin_by else None,
            "why": step.why(),
            "sources": [source_json(wait.source)] if wait and wait.source else [],
        },
    }


def order_lines(steps: list[FixStep]) -> list[str]:
    """What to fix first, with the reasons, as far as anything has to be fixed."""
    first = [one for one in steps if one.finding.severity != "hint"]
    if not first:
        return []
    lines = [_("What to fix first:")]
    for number, one in enumerate(first, start=1):
        lines.append(f"  {number}. {wording(one.finding).title}  ({one.why()})")
    return lines


def sheet_json(sheet: InterviewSheet) -> dict[str, object]:
    """The interview sheet."""
    return {
        "application": sheet.application_id,
        "where": sheet.where,
        "known": sheet.known,
        "at": sheet.at.isoformat() if sheet.at and sheet.chosen else None,
        "over": sheet.over,
        "clocks": [_clock_json(one) for one in sheet.clocks],
        "representative": sheet.representative,
        "attends": [_rule_json(one) for one in sheet.attends],
        "originals": [
            {
                "number": one.number,
                "id": one.id,
                "label": one.label,
                "kinds": list(one.kinds),
                "proves": one.proves,
                "state": one.state,
                "files": list(one.names),
                "documents": list(one.document_ids),
                "sources": [source_json(source) for source in one.sources],
            }
            for one in sheet.originals
        ],
        "stand_in": {
            "rule": _rule_json(sheet.stand_in) if sheet.stand_in else None,
            "originals": [_rule_json(one) for one in sheet.stand_in_originals],
        },
        "language": _rule_json(sheet.language) if sheet.language else None,
        "slot": _rule_json(sheet.slot) if sheet.slot else None,
        "time_zone": _rule_json(sheet.time_zone) if sheet.time_zone else None,
        "device": _rule_json(sheet.device) if sheet.device else None,
        "postcard": {
            "posted": sheet.postcard_on.isoformat() if sheet.postcard_on else None,
            "enter_by": sheet.postcard_until.isoformat() if sheet.postcard_until else None,
            "too_late": sheet.too_late,
            "rules": [_rule_json(one) for one in sheet.postcard],
        },
        "unknown": [
            {"id": one, "text": text}
            for one, text in zip(sheet.unknown, sheet.unknown_words, strict=True)
        ],
    }


def _rule_json(rule: Rule) -> dict[str, object]:
    return {
        "text": rule.text,
        "value": rule.value,
        "sources": [source_json(one) for one in rule.sources],
    }


def _clock_json(one: Clock) -> dict[str, object]:
    return {
        "zone": one.zone,
        "country": one.country,
        "name": one.name,
        "local": one.local.isoformat(timespec="minutes"),
        "summer_time": one.dst,
        "behind_china_minutes": int(one.behind_home.total_seconds() // 60),
    }


def _sheet_lines(sheet: InterviewSheet) -> list[str]:
    from seller_desk.core.bundle.interview_page import against, clock_text, rule_text

    lines = [_("Interview sheet: {site}").format(site=sheet.where)]
    if not sheet.known:
        lines.append(_("No source says that a video interview is held here."))
    if not sheet.chosen:
        lines.append(_("No time is chosen yet; the clocks show noon in China on the planned day."))
    if sheet.over:
        lines.append(_("This time has passed."))
    lines += [f"  {one.name}  {clock_text(one)}  {against(one)}" for one in sheet.clocks]
    lines.append(_("Who attends: {name}").format(name=sheet.representative or "-"))
    lines += [f"  {one.text}" for one in sheet.attends]
    for one in sheet.originals:
        here = ", ".join(one.names) or _("None on file")
        lines.append(f"  {one.number}. {one.label} ({here})")
        lines.append(f"     {one.proves}")
    if sheet.stand_in:
        lines.append(sheet.stand_in.text)
        lines += [f"  - {one.text}" for one in sheet.stand_in_originals]
    lines += [rule_text(one) for one in (sheet.slot, sheet.device, sheet.language) if one]
    lines += [one.text for one in sheet.postcard]
    if sheet.postcard_on and sheet.postcard_until:
        words = _("Posted {first}; type the code by {last}")
        lines.append(words.format(first=sheet.postcard_on, last=sheet.postcard_until))
        if sheet.too_late:
            lines.append(_("That day has passed: ask the platform for a new postcard."))
    if sheet.unknown:
        lines.append(_("What no source says"))
        lines += [f"  - {text}" for text in sheet.unknown_words]
    return lines
