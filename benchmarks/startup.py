"""The window's start against a bare one: `python benchmarks/startup.py [ROUNDS]`.

Interleaved pairs, medians. "Mapped" is the first exposed top-level window, not `show()` returning; "usable" is the real
frame with the page in it, one turn of the event loop later. With Xvfb on the machine a real X server is used, else the
offscreen platform. Compiled files are made first and PYTHONDONTWRITEBYTECODE is unset: without them every start is two to
four times slower, and the ratio says nothing.
"""

import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9
LIMITS = {"mapped": 2.2, "usable": 3.2}
RESIDENT_MIB = 130
SLOW = (
    "numpy", "cv2", "rapidocr", "onnxruntime", "openpyxl", "alembic", "pypdf", "keyring", "typer", "rich", "qtawesome",
    "qtpy", "jinja2", "pypinyin",
)  # fmt: skip

WATCH = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
told = {}
class Watch(QObject):
    def eventFilter(self, thing, event):
        if event.type() is QEvent.Type.Expose and "mapped" not in told and thing.isExposed():
            told["mapped"] = time.monotonic()
        return False
def end(app):
    import psutil
    told["rss"] = psutil.Process().memory_info().rss
    told["modules"] = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    app.quit()
"""

BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
watch = Watch(); app.installEventFilter(watch)
window = QMainWindow(); window.resize(1280, 820); window.show()
def look():
    if "mapped" in told:
        timer.stop(); told["usable"] = time.monotonic(); end(app)
timer = QTimer(); timer.timeout.connect(look); timer.start(0)
app.exec()
"""
)

OURS = (
    WATCH
    + """
from pathlib import Path
from seller_desk import app as program
app = program.application()
watch = Watch(); app.installEventFilter(watch)
def look():
    from PySide6.QtWidgets import QApplication
    for one in QApplication.topLevelWidgets():
        if getattr(one, "begun", False) and one.page() is not None:
            if "usable" not in told:
                told["usable"] = time.monotonic()
            if one.settled():
                timer.stop(); end(app)
timer = QTimer(); timer.timeout.connect(look); timer.start(0)
program.main(Path(sys.argv[1]), "zh")
"""
)


def one_start(code: str, *words: str) -> dict[str, object]:
    """What one start told, with times in seconds after the spawn."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"a start failed: {done.stderr}")
    told = json.loads(done.stdout)
    return {**told, "mapped": told["mapped"] - begun, "usable": told["usable"] - begun}


def measure(folder: Path, rounds: int) -> None:
    """Print the medians, the ratios, memory, and slow modules that were loaded."""
    bare, ours = [], []
    for number in range(rounds + 1):
        first, second = one_start(BARE), one_start(OURS, str(folder))
        if number:
            bare.append(first)
            ours.append(second)
    for what, limit in LIMITS.items():
        ratio = statistics.median(b[what] / a[what] for a, b in zip(bare, ours, strict=True))
        middle = statistics.median(one[what] for one in ours)
        base = statistics.median(one[what] for one in bare)
        print(
            f"{what:<8} {middle:.3f} s, bare {base:.3f} s: x{ratio:.2f} of at most {limit} = {ratio / limit:.2f}"
        )
    size = statistics.median(one["rss"] for one in ours) / 2**20
    print(f"resident {size:.0f} MiB of at most {RESIDENT_MIB} = {size / RESIDENT_MIB:.2f}")
    loaded = sorted(set(SLOW) & {name for one in ours for name in one["modules"]})
    print(f"slow modules loaded: {', '.join(loaded) or 'none'}")


def sample(folder: Path) -> None:
    """The sample company in a data folder of its own."""
    code = "import sys; from pathlib import Path; from seller_desk.core.base.paths import DataFolder; from seller_desk.core.desk import open_desk; from seller_desk.core.accounts.vault import SessionVault\nwith open_desk(DataFolder(Path(sys.argv[1])), write=True, vault=SessionVault()) as desk: desk.sample.open()"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True)


def main() -> None:
    """Start an X server of our own where there is one to start."""
    compileall.compile_dir(ROOT / "seller_desk", quiet=2)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    server = None
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "linux" and shutil.which("Xvfb"):
        reading, writing = os.pipe()
        words = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1440x900x24",
            "-nolisten",
            "tcp",
        ]
        server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    print(f"platform {os.environ['QT_QPA_PLATFORM']}, {rounds} pairs")
    try:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "data"
            sample(folder)
            measure(folder, rounds)
    finally:
        if server is not None:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
