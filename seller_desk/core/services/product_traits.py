"""What the seller said of the products of a category (`wireless`: yes), kept per company; several steps ask for it."""

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

Said = dict[str, bool]
_NAME = "product_traits"


def traits_of(store: Store, company_id: str) -> dict[str, Said]:
    """By category; what was not said is absent."""
    text = store.setting(f"{_NAME}.{company_id}")
    return msgspec.json.decode(text, type=dict[str, Said]) if text else {}


def keep_traits(store: Store, company_id: str, category: str, trait: str, yes: bool | None) -> None:
    """Keep one answer, or take it back with None."""
    said = traits_of(store, company_id)
    answers = {one: value for one, value in said.get(category, {}).items() if one != trait}
    if yes is not None:
        answers[trait] = yes
    text = msgspec.json.encode({**said, category: answers}).decode()
    with store.work(N_("Product traits")) as work:
        work.typed.save(Setting(id=f"{_NAME}.{company_id}", value=text))


def as_query(said: dict[str, Said], category: str) -> tuple[tuple[str, bool], ...]:
    """The answers for a look-up in the rule book."""
    return tuple(sorted(said.get(category, {}).items()))
