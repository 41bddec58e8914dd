"""Opening tables that sellers and carriers send: CSV in any usual encoding, XLSX, XLS, ODS. Cells come out as text."""

from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.language import _
from seller_desk.core.media.csv_files import open_csv
from seller_desk.core.media.rows import Known, SheetFile
from seller_desk.core.media.workbook_files import open_workbook

MOST_BYTES = 512 * 1024 * 1024


def open_file(path: Path, known: Known, encoding: str = "") -> SheetFile:
    """Open a CSV file or a workbook. `encoding` overrules what we would choose.

    Raises DeskError if the file is missing, empty, locked, too large or of another kind.
    """
    data = _bytes_of(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return open_workbook(path, data)
    return open_csv(path, data, known, encoding)


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_ordinary(path, MOST_BYTES)
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
        raise DeskError(
            _("{name} is not a sheet that this program reads").format(name=path.name),
            _("Save it as CSV or XLSX."),
            file=path,
        ) from problem
    if not data.strip(b"\x00 \r\n\t"):
        raise DeskError(_("{name} is empty").format(name=path.name), file=path)
    return data
