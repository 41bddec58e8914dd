"""Pictures that are alike: the same one again, resized, padded, compressed anew. Never every picture against every other.

Two pictures are alike if their marks differ in at most `MOST_BITS` bits and their colours by little. By the pigeonhole
principle two such marks have one of `MOST_BITS + 1` bands in common, so only pictures that share a band are compared.
"""

from collections.abc import Hashable, Iterable, Sequence
from random import Random

from seller_desk.core.listings.pictures.shape import Shape

MOST_BITS, MOST_TONE = 7, 22
_BITS = 128
_BANDS = MOST_BITS + 1
# Bits of one place in the picture are alike: shuffled, each band has some of every place.
_ORDER = tuple(Random(5).sample(range(_BITS), _BITS))
# A mark with fewer bits set says nothing (an even surface).
_LEAST_SET = 6


def alike(one: Shape, other: Shape) -> bool:
    """Whether two pictures show the same, but for size, margin and compression."""
    if not (_tells(one) and _tells(other)):
        return bool(one.mark) and one.mark == other.mark and one.tones == other.tones
    return (
        bits_apart(one.mark, other.mark) <= MOST_BITS
        and tone_apart(one.tones, other.tones) <= MOST_TONE
    )


def bits_apart(one: str, other: str) -> int:
    """In how many bits two marks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def tone_apart(one: str, other: str) -> int:
    """The largest difference of a channel in any ninth of the picture, 0 to 255."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return max((abs(a - b) for a, b in pairs), default=0)


def _tells(shape: Shape) -> bool:
    return bool(shape.mark) and int(shape.mark, 16).bit_count() >= _LEAST_SET


def _bands(mark: str) -> list[tuple[int, int]]:
    number = int(mark, 16)
    bits = [number >> place & 1 for place in _ORDER]
    wide = _BITS // _BANDS
    found = []
    for band in range(_BANDS):
        key = 0
        for bit in bits[band * wide : (band + 1) * wide]:
            key = key << 1 | bit
        found.append((band, key))
    return found


def alike_pairs(
    pictures: Iterable[tuple[Hashable, Shape]], *, most_each: int = 60
) -> list[tuple[Hashable, Hashable]]:
    """Pairs of names whose pictures are alike, in the order given. Pictures with the very same mark count as one for the
    search; a crowded band is cut off at `most_each` pictures, so that ten thousand even surfaces cost no million looks."""
    groups: dict[tuple[str, str], list[Hashable]] = {}
    for name, shape in pictures:
        if _tells(shape):
            groups.setdefault((shape.mark, shape.tones), []).append(name)
    pairs = [
        (names[0], other) for names in groups.values() if len(names) > 1 for other in names[1:]
    ]
    buckets: dict[tuple[int, int], list[tuple[str, str]]] = {}
    seen: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for key in groups:
        for band in _bands(key[0]):
            bucket = buckets.setdefault(band, [])
            for other in bucket[-most_each:]:
                if (other, key) not in seen and _alike_keys(other, key):
                    seen.add((other, key))
                    pairs.append((groups[other][0], groups[key][0]))
            bucket.append(key)
    return pairs


def _alike_keys(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return bits_apart(one[0], other[0]) <= MOST_BITS and tone_apart(one[1], other[1]) <= MOST_TONE


def repeats(shapes: Sequence[Shape | None]) -> list[tuple[int, int]]:
    """(number, number of the earlier one) of pictures of one listing that repeat another."""
    found = []
    for number, shape in enumerate(shapes):
        if shape is None or not shape.mark:
            continue
        for earlier in range(number):
            other = shapes[earlier]
            if other is not None and other.mark and alike(other, shape):
                found.append((number, earlier))
                break
    return found
