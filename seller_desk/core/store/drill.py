"""The trial: restore a backup into a folder of its own, open it, read every row, and throw it away."""

from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.store.backup import workshop
from seller_desk.core.store.restore import swap, trial
from seller_desk.core.store.snapshot import health

DRILL = N_("Trying to restore")


def rehearse(
    path: Path, folder: DataFolder, report: Progress = silent, stop: Stop = never
) -> list[str]:
    """What is wrong with this backup; nothing if it would restore. The data in use are only read."""
    from seller_desk.core.store.store import Store

    report(0, 0, _(DRILL))
    problems: list[str] = []
    with workshop(folder.backups) as shop:
        place = DataFolder(shop / "trial")
        try:
            prepared = trial(path, place, folder, report, stop)
            problems += [
                _("The document {hash} is missing").format(hash=one[:12])
                for one in prepared.missing
            ]
            swap(place, prepared)
            store = Store.open(place)
            try:
                check_stop(stop)
                with store.read() as work:
                    for repository in work.all():
                        for _record in repository.stream():
                            pass
            finally:
                store.close()
            found = health(place.database)
            problems += found.damage
            problems += [
                _("The row {row} in {table} is not what was saved").format(row=row, table=table)
                for table, row in found.unsealed
            ]
        except DeskError as problem:
            problems.append(problem.title)
    return problems
