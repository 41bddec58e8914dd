"""Rule packs that the seller added travel in backups, and a hostile backup writes nowhere else."""

from datetime import UTC, datetime, timedelta

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store.added_packs import bring_packs
from seller_desk.core.store.backup import make_if_due, make_local
from seller_desk.core.store.restore import prepare, swap
from seller_desk.core.store.store import Store


def test_added_packs_come_back_on_another_machine_and_one_that_is_there_stays(tmp_path):
    here, there = DataFolder(tmp_path / "here"), DataFolder(tmp_path / "there")
    Store.open(here).close()
    here.rules.mkdir()
    (here.rules / "mine.toml").write_text("# 我的", encoding="utf-8")
    (here.rules / "mine.origin.json").write_text("{}", encoding="utf-8")
    (here.rules / "other.toml").write_text("# then", encoding="utf-8")
    (here.rules / "seen-packs.bin").write_bytes(b"\xff")
    made = make_local(here, "manual")
    there.rules.mkdir(parents=True)
    (there.rules / "other.toml").write_text("# now", encoding="utf-8")
    prepared = prepare(made, there)
    assert prepared.packs == ("other.toml",)
    swap(there, prepared)
    assert {one.name: one.read_text(encoding="utf-8") for one in there.rules.iterdir()} == {
        "mine.toml": "# 我的",
        "mine.origin.json": "{}",
        "other.toml": "# now",
    }


def test_packs_in_folders_travel_too(tmp_path):
    here, there = DataFolder(tmp_path / "here"), DataFolder(tmp_path / "there")
    Store.open(here).close()
    deep = here.rules / "朋友" / "temu"
    deep.mkdir(parents=True)
    (deep / "mine.toml").write_text("# deep", encoding="utf-8")
    made = make_local(here, "manual")
    swap(there, prepare(made, there))
    back = there.rules / "朋友" / "temu" / "mine.toml"
    assert back.read_text(encoding="utf-8") == "# deep"
    assert prepare(made, there).packs == ()


def test_a_file_where_a_folder_would_be_stops_no_restore_and_is_told(tmp_path):
    here, there = DataFolder(tmp_path / "here"), DataFolder(tmp_path / "there")
    Store.open(here).close()
    (here.rules / "a").mkdir(parents=True)
    (here.rules / "a" / "b.toml").write_text("# b", encoding="utf-8")
    made = make_local(here, "manual")
    there.rules.mkdir(parents=True)
    (there.rules / "a").write_text("in the way", encoding="utf-8")
    prepared = prepare(made, there)
    assert prepared.packs == ("a/b.toml",)
    swap(there, prepared)
    assert there.database.exists()


def test_a_pack_added_changed_or_removed_makes_a_backup_due(tmp_path):
    folder = DataFolder(tmp_path / "data")
    Store.open(folder).close()
    now = datetime(2026, 11, 24, tzinfo=UTC)
    later = [now + timedelta(minutes=31 * number) for number in range(9)]
    assert make_if_due(folder, later[0])
    assert make_if_due(folder, later[1]) is None
    (folder.rules / "sub").mkdir(parents=True)
    pack = folder.rules / "sub" / "mine.toml"
    pack.write_text("# one", encoding="utf-8")
    assert make_if_due(folder, later[2])
    assert make_if_due(folder, later[3]) is None
    pack.write_text("# two", encoding="utf-8")
    assert make_if_due(folder, later[4])
    pack.unlink()
    assert make_if_due(folder, later[5])
    assert make_if_due(folder, later[6]) is None


def test_names_that_lead_elsewhere_are_not_written(tmp_path):
    names = (
        "../up.toml", "a/../../up.toml", "/etc/b.toml", "a//b.toml", "a\\b.toml", "con.toml", "con/a.toml", "x.sh",
        ".toml", "a/.toml", "/".join(["a"] * 9) + ".toml", "c:/a.toml", "a /b.toml",
    )  # fmt: skip
    bring_packs(dict.fromkeys(names, "x"), tmp_path / "rules")
    assert list(tmp_path.rglob("*")) == []
