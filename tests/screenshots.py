"""Pictures of every page of the real window, for looking at: `python tests/screenshots.py --out build/screenshots`.

--page company --page settings   only these places (default: all that exist)
--lang zh|en, --theme light|dark, --size 1280x820    only this (default: zh and en, light and dark, two sizes)
--data FOLDER                    a data folder of your own instead of the sample company
--empty                          a new data folder: the first start
--scale 1.3                      the text scale
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))

WIDE, SMALL = (1280, 820), (1024, 580)
PATIENCE_SECONDS = 60


def main():
    options = arguments()
    from catalogues import compile_all

    compile_all(Path(__file__).resolve().parent.parent)
    from seller_desk.app import application, open_window
    from seller_desk.core.base.language import use_language
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk
    from seller_desk.ui.shell.flow import PLACES

    use_language(options.lang[0])
    app = application()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = DataFolder(options.data or Path(temporary) / "SellerDesk")
        with open_desk(folder, write=True) as desk:
            if not options.data and not options.empty:
                open_sample(desk)
            window = open_window(desk, options.lang[0])
            try:
                window.show()
                for lang, mode in itertools.product(options.lang, options.theme):
                    window.context.theme.use(scale=options.scale)
                    window.use_language(lang)
                    window.use_look(mode=mode)
                    for size in options.size:
                        window.resize(*size)
                        for place in options.page or [
                            one for one in PLACES if window.flow.has(one)
                        ]:
                            window.go(place)
                            if window.flow.here != place:
                                continue
                            settle(app, window)
                            name = f"{place}.{lang}.{mode}.{size[0]}.png"
                            window.grab().save(str(options.out / name))
                            print(options.out / name)
            finally:
                window.close_down()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append")
    parser.add_argument("--lang", action="append", choices=["zh", "en"])
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    parser.add_argument("--size", action="append", type=size_of)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    options = parser.parse_args()
    options.lang = options.lang or ["zh", "en"]
    options.theme = options.theme or ["light", "dark"]
    options.size = options.size or [WIDE, SMALL]
    return options


def size_of(text):
    width, _, height = text.partition("x")
    return int(width), int(height)


def open_sample(desk):
    from seller_desk.core.base.progress import never, silent
    from seller_desk.ui.pages.welcome.page import open_sample as open_it

    open_it(desk, silent, never)


def settle(app, window):
    """Until nothing is under way any more."""
    from PySide6.QtCore import QEventLoop

    deadline = time.monotonic() + PATIENCE_SECONDS
    calm = 0
    while calm < 3:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        calm = calm + 1 if window.settled() else 0
        if time.monotonic() > deadline:
            raise TimeoutError(f"{window.flow.here} does not come to rest")


if __name__ == "__main__":
    main()
