"""The window's start against a bare one: `python benchmarks/startup.py [ROUNDS]`.

The workspace has 3 applications, 60 documents and 2,000 drafts (see workspace.py). Interleaved pairs, medians. "Mapped"
is the first exposed top-level window, not `show()` returning. "Usable": the rail shows the counts of every step, and Tab,
sent through the window's handle, moves the focus from the page's first control to its second. "Filled": the page has its
cards, the pane its problems, and nothing is going on any more; memory is taken a second later.

With Xvfb on the machine a real X server is used, else the offscreen platform. Compiled files are made first and
PYTHONDONTWRITEBYTECODE is unset: without them every start is two to four times slower, and the ratio says nothing.
If dist/SellerDesk is there (`make package`), its start is held against the source's, seen from outside.
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

import workspace

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9
LIMITS = {"mapped": 2.2, "usable": 3.2, "filled": None}
FROZEN_LIMIT = 1.2
RESIDENT_MIB = 130
SLOW = (
    "numpy", "cv2", "rapidocr", "onnxruntime", "openpyxl", "alembic", "pypdf", "keyring", "typer", "rich", "qtawesome",
    "qtpy", "jinja2", "pypinyin", "icalendar", "holidays", "PIL", "sqlalchemy",
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
        timer.stop(); told["usable"] = told["filled"] = time.monotonic(); QTimer.singleShot(1000, lambda: end(app))
timer = QTimer(); timer.timeout.connect(look); timer.start(0)
app.exec()
"""
)

OURS = (
    WATCH
    + """
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from seller_desk import app as program
app = program.application()
watch = Watch(); app.installEventFilter(watch)
STEPS = ("company", "platforms", "documents", "listings", "shipping", "accounts", "export")
def takes_a_key(window):
    from seller_desk.ui.shell.tab_order import stops
    if not all(window.rail.rows[step].words for step in STEPS):
        return False
    # The page itself takes the focus when it is shown; its first field is what follows.
    first = list(stops(window.page()))[1]
    first.setFocus()
    before = window.focusWidget()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    app.sendEvent(window.windowHandle(), key)
    return before is first and window.focusWidget() not in (None, first)
def look():
    for one in QApplication.topLevelWidgets():
        if getattr(one, "begun", False) and one.page() is not None:
            if "usable" not in told and takes_a_key(one):
                told["usable"] = time.monotonic()
            if "usable" in told and one.settled():
                told["filled"] = time.monotonic()
                timer.stop(); QTimer.singleShot(1000, lambda: end(app))
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
        timeout=60,
    )
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"a start failed: {done.stderr}")
    told = json.loads(done.stdout)
    return {**told, **{what: told[what] - begun for what in LIMITS}}


def measure(folder: Path, rounds: int) -> None:
    """Print the medians, the ratios, memory, and slow modules that were loaded."""
    bare, ours = [], []
    for number in range(rounds + 1):
        first, second = one_start(BARE), one_start(OURS, str(folder))
        # The first start looks at everything and keeps what it saw.
        if number:
            bare.append(first)
            ours.append(second)
    for what, limit in LIMITS.items():
        ratio = statistics.median(b[what] / a[what] for a, b in zip(bare, ours, strict=True))
        middle = statistics.median(one[what] for one in ours)
        base = statistics.median(one[what] for one in bare)
        goal = f" of at most {limit} = {ratio / limit:.2f}" if limit else ""
        print(f"{what:<8} {middle:.3f} s, bare {base:.3f} s: x{ratio:.2f}{goal}")
    size = statistics.median(one["rss"] for one in ours) / 2**20
    plain = statistics.median(one["rss"] for one in bare) / 2**20
    print(
        f"resident {size:.0f} MiB (bare {plain:.0f}) of at most {RESIDENT_MIB} = {size / RESIDENT_MIB:.2f}"
    )
    loaded = sorted(set(SLOW) & {name for one in ours for name in one["modules"]})
    print(f"slow modules loaded: {', '.join(loaded) or 'none'}")


def after_a_change(folder: Path) -> None:
    """A start on a day on which everything is looked at anew; there is no goal for it."""
    starts = []
    for _round in range(3):
        (folder / "looks.bin").unlink(missing_ok=True)
        starts.append(one_start(OURS, str(folder)))
    filled = statistics.median(one["filled"] for one in starts)
    size = statistics.median(one["rss"] for one in starts) / 2**20
    print(f"with everything looked at anew: filled {filled:.3f} s, resident {size:.0f} MiB")


def seen_from_outside(words: list[str], folder: Path) -> tuple[float, float]:
    """Seconds from the spawn until a window of this name is on the screen, and MiB two seconds later."""
    import psutil

    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    process = subprocess.Popen([*words, "--data-dir", str(folder)], cwd=ROOT, env=environment)
    ask = ["xdotool", "search", "--onlyvisible", "--name", "^Seller Desk$"]
    try:
        while subprocess.run(ask, capture_output=True, check=False).returncode:
            if process.poll() is not None or time.monotonic() > begun + 60:
                sys.exit(f"{words} showed no window")
            time.sleep(0.005)
        seconds = time.monotonic() - begun
        time.sleep(2)
        return seconds, psutil.Process(process.pid).memory_info().rss / 2**20
    finally:
        process.terminate()
        process.wait()


def packaged(folder: Path, rounds: int) -> None:
    """The packaged window's start against the source's."""
    program = ROOT / "dist" / "SellerDesk" / "SellerDesk"
    if not program.exists() or not shutil.which("xdotool"):
        print("packaged: no dist/SellerDesk or no xdotool here")
        return
    # A folder of its own: what one of them saw last is not kept under the packs of the other.
    own = folder.with_name("packaged")
    shutil.copytree(folder, own)
    pairs = []
    for number in range(rounds + 1):
        source = seen_from_outside([sys.executable, "-m", "seller_desk"], folder)
        frozen = seen_from_outside([str(program)], own)
        if number:
            pairs.append((frozen, source))
    ratio = statistics.median(frozen[0] / source[0] for frozen, source in pairs)
    seconds = [statistics.median(pair[which][0] for pair in pairs) for which in (0, 1)]
    size = statistics.median(pair[0][1] for pair in pairs)
    print(
        f"packaged {seconds[0]:.3f} s, source {seconds[1]:.3f} s: x{ratio:.2f} of at most {FROZEN_LIMIT} = "
        f"{ratio / FROZEN_LIMIT:.2f}; resident {size:.0f} MiB"
    )


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
            # Else it starts anew whenever the last window has closed.
            "-noreset",
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
            workspace.build(folder)
            measure(folder, rounds)
            after_a_change(folder)
            if server is not None:
                packaged(folder, rounds)
    finally:
        if server is not None:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
