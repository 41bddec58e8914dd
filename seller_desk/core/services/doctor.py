"""What this machine has and lacks: the checks behind `seller-desk doctor`. Looks, changes nothing, loads no Qt."""

import contextlib
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.accounts.vault import Vault
from seller_desk.core.base import system
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.paths import DataFolder

# A plain name: type checkers for one system must not skip the lines for the others.
_PLATFORM: str = sys.platform
NEEDED_FREE = 500 * 1024 * 1024
# UPSERT and RETURNING, which the store writes with.
NEEDED_SQLITE = (3, 35, 0)
# Chinese fonts by the file names that systems give them.
_FONTS = ("msyh", "pingfang", "notosanscjk", "sourcehansans", "wqy", "simsun", "simhei", "stheiti", "droidsansfallback", "hiraginosansgb")  # fmt: skip
# Larger files, packets of scans, are compared by size; `backup check` reads them.
_READ_AT_MOST = 32 << 20
_MOST_TOLD = 10
_SYNCED = ("onedrive", "dropbox", "icloud", "nutstore", "坚果云", "baidunetdisk", "google drive")


@dataclass(frozen=True, slots=True)
class Check:
    """`state`: ok, warning, bad or unknown. Texts are translated already."""

    name: str
    state: str
    detail: str
    advice: str = ""

    def to_json(self) -> dict[str, str]:
        """As the terminal's JSON has it."""
        return {
            "name": self.name,
            "state": self.state,
            "detail": self.detail,
            "advice": self.advice,
        }


NAMES = {
    "keyring": N_("Keyring"),
    "fonts": N_("Chinese font"),
    "disk": N_("Free space"),
    "sqlite": "SQLite",
    "data_folder": N_("Data folder"),
    "database": N_("Database"),
    "exports": N_("Files written"),
    "connections": N_("Connections"),
    "qt": "Qt",
}


def examine(folder: DataFolder, vault: Vault, connections: int = 0) -> Iterator[Check]:
    """Every check, one after the other; the keyring's may wait for the OS."""
    yield keyring_check(vault)
    yield font_check()
    yield disk_check(folder.root)
    yield sqlite_check()
    yield folder_check(folder.root)
    yield database_check(folder)
    yield exports_check(folder)
    yield connections_check(connections)
    yield qt_check()


def keyring_check(vault: Vault) -> Check:
    """Where secrets go."""
    state = vault.state()
    if state.kind == "keyring":
        return Check("keyring", "ok", _(state.place))
    return Check("keyring", "warning", _(state.trouble), _(state.advice))


def font_check(folders: Callable[[], list[Path]] | None = None) -> Check:
    """Whether a font with Chinese characters is installed."""
    found = _chinese_font((folders or _font_folders)())
    if found:
        return Check("fonts", "ok", found)
    return Check(
        "fonts",
        "bad",
        _("No Chinese font found"),
        _("Install one, on Debian and Ubuntu: sudo apt install fonts-noto-cjk"),
    )


