"""The notices of all libraries that the program is made of: `python packaging/third_party.py FILE`.

Names, versions, licences and texts come from the metadata of what is installed, following what the project asks for.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = "seller-desk"
ALLOWED = frozenset(
    {
        "MIT", "MIT-0", "MIT-CMU", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "APACHE-2.0", "MPL-2.0", "LGPL-2.1-OR-LATER",
        "LGPL-3.0-ONLY", "PSF-2.0", "CNRI-PYTHON", "HPND", "ISC", "ZLIB", "UNICODE-3.0", "UNLICENSE", "PUBLIC DOMAIN", "CC0-1.0", "0BSD",
    }
)  # fmt: skip
# What packages write instead of the SPDX name; the beginning decides, longest first.
_SPDX = {
    "bsd 3-clause": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "mit license": "MIT",
    "isc license": "ISC",
    "apache software license": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "3-clause bsd": "BSD-3-Clause",
    "mozilla public license 2.0": "MPL-2.0",
    "gnu lesser general public license v2 or later": "LGPL-2.1-or-later",
    "lgpl": "LGPL-2.1-or-later",
    "python software foundation license": "PSF-2.0",
    "the unlicense": "Unlicense",
    "public domain": "Public Domain",
    # python-dateutil: either of the two, at the choice of whoever uses it.
    "dual license": "BSD-3-Clause OR Apache-2.0",
}
_TEXTS = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
HEAD = """\
Seller Desk is MIT-licensed (see LICENSE). It is made of the libraries below, unchanged, each under its own licence.

Qt and PySide6 (The Qt Company) are used under the GNU Lesser General Public License, version 3. They are shared
libraries in this folder, not linked into the program: you may replace them with your own build of the same version.
Their source is at https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/official_releases/qt/.
python-stdnum is under the LGPL 2.1 or later; its source is at https://arthurdejong.org/python-stdnum/.

OpenCV's wheels carry FFmpeg as shared libraries, under the LGPL 2.1 or later; nothing here uses them, and they may be
replaced. pi-heif's wheels carry libheif and libde265 (decoders only, no encoder of HEVC) as shared libraries, under the
LGPL 3; their source is at https://github.com/strukturag/. Models of text recognition: PP-OCRv6 (PaddlePaddle Authors, Apache License 2.0), from the wheel of RapidOCR.
The table of traditional characters (catalogs/variants.toml) is made from OpenCC's (Apache License 2.0).

Python itself is under the PSF License, SQLite is in the public domain, OpenSSL is under the Apache License 2.0.
Letters of watermarks: Noto Sans CJK (Adobe; SIL Open Font License 1.1, resources/fonts/OFL.txt), cut to what is used.
Icons: Phosphor (MIT) and Codicons (CC BY 4.0, Microsoft), from QtAwesome.
The Linux folder carries copies of system libraries; their notices are in the folder `licences` beside this file.
"""


def distributions(root: str = PROJECT) -> list[metadata.Distribution]:
    """What the project needs on this system, by name, without the project itself."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        key = plain(name)
        if key in found:
            continue
        found[key] = metadata.distribution(name)
        for line in found[key].requires or []:
            wanted = Requirement(line)
            # Extras (development tools) are no part of the program.
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                waiting.append(wanted.name)
    del found[plain(root)]
    return [found[key] for key in sorted(found)]


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(one: metadata.Distribution) -> str:
    """The licence as an SPDX expression, as far as the metadata tells."""
    said = one.metadata.get("License-Expression") or ""
    if said:
        return said
    written = (one.metadata.get("License") or "").strip()
    if written and "\n" not in written and len(written) < 120:
        return _spdx(written)
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in one.metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    known = [_spdx(line) for line in classifiers if line != "OSI Approved"]
    return " AND ".join(known) or _spdx(written.splitlines()[0] if written else "")


def _spdx(text: str) -> str:
    for begins in sorted(_SPDX, key=len, reverse=True):
        # "LGPL-3.0-only OR GPL-2.0-only" is an expression already; a bare "LGPL" is not.
        if text.lower().startswith(begins) and " or " not in text.lower():
            return _SPDX[begins]
    return text


def allowed(licence: str) -> bool:
    """Whether one alternative of this expression consists of licences that we accept."""
    for alternative in re.split(r"(?i)\s+or\s+(?!later)", licence):
        parts = [part.strip(" ()") for part in re.split(r"(?i)\s+and\s+|,", alternative)]
        # pypdfium2 names its parts and then says that they have licences of their own: the texts are included.
        parts = [part for part in parts if part.lower() != "dependency licenses"]
        if parts and all(part.upper() in ALLOWED for part in parts):
            return True
    return False


def texts(one: metadata.Distribution) -> list[tuple[str, str]]:
    """(file name, text) of every licence file that the package brings."""
    found = []
    for path in one.files or []:
        inside = ".dist-info" in str(path)
        if inside and _TEXTS.search(path.name) and path.suffix.lower() not in (".py", ".pyc"):
            file = Path(str(one.locate_file(path)))
            if file.is_file():
                found.append((path.name, file.read_text(encoding="utf-8", errors="replace")))
    return found


def notices() -> str:
    """The whole text: the list, then every licence."""
    all_of_them = distributions()
    lines = [HEAD, "Libraries", "=" * 9, ""]
    for one in all_of_them:
        lines.append(f"{one.metadata['Name']} {one.version}: {licence_of(one)}")
    for one in all_of_them:
        title = f"{one.metadata['Name']} {one.version}"
        lines += ["", "", title, "=" * len(title), f"Licence: {licence_of(one)}"]
        home = one.metadata.get("Home-page") or _source(one)
        lines += [f"From: {home}"] if home else []
        for name, text in texts(one):
            lines += ["", f"--- {name} ---", text.strip()]
    for path in sorted((Path(__file__).parent / "licences").glob("*.txt")):
        lines += ["", "", path.stem, "=" * len(path.stem), path.read_text(encoding="utf-8").strip()]
    return "\n".join(lines) + "\n"


def _source(one: metadata.Distribution) -> str:
    """The address that a package gives as its source or home."""
    pairs = [line.partition(",") for line in one.metadata.get_all("Project-URL") or []]
    addresses = {name.strip().lower(): address.strip() for name, _comma, address in pairs}
    for name in ("source", "source code", "repository", "github", "homepage", "home"):
        if name in addresses:
            return addresses[name]
    return next(iter(addresses.values()), "")


def main() -> int:
    """Write the file; 1 if a licence is none that we accept."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(notices(), encoding="utf-8")
    refused = [one.metadata["Name"] for one in distributions() if not allowed(licence_of(one))]
    for name in refused:
        print(f"licence to be looked at: {name}: {licence_of(metadata.distribution(name))}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
