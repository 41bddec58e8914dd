"""BagIt (RFC 8493): the files around the payload that let any BagIt tool verify a packet."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

VERSION = "1.0"
PAYLOAD = "data/"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARATION = f"BagIt-Version: {VERSION}\nTag-File-Character-Encoding: UTF-8\n".encode()


def manifest(hashes: Iterable[tuple[str, str]]) -> bytes:
    """Lines of `hash  path`, by path; CR, LF and % of a path are percent-encoded (RFC 8493, 2.1.3)."""
    lines = [f"{digest}  {encoded(path)}\n" for path, digest in sorted(hashes)]
    return "".join(lines).encode("utf-8")


def encoded(path: str) -> str:
    """A path as manifests write it."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded(path: str) -> str:
    """A path as it was before `encoded`; other percent signs stay."""
    for code, char in (("%0D", "\r"), ("%0d", "\r"), ("%0A", "\n"), ("%0a", "\n"), ("%25", "%")):
        path = path.replace(code, char)
    return path


def info(*, organisation: str, identifier: str, stamp: date, size: int, files: int) -> bytes:
    """bag-info.txt. The date is that of the last change, not of the clock."""
    labels = {
        "Bag-Software-Agent": "Seller Desk",
        "Bagging-Date": stamp.isoformat(),
        "External-Identifier": identifier,
        "Payload-Oxum": f"{size}.{files}",
        "Source-Organization": organisation,
    }
    lines = [f"{label}: {_one_line(value)}\n" for label, value in labels.items() if value]
    return "".join(lines).encode("utf-8")


def tag_files(payload: Iterable[tuple[str, str]], bag_info: bytes) -> list[tuple[str, bytes]]:
    """The tag files, in the order in which they are written; `payload` has (path with data/, hash)."""
    files = [
        ("bagit.txt", DECLARATION),
        ("bag-info.txt", bag_info),
        (MANIFEST, manifest(payload)),
    ]
    tags = [(name, sha256(data).hexdigest()) for name, data in files]
    return [*files, (TAG_MANIFEST, manifest(tags))]


def parse_manifest(text: str) -> dict[str, str]:
    """Path -> hash in lower case. ValueError for a line that is not `hash path`, or a path named twice."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        digest, _space, rest = line.partition(" ")
        path = decoded(rest.lstrip(" *").removeprefix("./"))
        if len(digest) != 64 or not path or path in found:
            raise ValueError(line[:80])
        found[path] = digest.lower()
    return found


def _one_line(value: str) -> str:
    return " ".join(value.split())
