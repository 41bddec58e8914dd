"""Every difference between operating systems, and nothing else."""

import contextlib
import errno
import locale
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from seller_desk.core.base import drives

# Windows alone tells text from bytes.
_BINARY = getattr(os, "O_BINARY", 0)
# From Linux's sys/prctl.h.
_PR_SET_DUMPABLE = 4
# From Windows' fileapi: what GetDriveTypeW says of a mapped drive.
_REMOTE = 4
# From Windows' processthreadsapi, and what a Unix takes for the same.
_BELOW_NORMAL, _NICENESS = 0x4000, 10
# Asking a server that is gone may take for ever.
_MOUNT_SECONDS = 5


def locale_name() -> str:
    """Windows' own name of the user's language (`English_United States`); nothing elsewhere.

    Elsewhere the environment alone says it: Python calls a bare C locale `en_US`.
    """
    name = ""
    if sys.platform == "win32":
        name = locale.getlocale()[0] or ""
    return name


def private_folder(folder: Path) -> Path:
    """Make this folder (and its parents) readable by its owner only, where the OS has such modes."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(0o700)
    return folder


def private_tree(folder: Path) -> None:
    """Close this folder and those right below it to everybody else, if it is there. OSError where the OS refuses."""
    if sys.platform == "win32" or not folder.is_dir():
        return
    folder.chmod(0o700)
    with os.scandir(folder) as entries:
        for entry in entries:
            if (
                entry.is_dir(follow_symlinks=False)
                and entry.stat(follow_symlinks=False).st_mode & 0o077
            ):
                Path(entry.path).chmod(0o700)


def private_file(path: Path) -> IO[bytes]:
    """Open this file for appending, made if need be; its owner's only, also if it was there and open to others."""
    handle = os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, 0o600), "ab")
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            # Somebody else's file may be lockable all the same.
            os.fchmod(handle.fileno(), 0o600)
    return handle


def private_umask() -> None:
    """New files of this process are the owner's only."""
    if sys.platform != "win32":
        os.umask(0o077)


def sync_folder(folder: Path) -> None:
    """Put a rename in this folder on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_with_retry(source: Path, target: Path, *, seconds: float = 3.0) -> None:
    """Rename over the target; waits a little where virus scanners or office programs hold it (Windows).

    Raises PermissionError if it is still held afterwards.
    """
    deadline = time.monotonic() + (seconds if sys.platform == "win32" else 0.0)
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.1)
        else:
            return


def nameless_file(folder: Path) -> IO[bytes] | None:
    """A private file in this folder that has no name yet and is gone with its process; None where there is no such.

    Linux on most discs; not on FAT, and not on most network drives.
    """
    if sys.platform != "linux" or not Path("/proc/self/fd").is_dir():
        return None
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        # What a full or unwritable disk says is the caller's to tell; the rest means "not here".
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO):
            raise
        return None
    return os.fdopen(descriptor, "w+b")


def give_name(handle: IO[bytes], target: Path) -> None:
    """Name what `nameless_file` made. Raises FileExistsError if the name is taken."""
    # With a folder to start from, Python follows the link to the file itself (see open(2), O_TMPFILE).
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle.fileno()}", target, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def free_bytes(folder: Path) -> int:
    """Free space on the disk of this folder."""
    return shutil.disk_usage(folder).free


def is_network_drive(folder: Path) -> bool:
    """Whether this folder lies on another machine: by the kind of drive (Windows) or the table of mounts."""
    if sys.platform == "win32":
        import ctypes

        anchor = folder.resolve().anchor
        drive = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        return anchor.startswith("\\\\") or bool(drive == _REMOTE)
    return drives.is_far(folder.resolve().as_posix(), _mounts())


def _mounts() -> list[drives.Mount]:
    """What is mounted where; nothing where the system does not say."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            said = subprocess.run(
                ["/sbin/mount"], capture_output=True, timeout=_MOUNT_SECONDS, check=True
            )
            return drives.mac_mounts(said.stdout.decode("utf-8", "replace"))
        return drives.linux_mounts(Path("/proc/mounts").read_text("utf-8", "replace"))
    return []


def limit_memory(megabytes: int) -> None:
    """Cap this process's address space where the OS can; elsewhere the parent watches and kills."""
    if sys.platform == "linux":
        import resource

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def no_core_dumps() -> None:
    """Keep secrets and scans in memory out of core files and other processes' reach, where the OS can.

    Crash reports of Windows and macOS are the system's own and cannot be turned off from here.
    """
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # No attaching by other programs of this user either, and a core handler gets nothing.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def frozen() -> bool:
    """Whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def own_environment() -> None:
    """Undo what the packaged program's starter did to the environment, so that the programs we open (the file
    manager, the browser) load the system's libraries and not ours."""
    if not frozen():
        return
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        os.environ.pop(name, None)
        if before:
            os.environ[name] = before


def window_program() -> list[str]:
    """The command of the windowed program beside this one: the packaged sibling, or this Python."""
    if frozen():
        suffix = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name(f"SellerDesk{suffix}"))]
    return [sys.executable, "-m", "seller_desk"]


def child_environment() -> dict[str, str]:
    """The environment of another run of this program, which is to start as if from the desktop."""
    environment = dict(os.environ)
    if frozen():
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return environment


def utf8_streams() -> None:
    """Print UTF-8 whatever the console's code page is. A windowed program has no streams: it gets silent ones."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Open as long as the process is; any library may print at any time.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_stdout() -> None:
    """Send what is still to be printed nowhere: a closed pipe or a full disk would fail once more at the end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def in_background() -> None:
    """This process gives way to whatever the user does. Nothing is raised again: a process of its own is meant."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)


def allow_to_front(process: int) -> None:
    """Let another process of this user bring its window to the front; only Windows wants to be asked."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)


def _lock(handle: IO[bytes]) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def exclusive_lock(path: Path, *, wait_seconds: float) -> Iterator[bool]:
    """Hold this lock file while the block runs; yields False if somebody else kept it for the whole wait.

    The OS drops the lock when the process ends, however it ends.
    """
    private_folder(path.parent)
    with private_file(path) as handle:
        deadline = time.monotonic() + wait_seconds
        held = _lock(handle)
        while not held and time.monotonic() < deadline:
            time.sleep(0.05)
            held = _lock(handle)
        yield held
