"""The window's part of `seller-desk self-test`: every page on the sample company, offscreen, into a result file."""

import json
import time
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QApplication

from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.desk import open_desk

# Pages are drawn from JPEG, the look from SVG.
NEEDED_FORMATS = ("jpeg", "png", "svg")
SECONDS_A_PAGE = 30.0


def main(result: Path, folder: Path) -> int:
    """Open, walk, write `{"problems": [...], "detail": ...}` to `result`; 0 unless something raised."""
    problems: list[str] = []
    detail = ""
    try:
        detail = _walk(folder, problems)
    except Exception as problem:  # noqa: BLE001 - it has to reach the parent, which sees this file only
        where = traceback.extract_tb(problem.__traceback__)[-1]
        problems.append(
            f"{type(problem).__name__}: {problem} ({Path(where.filename).name}:{where.lineno})"
        )
    result.write_text(json.dumps({"problems": problems, "detail": detail}), encoding="utf-8")
    return 0


def _walk(folder: Path, problems: list[str]) -> str:
    from seller_desk.app import application, open_window
    from seller_desk.ui.shell.flow import PLACES

    app = application()
    known = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    problems += [f"Qt reads no {one}" for one in NEEDED_FORMATS if one not in known]
    problems += [
        f"{path.name} is not drawn"
        for path in sorted((resources_dir() / "theme").glob("*.svg"))
        if QPixmap(str(path)).isNull()
    ]
    walked = 0
    with open_desk(DataFolder(folder), write=True) as desk:
        window = open_window(desk, "zh")
        # Whatever a page breaks on is caught by the window's door; here it is told.
        window.door.came.connect(problems.append)
        window.show()
        try:
            for place in PLACES:
                if window.flow.has(place):
                    window.go(place)
                    _settle(app, window.settled)
                    walked += 1
            picture = window.grab().toImage()
            if len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) < 3:
                problems.append("the window is empty")
        finally:
            window.close_down()
    return f"Qt {qVersion()} · {walked}"


def _settle(app: QApplication, settled: object) -> None:
    deadline = time.monotonic() + SECONDS_A_PAGE
    assert callable(settled)
    while True:
        app.processEvents()
        if settled():
            return
        if time.monotonic() > deadline:
            raise TimeoutError("a page does not come to rest")
        time.sleep(0.01)
