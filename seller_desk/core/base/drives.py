"""Reading a system's table of mounts: which of them lie on another machine."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Types of file systems of another machine, or parts of their names (`fuse.sshfs`, `nfs4`).
_FAR = ("nfs", "cifs", "smb", "sshfs", "afpfs", "9p", "webdav", "davfs", "ceph", "glusterfs", "rclone")  # fmt: skip
# Not called local by macOS, and yet of this machine.
_NEAR = ("autofs", "devfs")
# Spaces and the like in /proc/mounts: \\040.
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC = re.compile(r"(?P<device>.*?) on (?P<point>/.*) \((?P<words>[^()]*)\)")


class Mount(NamedTuple):
    """A place in the tree of folders, and whether what is there lies on another machine."""

    point: str
    far: bool


def linux_mounts(text: str) -> list[Mount]:
    """The lines of /proc/mounts: device, point, type, ..."""
    found = []
    for line in text.splitlines():
        words = line.split(" ")
        if len(words) > 2:
            point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), words[1])
            found.append(Mount(point, any(name in words[2] for name in _FAR)))
    return found


def mac_mounts(text: str) -> list[Mount]:
    """What `mount` prints on macOS: `//li@nas/share on /Volumes/share (smbfs, nodev, ...)`."""
    found = []
    for line in text.splitlines():
        match = _MAC.fullmatch(line)
        if match is None:
            continue
        words = [word.strip() for word in match["words"].split(",")]
        far = any(name in words[0] for name in _FAR) or (
            "local" not in words and words[0] not in _NEAR
        )
        found.append(Mount(match["point"], far))
    return found


def is_far(place: str, mounts: Iterable[Mount]) -> bool:
    """Whether the mount that holds this folder is one of another machine. A later mount hides an earlier one."""
    best = Mount("", far=False)
    for mount in mounts:
        inside = mount.point == "/" or place == mount.point or place.startswith(f"{mount.point}/")
        if inside and len(mount.point) >= len(best.point):
            best = mount
    return best.far
