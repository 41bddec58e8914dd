"""The window from the outside: through `app.main`, with a real database file, across a restart."""

import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seller_desk import app
from seller_desk.ui.shell.main_window import MainWindow
from seller_desk.ui.widgets import FieldRow

pytestmark = pytest.mark.e2e


class Driver:
    """Acts inside the running event loop: each step waits until the window has come to rest."""

    def __init__(self, steps):
        self.steps = list(steps)
        self.problem = None
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.timer.start(20)

    def tick(self):
        window = next(
            (
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, MainWindow) and one.isVisible()
            ),
            None,
        )
        if window is None or not window.settled():
            return
        try:
            if self.steps:
                self.steps.pop(0)(window)
                return
        except Exception as problem:
            self.problem = problem
        self.timer.stop()
        window.close()


def drive(folder, lang, *steps):
    driver = Driver(steps)
    code = app.main(folder, lang)
    if driver.problem is not None:
        raise driver.problem
    assert not driver.steps
    return code


def test_what_was_done_is_there_after_a_restart(qapp, tmp_path):
    folder = tmp_path / "data"
    kept = {}

    def start(window):
        assert window.flow.here == "welcome"
        window.page()._start.click()

    def name_it(window):
        assert window.flow.here == "company"
        desk = window.context.desk
        kept["id"] = window.context.company_id
        desk.companies.set_value(kept["id"], "legal_name_zh", "深圳市样本贸易有限公司")
        window.context.changed()

    def choose(window):
        assert window.rail.company_button.text() == "样本贸易"
        window.go("settings")
        window.page()._language.chosen.emit("zh")

    def enlarge(window):
        assert window.rail.rows["company"].text() == "企业"
        window.resize(1111, 666)

    assert drive(folder, "en", start, name_it, choose, enlarge) == 0

    def look(window):
        assert window.context.company_id == kept["id"]
        assert window.flow.here == "applications"
        assert window.rail.rows["company"].text() == "企业"
        assert (window.width(), window.height()) == (1111, 666)
        window.undo.take_back()

    def undone(window):
        company = window.context.desk.companies.get(kept["id"])
        assert company.legal_name_zh == ""

    assert drive(folder, None, look, undone) == 0
    assert (folder / "desk.sqlite3").exists()


def test_what_is_typed_is_saved_without_a_button(qapp, tmp_path):
    folder = tmp_path / "data"

    def start(window):
        window.page()._start.click()

    def type_it(window):
        row = next(
            one for one in window.page().findChildren(FieldRow) if one.key == "legal_name_en"
        )
        window.page().scroll_to(row.editor)
        QTest.keyClicks(row.editor, "Yiwu Sample Trading Co., Ltd.")
        QTest.keyClick(row.editor, Qt.Key.Key_Return)

    def saved(window):
        assert window.bar.text.startswith("Saved ")
        assert window.rail.company_button.text() == "Yiwu Sample Trading"

    assert drive(folder, "en", start, type_it, saved) == 0

    def there(window):
        company = window.context.desk.companies.get(window.context.company_id)
        assert company.legal_name_en == "Yiwu Sample Trading Co., Ltd."

    assert drive(folder, "en", there) == 0


def test_a_packet_built_in_the_window_verifies_and_is_known_after_a_restart(qapp, tmp_path):
    folder, target = tmp_path / "data", tmp_path / "资料 包.zip"

    class Ask:
        def confirm(self, title, text, yes):
            return True

        def save(self, title, name, filters=""):
            return target

    def sample(window):
        window.context.ask = Ask()
        window.page()._open.click()

    def to_export(window):
        window.go("export")

    def build(window):
        window.page()._head._button.click()

    def built(window):
        assert target.exists()
        assert window.context.desk.bundles.verify(target).ok

    assert drive(folder, "zh", sample, to_export, build, built) == 0

    def known(window):
        context = window.context
        record = context.desk.bundles.history(context.application_id)[0]
        assert record.path == str(target)
        assert record.accepted_blockers
        assert record.size == target.stat().st_size

    assert drive(folder, "zh", known) == 0


def test_a_seller_walks_the_sample_from_the_first_screen_to_export(qapp, tmp_path):
    seen = []

    def sample(window):
        window.page()._open.click()

    def first(window):
        assert window.flow.here == "applications"
        assert window.survey.steps["documents"].state == "problems"
        window.go("company")

    def onward(window):
        seen.append(window.flow.here)
        window.bar.next_button.click()

    def last(window):
        seen.append(window.flow.here)
        assert not window.bar.next_button.isVisible()
        assert window.frame.alarm.isHidden()

    assert drive(tmp_path / "data", "zh", sample, first, *[onward] * 6, last) == 0
    assert seen == [
        "company",
        "platforms",
        "documents",
        "listings",
        "shipping",
        "accounts",
        "export",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_the_end_of_the_session_end_the_window_in_order(tmp_path, ending):
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from seller_desk import app
made = app.application()
QTimer.singleShot(500, lambda: print("ready", flush=True))
sys.exit(app.main(Path(sys.argv[1]), "en"))
"""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(ending)
        assert process.wait(30) == 0
