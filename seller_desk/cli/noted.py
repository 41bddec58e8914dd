"""Files that commands write without needing a company: noted in the data folder's history where there is one."""

import sys
from collections.abc import Callable
from pathlib import Path

from seller_desk.cli.session import current
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import write_atomic

Write = Callable[[Path, bytes], object]


def writer(what: str) -> Write:
    """Writes a file whole or not at all; `what` is a key of the store's `KINDS`. Makes no data folder.

    A database that cannot be opened is told on stderr and does not keep the seller from their file.
    """
    if not current().folder.database.exists():
        return write_atomic
    try:
        desk = current().desk(write=False)
        active = desk.companies.active()
    except DeskError as problem:
        sys.stderr.write(f"{problem.title}: {problem.advice}\n")
        return write_atomic
    owner = active.id if active else ""

    def write(target: Path, data: bytes) -> object:
        form = target.suffix.lstrip(".").lower()
        return desk.store.write_out(target, data, company_id=owner, what=what, form=form)

    return write
