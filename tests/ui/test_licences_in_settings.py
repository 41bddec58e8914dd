"""The packaged program shows the licences of its libraries from the settings."""

from PySide6.QtWidgets import QPushButton

from seller_desk.ui.pages.settings import page as settings_page


def button(window):
    found = [
        one
        for one in window.page().findChildren(QPushButton)
        if one.text().strip() == "Licences of the libraries"
    ]
    return found[0] if found else None


def test_the_notices_open_where_they_are_shipped(window, settle, tmp_path, monkeypatch):
    notices = tmp_path / "THIRD-PARTY.txt"
    notices.write_text("x", encoding="utf-8")
    monkeypatch.setattr(settings_page, "notices", lambda: notices)
    opened = []
    window.context.open_url = opened.append
    window.go("settings")
    settle(window)
    button(window).click()
    assert [one.toLocalFile() for one in opened] == [str(notices)]


def test_a_source_tree_has_none_and_offers_none(window, settle, monkeypatch):
    monkeypatch.setattr(settings_page, "notices", lambda: None)
    window.go("settings")
    settle(window)
    assert button(window) is None