def disk_check(root: Path, free: Callable[[Path], int] = system.free_bytes) -> Check:
    """Room for documents, copies and backups."""
    there = next(one for one in (root, *root.parents) if one.exists())
    left = free(there)
    detail = _("{size} MB free").format(size=left // (1024 * 1024))
    if left >= NEEDED_FREE:
        return Check("disk", "ok", detail)
    return Check("disk", "warning", detail, _("Make room: packets and backups need about 500 MB."))


def sqlite_check(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Check:
    """The database engine that Python came with."""
    text = ".".join(map(str, version))
    if version >= NEEDED_SQLITE:
        return Check("sqlite", "ok", text)
    return Check("sqlite", "bad", text, _("Use a newer Python: SQLite 3.35 or later is needed."))


def folder_check(root: Path) -> Check:
    """Private to its owner, writable, on a disk of this machine and in no synced folder."""
    if not root.exists():
        return Check("data_folder", "ok", _("Not made yet: {folder}").format(folder=root))
    if not os.access(root, os.W_OK):
        return Check(
            "data_folder",
            "bad",
            _("Cannot be written: {folder}").format(folder=root),
            _("Choose another with --data-dir."),
        )
    loose = "" if _PLATFORM == "win32" else f"{root.stat().st_mode & 0o077:03o}"
    if loose.strip("0"):
        return Check(
            "data_folder",
            "warning",
            _("Others on this machine can open it: {folder}").format(folder=root),
            _("Close it to them: chmod 700 on that folder."),
        )
    return place_check(root) or Check("data_folder", "ok", str(root))


def database_check(folder: DataFolder) -> Check:
    """SQLite's look at the file, which is only read, and every row against its seal."""
    if not folder.database.exists():
        return Check("database", "ok", _("Not made yet: {folder}").format(folder=folder.database))
    from seller_desk.core.store.backup import newest
    from seller_desk.core.store.damage import DamagedDatabase
    from seller_desk.core.store.snapshot import health

    found = health(folder.database)
    told = DamagedDatabase(folder.database, newest(folder.backups))
    if found.damage:
        return Check("database", "bad", told.title, told.advice)
    if found.unsealed:
        rows = listed(f"{table} {row}" for table, row in found.unsealed)
        return Check(
            "database",
            "bad",
            _("Rows are not what was saved: {rows}").format(rows=rows),
            told.advice,
        )
    return Check("database", "ok", str(folder.database))


def exports_check(folder: DataFolder) -> Check:
    """Whether the files that we wrote are as we wrote them. They are the seller's: a change is told, it is no problem."""
    from seller_desk.core.store import exports
    from seller_desk.core.store.connections import read_only

    files: list[exports.ExportRecord] = []
    if folder.database.exists():
        # What is wrong with the file is told by `database_check`.
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(read_only(folder.database), uri=True)) as connection,
        ):
            files = exports.written(connection)
    if not files:
        return Check("exports", "ok", _("None yet"))
    found = list(exports.states(files, read_at_most=_READ_AT_MOST))
    other = [one for one in found if one.state != exports.SAME]
    lines = [
        _("{count} files, {same} unchanged").format(count=len(found), same=len(found) - len(other)),
        *(f"{exports.state_words(one)}: {one.record.path}" for one in other[:_MOST_TOLD]),
    ]
    if len(other) > _MOST_TOLD:
        lines.append(
            _("and {count} more: seller-desk backup check").format(count=len(other) - _MOST_TOLD)
        )
    return Check("exports", "ok", "\n    ".join(lines))


def place_check(root: Path) -> Check | None:
    """What is wrong with the disk or folder that the data lie on; None if it is one of this machine and not synced."""
    if any(name in part.lower() for part in root.parts for name in _SYNCED):
        return Check(
            "data_folder",
            "warning",
            _("In a synced folder: {folder}").format(folder=root),
            _("Syncing can damage the database and copies ID scans elsewhere. Move it, and use --data-dir."),
        )  # fmt: skip
    if system.is_network_drive(root):
        return Check(
            "data_folder",
            "warning",
            _("On a network drive: {folder}").format(folder=root),
            _("The database needs a disk of this machine. Move it, and use --data-dir."),
        )
    return None


def connections_check(connections: int) -> Check:
    """How many connections this program opened."""
    text = _("{count} opened by this program").format(count=connections)
    return Check("connections", "ok" if connections == 0 else "bad", text)


def qt_check() -> Check:
    """Whether the window's libraries are all there; looks at files and asks the loader, without loading Qt."""
    spec = importlib.util.find_spec("PySide6")
    home = Path(spec.origin).parent if spec and spec.origin else None
    if home is None:
        return Check(
            "qt", "bad", _("PySide6 is missing"), _("Install it: pip install PySide6-Essentials")
        )
    plugin = next(iter(sorted(home.rglob("libqxcb.so"))), None)
    if _PLATFORM != "linux" or plugin is None:
        return Check("qt", "ok", "PySide6")
    lacking = _missing_libraries(plugin)
    if not lacking:
        return Check("qt", "ok", "PySide6")
    return Check(
        "qt",
        "warning",
        _("The window lacks: {libraries}").format(libraries=listed(lacking)),
        _("Run make setup, or install these libraries; the terminal works without them."),
    )


def _missing_libraries(library: Path) -> list[str]:
    loader = shutil.which("ldd")
    if loader is None:
        return []
    try:
        answer = subprocess.run(
            [loader, str(library)], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [
        line.split("=>")[0].strip() for line in answer.stdout.splitlines() if "not found" in line
    ]


def _font_folders() -> list[Path]:
    home = Path.home()
    if _PLATFORM == "win32":
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts",
        ]
    if _PLATFORM == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    return [
        *(Path(one) / "fonts" for one in shared if one),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    ]


def _chinese_font(folders: list[Path]) -> str:
    for folder in folders:
        if not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*.[toTO][tT][cfCF]")):
            plain = path.name.lower().replace("-", "").replace("_", "").replace(" ", "")
            if any(plain.startswith(name) for name in _FONTS):
                return path.name
    return ""
