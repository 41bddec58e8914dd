"""Known trouble. Whatever is not a DeskError is a bug and goes to the crash door."""

from pathlib import Path


class DeskError(Exception):
    """Trouble that we foresaw, told to the seller as a title and an advice.

    Both texts are already translated. `file` and `row` name the input at fault, where there is one;
    `exit_code` is what the terminal returns.
    """

    exit_code = 3

    def __init__(
        self,
        title: str,
        advice: str = "",
        *,
        file: str | Path | None = None,
        row: int | None = None,
    ) -> None:
        super().__init__(title)
        self.title = title
        self.advice = advice
        self.file = str(file) if file is not None else None
        self.row = row


class FolderInUse(DeskError):
    """Somebody else holds the data folder's lock: the window, or a command that writes."""


class UsageProblem(DeskError):
    """The command's words are off (an unknown id, a value out of range)."""

    exit_code = 2


class Cancelled(Exception):
    """Raised by long work once its `Stop` says so."""
