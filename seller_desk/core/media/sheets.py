"""Opening tables that sellers and carriers send: CSV in any usual encoding, XLSX, XLS, ODS. Cells come out as text."""

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.language import _
from seller_desk.core.media.csv_files import open_csv
from seller_desk.core.media.rows import Known, SheetFile
from seller_desk.core.media.workbook_files import open_workbook
from seller_desk.core.media.xml_rows import open_xml

MOST_BYTES = 512 * 1024 * 1024
# Text is read line by line: only a file that nobody means to be a table is longer.
MOST_TEXT_BYTES = 8 * 1024 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HEAD = 64 * 1024


def open_file(path: Path, known: Known, encoding: str = "", separator: str = "") -> SheetFile:
    """Open a CSV file or a workbook. `encoding` and `separator` overrule what we would choose.

    Raises DeskError if the file is missing, empty, locked, too large or of another kind.
    """
    with _told(path):
        head = read_head(path)
        if head.startswith(_WORKBOOKS):
            return open_workbook(path, read_ordinary(path, MOST_BYTES))
        if path.stat().st_size > MOST_TEXT_BYTES:
            raise TooLargeError(errno.EFBIG, "File too large", str(path))
        _refuse_other(path, head)
        if _start(head).startswith((b"<?xml", b"<rss", b"<feed")):
            return open_xml(path, head)
        return open_csv(path, known, encoding, separator)


def read_head(path: Path) -> bytes:
    """The first 64 KB of an ordinary file. DeskError if there is nothing in it; OSError as the system says."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENODEV, "Not an ordinary file", str(path))
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
        if not head.strip(b"\x00 \r\n\t") and not any(
            piece.strip(b"\x00 \r\n\t") for piece in iter(lambda: handle.read(_HEAD), b"")
        ):
            raise DeskError(_("{name} is empty").format(name=path.name), file=path)
    return head


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says of the file, as the seller can act on it."""
    try:
        yield
    except TooLargeError as problem:
        raise DeskError(
            _("{name} is too large").format(name=path.name),
            _("Split the file; nothing was imported."),
            file=path,
        ) from problem
    except FileNotFoundError:
        raise DeskError(_("There is no file {name}").format(name=path.name), file=path) from None
    except PermissionError as problem:
        raise in_use(path) from problem
    except (OSError, ValueError) as problem:
        raise _no_sheet(path) from problem


def _refuse_other(path: Path, head: bytes) -> None:
    """DeskError for text that is no table: JSON, a web page under the name of a workbook."""
    start = _start(head)
    if start.startswith((b"[{", b'{"', b"[\r", b"[\n", b"[ ", b"{\r", b"{\n", b"{ ")):
        raise DeskError(
            _("{name} is JSON, which has no rows and columns").format(name=path.name),
            _("Export the products as CSV or XLSX."),
            file=path,
        )
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<style")):
        raise DeskError(
            _("{name} is a web page under the name of a sheet").format(name=path.name),
            _("Open it in Excel or WPS and save it again as XLSX or CSV."),
            file=path,
        )


def _start(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()


def _no_sheet(path: Path) -> DeskError:
    return DeskError(
        _("{name} is not a sheet that this program reads").format(name=path.name),
        _("Save it as CSV or XLSX."),
        file=path,
    )
