"""Rule packs that the seller added travel in backups, and a hostile backup writes nowhere else."""

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store.added_packs import bring_packs
from seller_desk.core.store.backup import make_local
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
    swap(there, prepare(made, there))
    assert {one.name: one.read_text(encoding="utf-8") for one in there.rules.iterdir()} == {
        "mine.toml": "# 我的",
        "mine.origin.json": "{}",
        "other.toml": "# now",
    }


def test_names_that_lead_elsewhere_are_not_written(tmp_path):
    names = ("../up.toml", "a/b.toml", "a\\b.toml", "con.toml", "x.sh", ".toml")
    bring_packs(dict.fromkeys(names, "x"), tmp_path / "rules")
    assert list(tmp_path.rglob("*")) == []
