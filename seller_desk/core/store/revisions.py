"""The schemas that this program knows: one file a revision in `migrations/versions`."""

from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


def known_revisions() -> list[str]:
    """Every schema that this program can read or upgrade."""
    return [path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py*")]
