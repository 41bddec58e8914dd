"""Proof that this installation works, on the machine where it stands: behind `seller-desk self-test`.

Every check does the real thing once, in a folder of its own that is gone afterwards. The window's check is handed in,
because nothing here knows Qt.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from seller_desk.core.accounts.vault import SessionVault, Vault, open_vault
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _, speaking
from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.desk import open_desk

NAMES = {
    "languages": N_("Both languages"),
    "rules": N_("Rule packs"),
    "picture": N_("Picture through the worker"),
    "pdf": N_("PDF page through the worker"),
    "copies": N_("Copy with a watermark; HEIC and AVIF"),
    "reading": N_("Text on a picture, read"),
    "workbook": N_("Excel file, written and read"),
    "database": N_("Database and its migrations"),
    "packet": N_("Sample company to a verified packet"),
    "keyring": N_("Keyring"),
    "window": N_("Window and all its pages"),
}
_PROBE = "self-test"

WindowCheck = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its stable name, whether it passed, what it saw, how long it took."""

    name: str
    ok: bool
    detail: str
    seconds: float

    def to_json(self) -> dict[str, object]:
        """As the terminal's JSON has it."""
        return {
            "name": self.name,
            "ok": self.ok,
            "detail": self.detail,
            "seconds": round(self.seconds, 3),
        }


def self_test(window: WindowCheck, vault: Vault | None = None) -> Iterator[Result]:
    """Run every check, one after the other. `window` gets a data folder with the sample; it raises if it cannot open."""
    with tempfile.TemporaryDirectory(
        prefix="seller-desk-self-test-", ignore_cleanup_errors=True
    ) as made:
        folder = Path(made)
        checks: dict[str, Callable[[], str]] = {
            "languages": _languages,
            "rules": _rules,
            "picture": lambda: _drawn(folder, "business-licence.jpg"),
            "pdf": lambda: _drawn(folder, "utility-bill.pdf"),
            "copies": lambda: _copies(folder),
            "reading": lambda: _reading(folder),
            "workbook": lambda: _workbook(folder),
            "database": lambda: _database(folder),
            "packet": lambda: _packet(folder),
            "keyring": lambda: _keyring(vault or open_vault()),
            "window": lambda: window(folder / "data"),
        }
        for name, check in checks.items():
            yield _timed(name, check)


def _timed(name: str, check: Callable[[], str]) -> Result:
    begun = time.perf_counter()
    try:
        ok, detail = True, check()
    except DeskError as problem:
        ok, detail = False, " ".join(one for one in (problem.title, problem.advice) if one)
    except Exception as problem:  # noqa: BLE001 - whatever is missing, the other checks go on
        ok, detail = False, f"{type(problem).__name__}: {problem}"
    return Result(name, ok, detail, time.perf_counter() - begun)


def _expect(what: bool, said: str) -> None:
    if not what:
        raise DeskError(said, "")


def _languages() -> str:
    with speaking("zh"):
        chinese = _("Keyring")
    with speaking("en"):
        english = _("Keyring")
    _expect(chinese != english, _("The Chinese catalogue is missing"))
    return f"{chinese} · {english}"


def _rules() -> str:
    from seller_desk.core.rules.load import load_pack, pack_files

    packs = [load_pack(path) for path in pack_files()]
    _expect(bool(packs), _("No rule pack is there"))
    return f"{len(packs)}"


def _drawn(folder: Path, name: str) -> str:
    """A document of the sample through the worker process, from a folder with Chinese in its name."""
    from seller_desk.core.media.worker import WorkerPool

    copy = folder / "用户 张伟" / name
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes((resources_dir() / "samples" / "documents" / name).read_bytes())
    with WorkerPool(1) as pool:
        seen: dict[str, Any] = pool.run("look", str(copy))
        page: dict[str, Any] = pool.run("draw", str(copy), 1, 600)
    _expect(not seen.get("code") and bool(seen.get("pages")), str(seen.get("reason") or seen))
    _expect(bool(page.get("jpg")), str(page.get("reason") or page.get("code")))
    return f"{page['width']} x {page['height']}"


