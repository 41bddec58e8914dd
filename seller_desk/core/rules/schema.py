"""The JSON schema of a rule pack, for editors; made from the model, kept in resources/rules/schema.json."""

import json
from pathlib import Path

import msgspec

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.model import Pack


def schema_text() -> str:
    """The schema as it lies in the repository."""
    return (
        json.dumps(msgspec.json.schema(Pack), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    )


def schema_path() -> Path:
    """Where it lies."""
    return resources_dir() / "rules" / "schema.json"


if __name__ == "__main__":
    schema_path().write_text(schema_text(), encoding="utf-8")
