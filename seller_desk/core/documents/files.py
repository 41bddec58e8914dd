"""Which files are meant when the seller names files and folders."""

import os
from collections.abc import Iterable
from pathlib import Path

from seller_desk.core.base.language import N_

NOT_OPENED = N_("It is neither a picture that we open nor a PDF")


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as all files below them, by name; links to folders are not followed twice."""
    files: list[Path] = []
    for path in paths:
        try:
            folder = path.is_dir()
        except OSError:
            folder = False
        if not folder:
            files.append(path)
            continue
        for root, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            files += [Path(root, name) for name in sorted(names) if not name.startswith(".")]
    return list(dict.fromkeys(files))
