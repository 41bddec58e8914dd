"""Another language or look while work runs: nothing is lost, and its end arrives or is told."""

import threading

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from seller_desk.core.base.errors import DeskError
from seller_desk.core.bundle.verify import verify
from seller_desk.ui.pages.documents.checks.reading import reader_of
from seller_desk.ui.shell.restoring import Restoring
from seller_desk.ui.widgets.edits import Choice


class Gate:
    """Stands before a method: says when it was reached, and lets it go on when told."""

    def __init__(self, monkeypatch, owner, name, raises=None):
        self.reached, self.open = threading.Event(), threading.Event()
        real = getattr(owner, name)

        def wait(*words, **options):
            self.reached.set()
            assert self.open.wait(60)
            if raises is not None:
                raise raises
            return real(*words, **options)

        monkeypatch.setattr(owner, name, wait)


def switched(qtbot, window, what, chosen):
    window.context.wish(what, chosen)
    before = window.frame
    qtbot.waitUntil(lambda: window.frame is not before and not window.remake.busy, timeout=30_000)


def said_by(window):
    heard = []
    window.context.said.connect(heard.append)
    return heard


CHANGES = [("language", "zh"), ("mode", "dark"), ("scale", "1.5")]


@pytest.mark.parametrize(("what", "chosen"), CHANGES)
def test_a_packet_that_is_being_built_arrives(
    sample_window, qtbot, settle, tmp_path, monkeypatch, what, chosen
):
    window, desk = sample_window, sample_window.context.desk
    heard = said_by(window)
    target = tmp_path / "packet.zip"
    window.context.ask.answers["save"] = target
    window.go("export")
    settle(window)
    gate = Gate(monkeypatch, desk.bundles, "build")
    window.page()._on_build()
    assert gate.reached.wait(30)
    switched(qtbot, window, what, chosen)
    assert window.flow.here == "export"
    # Still at work, and the window says so.
    assert len(window.context.runner.running()) == 1
    gate.open.set()
    settle(window)
    assert verify(target).ok
    (record, *_older) = window.page().showing().history
    assert record.path == str(target)
    assert any(job_said in heard[-1] for job_said in ("Building the packet", "资料包"))


def test_a_packet_that_fails_after_the_switch_is_told(
    sample_window, qtbot, settle, tmp_path, monkeypatch
):
    window = sample_window
    window.context.ask.answers["save"] = tmp_path / "packet.zip"
    window.go("export")
    settle(window)
    full = DeskError("The disk is full", "Make room.")
    gate = Gate(monkeypatch, window.context.desk.bundles, "build", raises=full)
    window.page()._on_build()
    assert gate.reached.wait(30)
    switched(qtbot, window, "language", "zh")
    gate.open.set()
    settle(window)
    assert window.frame.alarm.isVisible()
    told = "".join(one.text() for one in window.frame.alarm.findChildren(QLabel))
    assert "The disk is full" in told


def test_documents_that_are_being_read_are_read_and_named(
    sample_window, qtbot, settle, monkeypatch
):
    window, desk = sample_window, sample_window.context.desk
    window.go("documents")
    settle(window)
    reader = reader_of(window.context)
    with desk.store.read() as work:
        document = work.documents.find(kind="business_licence")[0]
    with desk.store.work("unknown") as work:
        work.documents.save(msgspec.structs.replace(document, kind="unknown"))
    with desk.store.read() as work:
        unknown = work.documents.get(document.id)
    gate = Gate(monkeypatch, desk.recognition, "recognise")
    reader.again(unknown)
    assert gate.reached.wait(30)
    switched(qtbot, window, "language", "zh")
    assert reader_of(window.context) is reader
    gate.open.set()
    settle(window)
    with desk.store.read() as work:
        assert work.documents.get(document.id).kind == "business_licence"


def test_a_restore_that_is_being_prepared_goes_on(sample_window, qtbot, settle, monkeypatch):
    window, desk = sample_window, sample_window.context.desk
    made = desk.backups.make_now()
    window.go("settings")
    settle(window)
    gate = Gate(monkeypatch, desk.backups, "prepare")
    (restoring, *_more) = window.page().findChildren(Restoring)
    restoring.begin(made)
    assert gate.reached.wait(30)
    switched(qtbot, window, "mode", "dark")
    gate.open.set()
    qtbot.waitUntil(lambda: window.prepared is not None, timeout=30_000)


def test_work_that_ends_before_the_switch_is_told_once(sample_window, qtbot, settle, tmp_path):
    window = sample_window
    heard = said_by(window)
    window.context.ask.answers["save"] = tmp_path / "packet.zip"
    window.go("export")
    settle(window)
    window.page()._on_build()
    settle(window)
    switched(qtbot, window, "mode", "dark")
    settle(window)
    assert [text for text in heard if "acket" in text] == ["Packet built and verified"]


@pytest.mark.parametrize(("what", "chosen"), CHANGES)
def test_a_sheet_that_is_being_looked_at_stays_with_what_was_decided_about_it(
    sample_window, qtbot, settle, tmp_path, what, chosen
):
    window = sample_window
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Nummer,title,price\nNEW-1,Newest,5\n", encoding="utf-8")
    window.context.ask.answers["file"] = sheet
    window.go("listings")
    settle(window)
    window.page()._on_import()
    settle(window)
    panel = window.page().panels.panel("import")
    assert not panel.take.isEnabled()
    choice = panel.mapping.cellWidget(0, 2).findChild(Choice)
    choice.set_current("sku")
    choice.chosen.emit("sku")
    settle(window)
    assert panel.take.isEnabled()
    # The choice of a language is on another page.
    window.go("settings")
    settle(window)
    switched(qtbot, window, what, chosen)
    window.go("listings")
    settle(window)
    assert window.page().panels.panel("import") is not panel
    assert window.page().stack.currentWidget() is window.page().panels.panel("import")
    assert window.page().panels.panel("import").take.isEnabled()
    # Once taken up, the next switch after it was closed brings nothing back.
    window.page().panels.panel("import").cancel.click()
    settle(window)
    switched(qtbot, window, "scale", "1.25")
    settle(window)
    assert window.page().stack.currentWidget() is window.page().main
