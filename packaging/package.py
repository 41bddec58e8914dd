"""Build the packaged program, prove it, measure it, and (on Linux) pack it: `python packaging/package.py`.

dist/SellerDesk is the folder with both programs. On Linux a tarball comes out too, on Windows the Inno Setup script
in packaging/windows makes the installer of the same folder, on macOS the spec makes an app bundle.
"""

import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from seller_desk import __version__  # noqa: E402

DIST, WORK, PARTS = ROOT / "dist", ROOT / "build" / "pyinstaller", ROOT / "build" / "package"
FOLDER = DIST / "SellerDesk"
# With recognition of text: models, OpenCV (with its FFmpeg, which it does not load without) and onnxruntime are half.
# Aimed at were 450; HEIC, AVIF and the letters of watermarks took 17 more than the 463 before them.
LIMIT_MIB = 490
STARTS = 9


def build() -> None:
    """PyInstaller with our spec, after the notices (and the version resource) are written."""
    PARTS.mkdir(parents=True, exist_ok=True)
    run([sys.executable, "packaging/third_party.py", str(PARTS / "THIRD-PARTY.txt")])
    if sys.platform == "win32":
        run([sys.executable, "packaging/windows/version_info.py", str(PARTS / "version.txt")])
    if sys.platform == "darwin":
        run([sys.executable, "packaging/icons.py", str(PARTS)])
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    spec = "packaging/seller_desk.spec"
    run([sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec])
    if sys.platform == "linux":
        (FOLDER / "seller-desk").symlink_to("SellerDesk")
        system_notices()


def run(words: list[str], **more: object) -> subprocess.CompletedProcess[str]:
    """Run and stop if it fails. Compiled files are wanted, whatever the shell says."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(words, cwd=ROOT, check=True, text=True, env=environment, **more)


def system_notices() -> None:
    """Copyright files of the Debian packages whose libraries the folder carries."""
    target = FOLDER / "_internal" / "licences"
    target.mkdir(exist_ok=True)
    if shutil.which("dpkg-query") is None:
        return
    for library in sorted((FOLDER / "_internal").glob("lib*.so*")):
        asked = ["dpkg-query", "-S", f"*/{library.name}"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        for line in answer.splitlines():
            package = line.partition(":")[0]
            notice = Path("/usr/share/doc") / package / "copyright"
            if notice.exists():
                shutil.copyfile(notice, target / f"{package}.txt")


def prove() -> None:
    """The packaged self-test, in a folder with Chinese and a blank in its name; stops if a check fails."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made) / "卖家 程序"
        shutil.copytree(FOLDER, place, symlinks=True)
        name = "seller-desk.exe" if sys.platform == "win32" else "seller-desk"
        done = subprocess.run(
            [str(place / name), "self-test", "--json"],
            cwd=made,
            env=bare_environment(made),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    seen = json.loads(done.stdout)
    for one in seen["checks"]:
        print(f"  {'+' if one['ok'] else 'x'} {one['name']}: {one['detail']} ({one['seconds']} s)")
    if done.returncode != 0 or not seen["ok"]:
        sys.exit(f"the packaged self-test failed ({done.returncode}): {done.stderr}")


def bare_environment(home: str) -> dict[str, str]:
    """What a program started by a click sees: no Python, no virtual environment."""
    kept = ("SYSTEMROOT", "TEMP", "TMP", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
    given = {name: os.environ[name] for name in kept if name in os.environ}
    return {**given, "HOME": home, "USERPROFILE": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def sizes() -> float:
    """Size of the folder in MiB, with its largest parts; files that are links count once."""
    files = [
        (path.stat().st_size, path)
        for path in FOLDER.rglob("*")
        if path.is_file() and not path.is_symlink()
    ]
    total = sum(size for size, _path in files) / 2**20
    print(f"  folder {total:.0f} MiB (limit {LIMIT_MIB}), {len(files)} files")
    for size, path in sorted(files, reverse=True)[:8]:
        print(f"    {size / 2**20:6.1f} MiB {path.relative_to(FOLDER)}")
    return total


def tarball() -> Path:
    """dist/seller-desk-VERSION-linux-x86_64.tar.xz: the folder, a desktop entry, the icon, notes, an installer."""
    name = f"seller-desk-{__version__}-linux-{os.uname().machine}"
    target = DIST / f"{name}.tar.xz"
    with tarfile.open(target, "w:xz", preset=6) as archive:
        archive.add(FOLDER, f"{name}/SellerDesk", filter=_owned)
        for source in ("seller-desk.desktop", "install.sh", "README.txt"):
            archive.add(ROOT / "packaging" / "linux" / source, f"{name}/{source}", filter=_owned)
        for source in ("seller-desk.svg", "seller-desk.png"):
            archive.add(ROOT / "resources" / "icons" / source, f"{name}/{source}", filter=_owned)
        archive.add(PARTS / "THIRD-PARTY.txt", f"{name}/THIRD-PARTY.txt", filter=_owned)
        text = (ROOT / "LICENSE").read_bytes()
        member = tarfile.TarInfo(f"{name}/LICENSE")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return target


def _owned(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's name goes into the archive."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def starts() -> None:
    """Start to exit of `--version`, packaged against source, interleaved; the median and the ratio."""
    with tempfile.TemporaryDirectory() as home:
        environment = bare_environment(home)
        packaged: list[float] = []
        source: list[float] = []
        pairs = [
            ([str(FOLDER / "seller-desk"), "rules", "ids", "--json"], packaged),
            ([sys.executable, "-m", "seller_desk", "rules", "ids", "--json"], source),
        ]
        for number in range(STARTS + 1):
            for words, times in pairs:
                begun = time.perf_counter()
                subprocess.run(
                    words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
                )
                if number:
                    times.append(time.perf_counter() - begun)
    ratio = statistics.median(a / b for a, b in zip(packaged, source, strict=True))
    print(
        f"  start: packaged {statistics.median(packaged):.3f} s, source {statistics.median(source):.3f} s, "
        f"x{ratio:.2f} (limit 1.2)"
    )


def main() -> None:
    """All of it."""
    build()
    print("self-test of the packaged program:")
    prove()
    total = sizes()
    starts()
    if sys.platform == "linux":
        packed = tarball()
        print(f"  {packed.relative_to(ROOT)} {packed.stat().st_size / 2**20:.0f} MiB")
    if total > LIMIT_MIB:
        sys.exit(f"the folder has {total:.0f} MiB, more than {LIMIT_MIB}")


if __name__ == "__main__":
    main()
