"""Pictures of every page of the real window, for looking at: `python tests/screenshots.py --out build/screenshots`.

--page company --page settings   only these places (default: all that exist)
--lang zh|en, --theme light|dark, --size 1280x820    only this (default: zh and en, light and dark, two sizes)
--data FOLDER                    a data folder of your own instead of the sample company
--empty                          a new data folder: the first start
--scale 1.3                      the text scale
--rescue                         the window that stands in for the main one when the database is damaged

Without --page, --data, --empty and --rescue there come the first start, the rescue window, and some pages on a screen of
200 % (files named .200) as well.
"""

import argparse
import gc
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))

WIDE, SMALL = (1280, 820), (1024, 580)
PATIENCE_SECONDS = 60
SHEET = Path(__file__).resolve().parent.parent / "resources" / "samples" / "products.csv"
# What else is looked at: the words of another run, and the scale of its screen.
OTHERS = (
    (("--empty", "--page", "welcome"), "1"),
    (("--rescue",), "1"),
    (("--page", "company", "--page", "listings", "--page", "guide", "--size", "1280x820"), "2"),
)


def main():
    options = arguments()
    pages(options)
    if not (options.page or options.data or options.empty or options.rescue):
        others(options)


def others(options):
    """The scale of the screen is read once, when Qt starts: a run of its own."""
    asked = ["--out", str(options.out), "--scale", str(options.scale)]
    for name, values in (("--lang", options.lang), ("--theme", options.theme)):
        asked += [word for value in values for word in (name, value)]
    for words, screen in OTHERS:
        environment = {**os.environ, "QT_SCALE_FACTOR": screen}
        subprocess.run([sys.executable, __file__, *words, *asked], check=True, env=environment)


def pages(options):
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
            if options.rescue:
                rescue(app, desk, options)
                return
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
                            ending = f"{lang}.{mode}.{size[0]}"
                            keep(window, options, f"{place}.{ending}")
                            other_tabs(app, window, options, place, ending)
                            panels(app, window, options, place, ending)
            finally:
                window.close_down()


def other_tabs(app, window, options, place, ending):
    """What lies behind the tabs of a page, named `platforms-launch`; the first tab is in front again afterwards."""
    page = window.page()
    if not hasattr(page, "show_tab"):
        return
    first = page.tabs.current()
    for tab in list(page.tabs._ids):
        if tab != first:
            page.show_tab(tab)
            settle(app, window)
            keep(window, options, f"{place}-{tab}.{ending}")
    page.show_tab(first)
    settle(app, window)


def panels(app, window, options, place, ending):
    """What takes the place of the listings' table, named `listings-bulk`; the table is back afterwards."""
    if place != "listings" or window.devicePixelRatioF() > 1:
        return
    from seller_desk.core.services.listing_imports import ImportRequest

    page = window.page()
    page.pane.table.selectRow(0)
    settle(app, window)
    for name, subject in (
        ("bulk", None),
        ("import", ImportRequest(path=SHEET)),
        ("export", None),
        ("write", None),
        ("keywords", None),
        ("titles", None),
    ):
        page.panels.open(name, subject)
        settle(app, window)
        keep(window, options, f"{place}-{name}.{ending}")
        page.panels.panel(name).closed.emit()
        settle(app, window)


def keep(window, options, name):
    screen = round(100 * window.devicePixelRatioF())
    path = options.out / f"{name}{f'.{screen}' if screen != 100 else ''}.png"
    window.grab().save(str(path))
    print(path)


def rescue(app, desk, options):
    """The backups of the sample company, as after damage."""
    from PySide6.QtCore import QEvent

    from seller_desk.core.base.language import use_language
    from seller_desk.ui.rescue import RescueWindow
    from seller_desk.ui.theme import Theme

    desk.backups.make_now()
    for lang, mode in itertools.product(options.lang, options.theme):
        use_language(lang)
        theme = Theme(mode, options.scale, lang)
        theme.apply()
        window = RescueWindow(desk.backups, theme)
        window.show()
        for _turn in range(3):
            app.processEvents()
        keep(window, options, f"rescue.{lang}.{mode}")
        window.close_down()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        # What Python still holds of it has to go before the application does.
        del window
        gc.collect()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append")
    parser.add_argument("--lang", action="append", choices=["zh", "en"])
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    parser.add_argument("--size", action="append", type=size_of)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--rescue", action="store_true")
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
