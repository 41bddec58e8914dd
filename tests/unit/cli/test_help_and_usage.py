"""Help and complaints about the command's words: in the language in use, one JSON document, the right exit code."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from seller_desk.cli.arguments import split_globals
from seller_desk.cli.help import texts
from seller_desk.cli.main import NOUNS, run
from seller_desk.core.base.language import _ as translate
from seller_desk.core.base.language import speaking

FULL = Path("/dev/full")


def _commands():
    def below(command):
        yield command
        for child in getattr(command, "commands", {}).values():
            yield from below(child)

    for module, _about in NOUNS.values():
        app = importlib.import_module(f"seller_desk.cli.{module}").app
        yield from below(typer.main.get_command(app))


def _said(capsys, *words: str) -> tuple[int, str, str]:
    code = run(*split_globals(list(words)))
    out, err = capsys.readouterr()
    return code, out, err


def test_every_help_text_has_chinese():
    shown = {text for command in _commands() for text in texts(command)}
    with speaking("zh"):
        lacking = sorted(
            text for text in shown if translate(text) == text and not text[:1].isdigit()
        )
    assert lacking == []


def test_help_of_a_command_is_chinese_and_exits_0(capsys):
    code, out, _err = _said(capsys, "bundle", "build", "--help", "--lang", "zh")

    assert code == 0
    assert "要写的 zip 文件" in out
    assert "completion" not in out
    assert "Usage" not in out


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["company", "set"], "没写 --file"),
        (["company", "set", "--file"], "--file 后面要写值"),
        (["company", "show", "--foo"], "没有 --foo 这个选项"),
        (["company", "show", "--reveal=1"], "--reveal 后面不带值"),
        (["company", "list", "extra"], "多出的词：extra"),
        (["company", "lst"], "“company”没有“lst”这个动作"),
        (["shipping", "template"], "“shipping template”后面要写动作：list、show、set、delete"),
        (["platforms", "compare", "--orders", "x"], "月订单数：“x”不是整数"),
        (
            [
                "application",
                "new",
                "--platform",
                "ebay",
                "--site",
                "us",
                "--planned-date",
                "2026-02-30",
            ],
            "--planned-date 的值不合适",
        ),
        (["company", "list", "--data-dir="], "--data-dir 后面要写值"),
        (["company", "list", "--lang", "fr"], "--lang 只能是 zh 或 en"),
    ],
)
def test_wrong_words_are_one_json_document_in_chinese_with_exit_2(
    capsys, monkeypatch, words, title
):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    code, out, _err = _said(capsys, *words, "--json")

    assert code == 2
    assert json.loads(out)["error"]["title"] == title


def test_a_choice_that_is_not_there_names_those_that_are(capsys, tmp_path):
    code, out, _err = _said(
        capsys, "demo", "--out", str(tmp_path), "--application", "x", "--json", "--lang", "en"
    )

    assert code == 2
    assert json.loads(out)["error"]["advice"] == "There are: amazon, ebay"


def test_ctrl_c_inside_a_command_says_stopped_and_exits_3(capsys, monkeypatch):
    def interrupted(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr("seller_desk.cli.rules.public_ids", interrupted)

    code, out, _err = _said(capsys, "rules", "ids", "--json", "--lang", "en")

    assert (code, json.loads(out)["error"]["title"]) == (3, "Stopped")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_said_and_no_traceback():
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "seller_desk", "--lang", "en", "rules", "codes"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 3
    assert done.stderr.startswith("The output cannot be written")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("below", ["", "sub"])
@pytest.mark.parametrize("words", [["company", "list"], ["company", "use", "x"]])
def test_a_data_folder_that_is_a_file_is_known_trouble(capsys, tmp_path, words, below):
    file = tmp_path / "file"
    file.write_text("x")

    code, out, _err = _said(
        capsys, *words, "--data-dir", str(file / below), "--json", "--lang", "en"
    )

    assert code == 3
    assert json.loads(out)["error"]["title"] == "The data folder cannot be used"
    assert file.read_text() == "x"
