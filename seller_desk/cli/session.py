"""What one run of the terminal shares: its options, its desk, how it prints."""

import contextlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

from seller_desk.cli.arguments import GlobalOptions
from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.language import _, language
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import wording
from seller_desk.core.desk import Desk, open_desk

if TYPE_CHECKING:
    from seller_desk.core.rules.book import RuleBook

_COLON = re.compile("(?<=[\u4e00-\u9fff）”]): ")
_MARKS = {Severity.BLOCKER: "x", Severity.WARNING: "!", Severity.HINT: "-"}


class Session:
    """One run. Commands call `desk(write=...)`, then `emit` once; `exit_code` is what the run returns."""

    def __init__(self, options: GlobalOptions) -> None:
        self.as_json = options.as_json
        # Only what was given, for commands that otherwise work in a folder of their own.
        self.data_dir = options.data_dir
        self.folder = DataFolder(options.data_dir) if options.data_dir else DataFolder.default()
        self.exit_code = 0
        self._stack = ExitStack()

    def desk(self, *, write: bool) -> Desk:
        """The desk on the chosen data folder, open until the run ends."""
        desk = self._stack.enter_context(open_desk(self.folder, write=write))
        self._stack.callback(_tell_left_out, desk)
        return desk

    def rules(self) -> "RuleBook":
        """The packs; with the seller's own values where a data folder exists already. None is made."""
        if self.folder.database.exists():
            return self.desk(write=False).rules()
        from seller_desk.core.rules.book import RuleBook

        return RuleBook.load(self.folder.rules)

    def emit(self, document: object, human: Iterable[str]) -> None:
        """Print the JSON document, or these lines for people. Call it exactly once."""
        self._write(
            [json.dumps(document, ensure_ascii=False, indent=1) + "\n"]
            if self.as_json
            else _told(human)
        )

    def emit_many(
        self,
        document: dict[str, object],
        key: str,
        items: Iterable[dict[str, object]],
        human: Iterable[str],
    ) -> None:
        """Like `emit`, with a list under `key` that may be long: it is printed as it comes, never held whole."""
        self._write(_streamed(document, key, items) if self.as_json else _told(human))

    def _write(self, parts: Iterable[str]) -> None:
        try:
            for part in parts:
                sys.stdout.write(part)
            sys.stdout.flush()
        except OSError as problem:
            system.drop_stdout()
            if isinstance(problem, BrokenPipeError):
                raise
            raise DeskError(
                _("The output cannot be written"), _("Is the disk that it goes to full?")
            ) from problem

    def found(self, findings: Sequence[Finding]) -> None:
        """Exit 1 if blockers are among these findings."""
        if any(one.severity is Severity.BLOCKER for one in findings):
            self.exit_code = max(self.exit_code, 1)

    def close(self) -> None:
        """Close the desk, whatever happened."""
        with contextlib.suppress(DeskError):
            self._stack.close()


def _told(human: Iterable[str]) -> Iterator[str]:
    # Label and value meet in many places; after a Chinese label stands a Chinese colon, as wide as both.
    chinese = language() == "zh"
    for line in human:
        yield f"{_COLON.sub('：', line) if chinese else line}\n"


def _streamed(
    document: dict[str, object], key: str, items: Iterable[dict[str, object]]
) -> Iterator[str]:
    """One JSON document, item by item."""
    begun = json.dumps(document, ensure_ascii=False, indent=1)[:-2]
    yield f'{begun},\n "{key}": ['
    mark = "\n  "
    for item in items:
        yield mark + json.dumps(item, ensure_ascii=False)
        mark = ",\n  "
    yield "\n ]\n}\n"


def _tell_left_out(desk: Desk) -> None:
    """Rule packs that were left out, below the answer that was made without them; stdout stays one document."""
    packs = vars(desk).get("packs")
    for trouble in packs.broken if packs else ():
        sys.stderr.write(f"{trouble.title}: {trouble.advice}\n")


_current: Session | None = None


def start(options: GlobalOptions) -> Session:
    """Make the session of this run."""
    global _current
    _current = Session(options)
    return _current


def current() -> Session:
    """The session of this run."""
    assert _current is not None
    return _current


def day_of(text: str) -> date | None:
    """A day as an option gives it; None where nothing was given. UsageProblem for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageProblem(
            _("“{text}” is not a date").format(text=text), _("Write it as 2026-12-08.")
        ) from None


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """Findings for people: a marked bold line, and what was measured under it."""
    lines: list[str] = []
    for one in by_weight(findings):
        said = wording(one)
        lines.append(f"{_MARKS[one.severity]} {said.title}  ({one.code})")
        if said.detail:
            lines.append(f"    {said.detail}")
        lines.extend(
            f"    {_('Source')}: {source.title} {source.as_of or _('undated')}"
            for source in one.sources[:1]
        )
    return lines or [_("No problems found.")]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Aligned columns; Chinese characters count as two wide."""
    whole = [list(head), *[list(row) for row in rows]]
    widths = [max(_width(row[column]) for row in whole) for column in range(len(head))]
    lines = [
        "  ".join(cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(row)).rstrip()
        for row in whole
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
