"""A clone whose catalogues were never compiled says what to run, at the terminal and in the window; English works."""

import json

import pytest

from seller_desk import app
from seller_desk.cli.entry import main
from seller_desk.core.base import language
from seller_desk.core.base.language import CatalogueMissing, speaking, use_language


@pytest.fixture(autouse=True)
def _not_built(monkeypatch, tmp_path):
    use_language("en")
    monkeypatch.setattr(language, "catalogue_path", lambda _language: tmp_path / "none.mo")


def test_the_terminal_says_what_to_run(terminal, tmp_path):
    run = terminal("--lang", "zh", "--data-dir", tmp_path / "data", "company", "list")
    assert run.code == 3
    assert "Traceback" not in run.err
    assert "packaging/catalogues.py compile" in run.err
    assert "中文文本尚未生成" in run.err
    run = terminal("--lang", "zh", "--json", "--data-dir", tmp_path / "data", "company", "list")
    assert run.code == 3
    assert "--lang en" in json.loads(run.out)["error"]["advice"]
    assert terminal("--lang", "en", "--data-dir", tmp_path / "data", "rules", "ids").code == 0


def test_the_window_says_it_too_and_does_not_open(qapp, tmp_path, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr(app, "_show", shown.append)
    assert main(["--lang", "zh", "--data-dir", str(tmp_path / "data")]) == 3
    (one,) = shown
    assert isinstance(one, CatalogueMissing)
    assert "packaging/catalogues.py compile" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_what_was_spoken_is_spoken_on():
    with pytest.raises(CatalogueMissing):
        use_language("zh")
    assert language.language() == "en"
    with pytest.raises(CatalogueMissing), speaking("zh"):
        pass
