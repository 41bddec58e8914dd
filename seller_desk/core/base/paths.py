"""Where things lie: shipped resources (source tree, wheel, frozen program) and the seller's data folder."""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@cache
def resources_dir() -> Path:
    """The folder of shipped data, wherever this program runs from."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parents[2]
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package.parent / "resources", package / "resources"]
    for candidate in candidates:
        if (candidate / "rules").is_dir():
            return candidate
    raise FileNotFoundError("resources/ is missing from this installation")


def notices() -> Path | None:
    """The licences of all libraries, where they are shipped: in the packaged program."""
    path = resources_dir().parent / "THIRD-PARTY.txt"
    return path if path.exists() else None


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The seller's data folder and the names inside it."""

    root: Path

    @classmethod
    def default(cls) -> "DataFolder":
        """The folder that the OS has for this program's user data."""
        from platformdirs import user_data_path

        return cls(user_data_path("SellerDesk", appauthor=False))

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "desk.sqlite3"

    @property
    def listing_states(self) -> Path:
        """How listings stand on sites; made anew where it is missing."""
        return self.root / "listing-states.sqlite3"

    @property
    def blobs(self) -> Path:
        """Originals, content-addressed."""
        return self.root / "blobs"

    @property
    def readings(self) -> Path:
        """What was read of documents, by content."""
        return self.root / "readings"

    @property
    def copies(self) -> Path:
        """Copies that were made for platforms."""
        return self.root / "copies"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "backups"

    @property
    def looks(self) -> Path:
        """What the window saw last, so that the next start need not look again."""
        return self.root / "looks.bin"

    @property
    def logs(self) -> Path:
        """Logs without personal data."""
        return self.root / "logs"

    @property
    def rules(self) -> Path:
        """Community rule packs that the seller added."""
        return self.root / "rules"

    @property
    def lock(self) -> Path:
        """Held by whoever writes."""
        return self.root / "desk.lock"
