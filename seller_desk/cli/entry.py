"""The program's entry: a noun runs the terminal twin, no noun opens the window (and loads no typer)."""

import sys
from pathlib import Path

from seller_desk.cli.arguments import split_globals
from seller_desk.core.base import crash, system

# Not for people: `self-test` starts the windowed program with it, a result file and a data folder.
WINDOW_TEST = "--self-test-window"


def main(argv: list[str] | None = None) -> int:
    """Run with these words (default: the process's own); the exit code of the README."""
    if system.frozen():
        # A worker of the packaged program starts here too; it goes no further.
        import multiprocessing

        multiprocessing.freeze_support()
    system.own_environment()
    system.utf8_streams()
    crash.keep_values_out()
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == [WINDOW_TEST] and len(words) == 3:
        from seller_desk.app import prove

        return prove(Path(words[1]), Path(words[2]))
    options, rest = split_globals(words)
    if not rest and not options.asks_help:
        from seller_desk.app import main as open_window

        return open_window(options.data_dir, options.lang)
    from seller_desk.cli.main import run

    return run(options, rest)


if __name__ == "__main__":
    sys.exit(main())
