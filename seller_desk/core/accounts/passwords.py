"""What is said about a password: length, kinds of characters, reuse, age. Rules: process guide P3.9, from the pack."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.language import N_, _
from seller_desk.core.rules.book import Query, RuleBook

CLASS_NAMES = {
    "upper": N_("a capital letter"),
    "lower": N_("a small letter"),
    "digit": N_("a digit"),
    "symbol": N_("a symbol"),
}
SECONDS_SHOWN = 20
SECONDS_IN_CLIPBOARD = 30


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """The pack's rules; None where no pack and no seller says anything."""

    min_length: int | None = None
    classes: tuple[str, ...] = ()
    max_age_days: int | None = None
    reuse_allowed: bool = True

    @classmethod
    def of(cls, rules: RuleBook, on: date) -> "PasswordRules":
        """The rules in force on that day."""
        query = Query(site="", on=on)
        length = rules.whole("account.password.min_length", query)
        classes = rules.words("account.password.classes", query)
        age = rules.whole("account.password.max_age", query)
        reuse = rules.fact("account.password.reuse_allowed", query)
        return cls(
            min_length=length[0] if length else None,
            classes=tuple(one for one in classes[0] if one in CLASS_NAMES) if classes else (),
            max_age_days=age[0] if age else None,
            reuse_allowed=bool(reuse.value) if reuse else True,
        )


@dataclass(frozen=True, slots=True)
class AccountNote:
    """`kind`: short, classes, reused, old, missing, seed_beside_password, good. `tone`: bad, warn, hint, ok."""

    kind: str
    tone: str
    text: str
    values: Mapping[str, object]

    def words(self) -> str:
        """In the language in use; members of a tuple are marked texts."""
        shown = {
            key: _(", ").join(_(str(one)) for one in value) if isinstance(value, tuple) else value
            for key, value in self.values.items()
        }
        return _(self.text).format(**shown)


def strength_notes(password: str, rules: PasswordRules) -> list[AccountNote]:
    """Length and kinds of characters; one good note if both are right."""
    notes = []
    if rules.min_length is not None and len(password) < rules.min_length:
        notes.append(
            AccountNote(
                "short",
                "warn",
                N_("{length} characters, at least {needed} needed"),
                {"length": len(password), "needed": rules.min_length},
            )
        )
    present = {_class_of(char) for char in password}
    lacking = tuple(CLASS_NAMES[one] for one in rules.classes if one not in present)
    if lacking:
        notes.append(AccountNote("classes", "warn", N_("Lacks {lacking}"), {"lacking": lacking}))
    if not notes and rules.min_length is not None:
        notes.append(AccountNote("good", "ok", N_("Length and characters right"), {}))
    return notes


def age_note(changed_on: date | None, on: date, rules: PasswordRules) -> AccountNote | None:
    """Too old by the rule; None where it is not, or nobody knows when it was changed."""
    if changed_on is None or rules.max_age_days is None:
        return None
    days = (on - changed_on).days
    if days <= rules.max_age_days:
        return None
    return AccountNote(
        "old",
        "warn",
        N_("{days} days old; change it about every {limit} days"),
        {"days": days, "limit": rules.max_age_days},
    )


def reused(passwords: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names whose secret is also another's: name -> the others, in order. Compared by keyed hashes in memory only."""
    key = secrets.token_bytes(32)
    by_digest: dict[bytes, list[str]] = {}
    for name, secret in passwords:
        digest = hmac.digest(key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256)
        by_digest.setdefault(digest, []).append(name)
    return {
        name: [other for other in same if other != name]
        for same in by_digest.values()
        if len(same) > 1
        for name in same
    }


def _class_of(char: str) -> str:
    if char.isdigit():
        return "digit"
    if char.isupper():
        return "upper"
    if char.islower():
        return "lower"
    return "symbol" if unicodedata.category(char)[0] in "PSZ" else "other"
