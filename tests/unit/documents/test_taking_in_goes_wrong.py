"""Taking in while files vanish, change, or the disk is full: named, nothing half-stored, never a traceback."""

import errno
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import use_language
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.store import blobs


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        with made.store.work("set up") as work:
            work.companies.save(Company(id="c", legal_name_zh="样本"))
        yield made
        made.documents.close()


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (60 + number, 40), "white").save(folder / f"{number}.png")
    return folder


def kept(desk):
    return [one for one in desk.store.blobs.folder.glob("**/*") if one.is_file()]


def after_the_look(desk, monkeypatch, act):
    """Do this to the second file when all have been looked at and the first is stored."""
    put = desk.store.blobs.put_file

    def then_put(path):
        if path.name == "1.png":
            act(path)
        return put(path)

    monkeypatch.setattr(desk.store.blobs, "put_file", then_put)


def test_a_file_that_vanishes_is_named_and_the_others_are_added(desk, files, monkeypatch):
    after_the_look(desk, monkeypatch, Path.unlink)
    taken = desk.documents.add("c", [files])
    assert [one.name for one in taken.added] == ["0.png", "2.png"]
    assert taken.refused == [(files / "1.png", "There is no such file")]
    assert len(kept(desk)) == 2


def test_a_file_that_vanishes_while_it_is_copied_is_named(desk, files, monkeypatch):
    real = blobs.sha256_of

    def read_then_gone(path):
        digest = real(path)
        if path == files / "1.png":
            path.unlink()
        return digest

    monkeypatch.setattr(blobs, "sha256_of", read_then_gone)
    taken = desk.documents.add("c", [files])
    assert [path.name for path, _why in taken.refused] == ["1.png"]
    assert len(taken.added) == len(kept(desk)) == 2


def test_a_file_that_changes_while_it_is_copied_is_named_and_not_kept(desk, files, monkeypatch):
    real = blobs.sha256_of

    def read_then_changed(path):
        digest = real(path)
        if path == files / "1.png":
            path.write_bytes(b"other")
        return digest

    monkeypatch.setattr(blobs, "sha256_of", read_then_changed)
    taken = desk.documents.add("c", [files])
    assert taken.refused == [(files / "1.png", "It changed while it was read")]
    assert len(taken.added) == len(kept(desk)) == 2


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (errno.ENOSPC, "en", "it is full"),
        (errno.EDQUOT, "en", "it is full"),
        (errno.EFBIG, "en", "it takes no files of this size"),
        (errno.ENOSPC, "zh", "已满"),
    ],
)
def test_a_full_disk_is_told_of_the_file_and_nothing_is_added(
    desk, files, monkeypatch, number, language, words
):
    real = blobs.atomic_file

    class Full:
        def __init__(self, handle):
            self.handle = handle

        def write(self, _piece):
            raise OSError(number, "what the system says")

    @contextmanager
    def full_for_the_second(target, *, overwrite=False):
        with real(target, overwrite=overwrite) as handle:
            yield Full(handle) if target == second else handle

    second = desk.store.blobs.path(blobs.sha256_of(files / "1.png"))
    monkeypatch.setattr(blobs, "atomic_file", full_for_the_second)
    use_language(language)
    with pytest.raises(DeskError) as trouble:
        desk.documents.add("c", [files])
    assert trouble.value.title.startswith("1.png")
    assert trouble.value.file == str(files / "1.png")
    assert words in trouble.value.advice
    assert desk.documents.list("c") == []
    # The first one's content waits without a row, and is collected at a later start; of the second nothing is left.
    assert len(kept(desk)) == 1
    assert desk.store.blobs.remove_orphans(set(), now=4e9) == 1


def test_a_replacement_that_vanishes_is_trouble_and_the_document_stays(desk, files, monkeypatch):
    (document,) = desk.documents.add("c", [files / "0.png"]).added
    after_the_look(desk, monkeypatch, Path.unlink)
    with pytest.raises(DeskError) as trouble:
        desk.documents.replace(document.id, files / "1.png")
    assert trouble.value.advice == "There is no such file"
    assert desk.documents.get(document.id) == document


def test_two_thousand_files_are_taken_in_one_step(desk, tmp_path):
    """Looks are left out here; with them the whole takes eleven seconds on two processors."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number:04}.txt").write_text(str(number), encoding="utf-8")
    Image.new("RGB", (60, 40), "white").save(folder / "9999.png")
    taken = desk.documents.add("c", [folder])
    assert (len(taken.added), len(taken.refused)) == (1, 2000)
    desk.store.undo()
    assert desk.documents.list("c") == []
