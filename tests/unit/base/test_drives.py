"""Which folder lies on another machine, from the tables of mounts that Linux and macOS give."""

import pytest

from seller_desk.core.base import drives, system

LINUX = r"""
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
nas:/home /home/li nfs4 rw 0 0
//nas/share /mnt/the\040share cifs rw 0 0
li@host:/ /home/li/near fuse.sshfs rw 0 0
/dev/sdb1 /home/li/disk ext4 rw 0 0
broken
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//li@nas._smb._tcp.local/Share on on /Volumes/Share on (smbfs, nodev, nosuid, mounted by li)
/dev/disk4s1 on /Volumes/USB (1) (msdos, local, nodev, nosuid, noowners)
host:/x on /Volumes/x (macfuse, nodev, nosuid, synchronous, mounted by li)
"""


@pytest.mark.parametrize(
    ("folder", "far"),
    [
        ("/var/lib", False),
        ("/home/li", True),
        ("/home/lina", False),
        ("/home/li/desk", True),
        ("/home/li/disk/desk", False),
        ("/home/li/near", True),
        ("/mnt/the share/desk", True),
        ("/mnt/the", False),
    ],
)
def test_linux_tells_by_the_type_of_the_nearest_mount(folder, far):
    assert drives.is_far(folder, drives.linux_mounts(LINUX)) is far


@pytest.mark.parametrize(
    ("folder", "far"),
    [
        ("/Users/li/Library/Application Support/Seller Desk", False),
        ("/System/Volumes/Data/home/li", False),
        ("/Volumes/USB (1)/desk", False),
        ("/Volumes/Share on/desk", True),
        ("/Volumes/x", True),
    ],
)
def test_macos_tells_by_the_word_local(folder, far):
    assert drives.is_far(folder, drives.mac_mounts(MAC)) is far


def test_this_machines_temporary_folder_is_its_own(tmp_path):
    assert not system.is_network_drive(tmp_path)


def test_no_table_is_no_network_drive(monkeypatch):
    def fail(*_words):
        raise OSError

    monkeypatch.setattr(system.Path, "read_text", fail)
    assert system._mounts() == []
