"""Rules that hold on every platform: the packs under `resources/rules/general`, without the platforms' packs."""

from functools import cache

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.load import load_pack


@cache
def general_rules() -> RuleBook:
    """The general packs, read once. The seller's own values go on top by `with_overrides`."""
    folder = resources_dir() / "rules" / "general"
    return RuleBook([load_pack(path) for path in sorted(folder.glob("*.toml"))])
