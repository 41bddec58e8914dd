"""What end-to-end tests share: a data folder with the sample company, and the terminal run in process."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Run:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        """Standard output as exactly one JSON document."""
        return json.loads(self.out)


@pytest.fixture
def terminal(capsys, monkeypatch):
    """Run `seller-desk` with these words in this process, as a terminal would."""
    from seller_desk.cli.entry import main

    monkeypatch.setenv("COLUMNS", "120")

    def run(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run


@pytest.fixture
def sample_copy(sample_folder, tmp_path):
    """Makes data folders of their own with the sample company in them."""

    def copy(name="data"):
        return Path(shutil.copytree(sample_folder, tmp_path / name))

    return copy
