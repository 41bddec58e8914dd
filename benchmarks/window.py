"""The longest moments in which the window does not answer: `python benchmarks/window.py [ROUNDS]`.

The real window on 3 applications, 60 documents and 2,000 drafts. A timer of the window's thread ticks every 5 ms; the
longest time between two ticks is the stall. Each round is a process of its own, figures are medians of the rounds;
`own` is how much of it the window's thread kept a core busy: on a calm machine both are nearly the same, the rest are
other threads and other programs.
With Xvfb on the machine a real X server is used, else the offscreen platform.
"""

import contextlib
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
ROUNDS = 3
GOAL_MS = 100
TICK_MS = 5
SCANS = 200
REST_SECONDS = 120
CALM_SECONDS = 0.2
READING = ("_ReadNew", "_LookCloser")
# A4 at 300 dpi.
A4 = (2480, 3508)
PLACES = (
    "platforms",
    "documents",
    "listings",
    "shipping",
    "accounts",
    "export",
    "applications",
    "settings",
    "guide",
)


def _clocks():
    return time.perf_counter(), time.process_time(), time.thread_time()


class Heart:
    """Ticks in the window's thread and keeps the longest pause, in milliseconds, with the processor time in it."""

    def __init__(self):
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.begin()

    def begin(self):
        """Forget what was; the next tick counts from here."""
        self.longest = (0.0, 0.0, 0.0)
        self._last = _clocks()

    def tick(self):
        """Alive."""
        now = _clocks()
        passed = tuple(1000 * (new - old) for new, old in zip(now, self._last, strict=True))
        self._last = now
        self.longest = max(self.longest, passed)


class Drive:
    """Does what a seller does, and tells the longest stall of each act."""

    def __init__(self, app, window):
        self.app, self.window, self.heart = app, window, Heart()
        self.told = {}

    def measure(self, name, act):
        """Do it and wait until everything is at rest."""
        self.heart.begin()
        act()
        self.rest()
        self.told[name] = max(self.told.get(name, (0.0, 0.0, 0.0)), self.heart.longest)

    def rest(self):
        """Until nothing is under way any more, for a while. The event loop sleeps in between, as in life."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, looking = QEventLoop(), QTimer()
        state = {"until": time.monotonic() + REST_SECONDS, "calm": None, "late": False}

        def look():
            now = time.monotonic()
            state["late"] = now > state["until"]
            calm = self.settled()
            state["calm"] = (state["calm"] or now) if calm else None
            if state["late"] or (calm and now - state["calm"] > CALM_SECONDS):
                loop.quit()

        looking.timeout.connect(look)
        looking.start(2 * TICK_MS)
        loop.exec()
        looking.stop()
        if state["late"]:
            raise TimeoutError(f"{self.window.flow.here} does not come to rest")

    def settled(self):
        """Like the window's own word, but reading sixty papers goes on for minutes, in processes of its own."""
        runner, idle = self.window.context.runner, self.window.context.runner.idle
        runner.idle = lambda: all(
            type(one._work).__name__ in READING  # noqa: SLF001 - only looked at
            for one in runner._kept.values()  # noqa: SLF001
        )
        try:
            return self.window.settled()
        finally:
            runner.idle = idle

    def type_edit(self):
        """A name is typed and left."""
        from PySide6.QtTest import QTest

        from seller_desk.ui.shell.focus import finish_typing

        edit = self.window.page().field("legal_name_en").editor
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, f"Chengyang Typed {time.monotonic_ns()} Ltd.")
        # Without a window manager the window is never in front, and Tab would not end it.
        finish_typing(edit)

    def edit_listing(self):
        """The product in view is copied: the table, its findings and all counts follow."""
        self.window.page()._on_copy()  # noqa: SLF001 - what its button calls

    def read_scans(self, paths):
        """200 scans are dropped on the page; meanwhile the window must answer."""
        self.window.page().intake.add(paths)


