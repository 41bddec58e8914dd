"""Chinese in Latin letters. Pinyin is the company room's work: it is handed in, rooms do not import each other."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seller_desk.core.documents.match.tokens import Token, canonical, tokens

# Words of an English address that stand for what Pinyin writes otherwise, or that either may lack.
_LEAST_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Romaniser:
    """`name`: a company's name in Pinyin. `person`: every (surname, given names). `address`: a line in English, places
    and Pinyin mixed as addresses are translated.
    """

    name: Callable[[str], str]
    person: Callable[[str], list[tuple[str, str]]]
    address: Callable[[str], str]


def spellings(han: str, kind: str, romaniser: Romaniser) -> Iterator[str]:
    """Accepted spellings of a Chinese name; for people by turns surname first and given names first."""
    if kind != "person":
        yield romaniser.name(han)
        return
    for surname, given in romaniser.person(han):
        yield f"{surname} {given}".strip()
        yield f"{given} {surname}".strip()


def address_words(text: str) -> Counter[str]:
    """The words and numbers of an address in Latin letters."""
    return Counter(one.key for one in canonical(tokens(text), address=True))


def same_address(han: str, latin: str, romaniser: Romaniser) -> str:
    """`romanised`, `part_missing` or `different`: the numbers must agree, most of the names too.

    A translated address is one of many right ones, so names are weighed, numbers are not.
    """
    mine, theirs = address_words(romaniser.address(han)), address_words(latin)
    numbers, others = _numbers(mine), _numbers(theirs)
    names, known = mine - numbers, theirs - others
    shared = sum((names & known).values()) + _run_together(names, known)
    if shared < _LEAST_SHARED * min(sum(names.values()), sum(known.values())):
        return "different"
    if numbers == others:
        return "romanised"
    return "part_missing" if numbers < others or others < numbers else "different"


def _numbers(words: Counter[str]) -> Counter[str]:
    return Counter({word: n for word, n in words.items() if Token(word, 0, 0).number})


def _run_together(names: Counter[str], known: Counter[str]) -> int:
    """Pinyin that one side writes in one word and the other in several: Yang Li, Yangli."""
    text = "".join(known - names)
    return sum(n for word, n in (names - known).items() if len(word) > 3 and word in text)