def _copies(folder: Path) -> str:
    """A watermarked copy through the worker, with the shipped letters; that what phones save can be decoded."""
    import pi_heif
    from PIL import features

    from seller_desk.core.documents.renditions.agent import font_path
    from seller_desk.core.media.recipe import Leaf, Made, Recipe, Stamp
    from seller_desk.core.media.worker import WorkerPool

    copy = folder / "用户 张伟" / "身份证.jpg"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes((resources_dir() / "samples" / "documents" / "id-card-front.jpg").read_bytes())
    stamp = Stamp(lines=("仅供样例使用",), font=font_path(), mark="self-test")
    with WorkerPool(1) as pool:
        leaf = Leaf(path=str(copy), side=800)
        answer = pool.run("remake", Recipe(leaves=(leaf,), target="jpg", quality=85, stamp=stamp))
    made = answer.get("made")
    _expect(isinstance(made, Made) and not made.code, str(answer))
    heif = pi_heif.libheif_info()
    _expect(bool(heif["decoders"]) and bool(features.check("avif")), f"{heif}")
    return f"libheif {heif['libheif']}"


def _reading(folder: Path) -> str:
    """The ID card of the sample through the models: its number proves itself by its check digit."""
    from seller_desk.core.services.documents_reading import ReadingService

    copy = folder / "用户 张伟" / "身份证.jpg"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes((resources_dir() / "samples" / "documents" / "id-card-front.jpg").read_bytes())
    service = ReadingService(None)
    try:
        found = service.read(copy)
    finally:
        service.close()
    _expect(not found.code, _(found.reason))
    number = found.field("id_number")
    _expect(number is not None and number.confirmed == "check_digit", f"{found.kind.kind}")
    return f"{found.kind.kind} · {len(found.lines)}"


def _workbook(folder: Path) -> str:
    from seller_desk.core.media.sheets import open_file
    from seller_desk.core.media.workbook import Table, workbook_bytes

    path = folder / "表.xlsx"
    path.write_bytes(
        workbook_bytes([Table("Sheet", ["a", "b"], [["01", "澄湾"]])], date(2026, 1, 1))
    )
    file = open_file(path, len)
    rows = [list(row.cells) for row in file.rows(file.names[0])]
    _expect(["01", "澄湾"] in rows, f"{rows}")
    return f"{path.stat().st_size}"


def _database(folder: Path) -> str:
    """Every migration on an empty file, and the revision that the program expects at the end."""
    import sqlite3

    from seller_desk.core.store import migrate

    database = folder / "migrated.sqlite3"
    migrate.upgrade(database)
    connection = sqlite3.connect(database)
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        connection.close()
    _expect(found == migrate.HEAD, f"{found} != {migrate.HEAD}")
    return f"{found} · SQLite {sqlite3.sqlite_version}"


def _packet(folder: Path) -> str:
    target = folder / "packet.zip"
    with open_desk(DataFolder(folder / "data"), write=True, vault=SessionVault()) as desk:
        company = desk.sample.open()
        application = desk.applications.list(company)[0]
        record, _findings, _omissions = desk.bundles.build(
            application.id, target, accept_blockers=True
        )
        checked = desk.bundles.verify(target)
    problems = "; ".join(one.message for one in checked.problems)
    _expect(record is not None and checked.ok, problems or _("No packet was built"))
    return f"{record.files if record else 0} · {target.stat().st_size}"


def _keyring(vault: Vault) -> str:
    """Keep, read and forget a value that is no secret. A system without a keyring passes, and it is said."""
    state = vault.state()
    if state.kind == "session":
        return _("none: {reason}").format(reason=_(state.trouble))
    _expect(state.kind == "keyring", f"{_(state.trouble)} {_(state.advice)}")
    vault.set(_PROBE, _PROBE)
    try:
        _expect(vault.get(_PROBE) == _PROBE, _("The keyring gave back something else"))
    finally:
        vault.delete(_PROBE)
    _expect(vault.get(_PROBE) is None, _("The keyring did not forget"))
    return _(state.place)