def drive(folder, scans):
    """One round, in this process; what it told."""
    from seller_desk.app import application, open_window
    from seller_desk.core.accounts.vault import SessionVault
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk
    from seller_desk.ui import quick

    quick.collector_waits()
    app = application()
    with open_desk(DataFolder(folder), write=True, vault=SessionVault()) as desk:
        window = open_window(desk, "zh")
        quick.collector_works()
        try:
            window.resize(1280, 820)
            window.show()
            one = Drive(app, window)
            one.rest()
            run(one, scans)
        finally:
            window.close_down()
    return one.told


def run(one, scans):
    """All acts, in the order of the report."""
    window = one.window
    one.measure("first entry company", lambda: window.go("company"))
    for place in PLACES:
        one.measure(f"first entry {place}", lambda place=place: window.go(place))
    for place in ("company", *PLACES):
        one.measure("entry again, worst page", lambda place=place: window.go(place))
    window.go("company")
    one.rest()
    for _turn in range(3):
        one.measure("an edit typed, company", one.type_edit)
    window.go("listings")
    one.rest()
    one.measure("a draft copied", one.edit_listing)
    one.measure("undo, listings", window.undo.take_back)
    window.go("company")
    one.rest()
    one.measure("undo, company", window.undo.take_back)
    one.measure("redo, company", window.undo.bring_back)
    for place in ("company", "documents", "listings", "export", "settings"):
        window.go(place)
        one.rest()
        for mode in ("dark", "light"):
            one.measure(f"theme, {place}", lambda mode=mode: window.context.wish("mode", mode))
        for lang in ("en", "zh"):
            one.measure(
                f"language, {place}", lambda lang=lang: window.context.wish("language", lang)
            )
    window.go("documents")
    one.rest()
    one.measure("200 scans read", lambda: one.read_scans(scans))


def make_scans(folder):
    """Scans as a flatbed makes them, all different."""
    import random

    from PIL import Image, ImageDraw

    noise = Image.effect_noise((A4[0] // 2, A4[1] // 2), 12).resize(A4)
    paths = []
    for number in range(8):
        page = Image.merge("RGB", (noise, noise, noise)).point(lambda value: min(255, value + 110))
        draw = ImageDraw.Draw(page)
        for line in range(60):
            draw.text(
                (180, 180 + 50 * line),
                f"specimen {number} line {line} " * 6,
                fill=(20, 20, 20),
                font_size=32,
            )
        path = folder / f"base-{number}.jpg"
        page.save(path, "JPEG", quality=80, dpi=(300, 300))
        paths.append(path.read_bytes())
    made = []
    source = random.Random(7)
    for number in range(SCANS):
        path = folder / f"scan-{number:03}.jpg"
        # Bytes behind the end of the picture make the files differ without another encoding.
        path.write_bytes(paths[number % len(paths)] + source.randbytes(16))
        made.append(path)
    return made


@contextlib.contextmanager
def display():
    """An X server of our own where there is one to start."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform != "linux" or not shutil.which("Xvfb"):
        yield
        return
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def report(rounds):
    """One line for each act."""
    for name in rounds[0]:
        wall = statistics.median(one[name][0] for one in rounds)
        own = statistics.median(one[name][2] for one in rounds)
        print(
            f"{name:<28} {wall:4.0f} ms of at most {GOAL_MS} = {wall / GOAL_MS:.2f}, own {own:4.0f}"
        )


def main():
    """Make the workspace once, drive a copy of it in each round."""
    import workspace

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    told = []
    with display(), tempfile.TemporaryDirectory() as made:
        print(f"platform {os.environ['QT_QPA_PLATFORM']}, {rounds} rounds")
        folder = Path(made)
        workspace.build(folder / "data")
        make_scans(folder)
        for number in range(rounds):
            mine = shutil.copytree(folder / "data", folder / f"data-{number}")
            words = [sys.executable, __file__, "--round", str(mine), str(folder)]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(f"a round failed: {done.stderr}")
            told.append(json.loads(done.stdout.splitlines()[-1]))
            shutil.rmtree(mine)
    report(told)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--round"]:
        print(json.dumps(drive(Path(sys.argv[2]), sorted(Path(sys.argv[3]).glob("scan-*.jpg")))))
    else:
        main()
