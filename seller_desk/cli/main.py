"""`seller-desk <noun> <verb>`: dispatch, errors, exit codes.

Each noun is a module of this package with a typer application called `app`; only the noun in use is loaded.
"""

import importlib
import json
import sys
from typing import Any

import typer

from seller_desk.cli.arguments import GlobalOptions
from seller_desk.cli.help import ASKS, asks_help, help_lines, parameters
from seller_desk.cli.session import Session, current, start
from seller_desk.cli.usage import UsageError, usage_problem
from seller_desk.core.base.crash import trace_text
from seller_desk.core.base.errors import Cancelled, DeskError, UsageProblem
from seller_desk.core.base.language import N_, _, system_language, use_language
from seller_desk.core.base.lists import listed

# noun -> (module, help)
NOUNS: dict[str, tuple[str, str]] = {
    "demo": ("demo", N_("The whole main job on the sample company")),
    "company": ("company", N_("Companies: set, show, check")),
    "platforms": ("platforms", N_("Platforms and sites: facts, fees, comparison")),
    "application": ("application", N_("Applications: new, list, show, check")),
    "documents": ("documents", N_("Documents: add, list, check, read")),
    "images": ("images", N_("Product pictures: check")),
    "listings": ("listings", N_("Listings: import, check, export")),
    "shipping": ("shipping", N_("Shipping: price lists, templates, quotes, export")),
    "accounts": ("accounts", N_("Passwords and keys in the OS keyring")),
    "bundle": ("bundle", N_("Packets: build and verify")),
    "backup": ("backup", N_("Backups: create, verify, restore, list, drill, check")),
    "rules": ("rules", N_("Rule packs: lint, list, show, codes, ids")),
    "doctor": ("doctor", N_("What this machine has and lacks")),
    "self-test": ("selftest", N_("Prove that this installation works")),
}
OK, BLOCKED, USAGE, NOTHING_USABLE, INTERNAL = 0, 1, 2, 3, 4
# What typer makes of Ctrl-C.
_INTERRUPTED = 130


def run(options: GlobalOptions, words: list[str]) -> int:
    """Run one command; the exit code of the README. Never raises."""
    session = start(options)
    try:
        use_language(options.lang or system_language())
        if options.problem:
            title = _(options.problem).format(name=options.problem_with)
            raise UsageProblem(title, _("See --help."))
        return _dispatch(words)
    except typer.Exit as done:
        return int(done.exit_code)
    except UsageError as problem:
        return _failed(session, usage_problem(problem), USAGE)
    except (typer.Abort, KeyboardInterrupt, Cancelled):
        return _failed(session, DeskError(_("Stopped"), ""), NOTHING_USABLE)
    except DeskError as problem:
        return _failed(session, problem, problem.exit_code)
    except BrokenPipeError:
        return OK
    except Exception as problem:  # noqa: BLE001 - the terminal's one crash door
        sys.stderr.write(trace_text(problem))
        return _failed(
            session,
            DeskError(
                _("Internal error"), _("This is our mistake. Please report the lines above.")
            ),
            INTERNAL,
        )
    finally:
        session.close()


def _dispatch(words: list[str]) -> int:
    noun = words[0] if words else "--help"
    if noun in ASKS:
        _print_nouns()
        return OK
    if noun == "--version":
        from seller_desk import __version__

        typer.echo(__version__)
        return OK
    if noun not in NOUNS:
        raise UsageProblem(
            _("There is no “{noun}”; there are: {nouns}").format(noun=noun, nouns=listed(NOUNS)),
            _("See --help."),
        )
    command = typer.main.get_command(
        importlib.import_module(f"seller_desk.cli.{NOUNS[noun][0]}").app
    )
    verb, path = _verb(command, words)
    if asks_help(words[1:]):
        typer.echo("\n".join(help_lines(verb, path)))
        return OK
    known = listed(getattr(verb, "commands", {}))
    if known and len(path) == len(words):
        raise UsageProblem(
            _("“{noun}” needs a verb: {verbs}").format(noun=" ".join(path), verbs=known),
            _("See --help."),
        )
    if known:
        raise UsageProblem(
            _("“{noun}” has no verb “{verb}”").format(noun=" ".join(path), verb=words[len(path)]),
            _("There are: {ids}").format(ids=known),
        )
    command.params = parameters(command)
    # `--help` is answered above.
    command.add_help_option = verb.add_help_option = False
    result = command.main(args=words[1:], prog_name=f"seller-desk {noun}", standalone_mode=False)
    if result == _INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else current().exit_code


def _verb(command: Any, words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, as deep as they name one, and the words that name it."""
    path = words[:1]
    for word in words[1:]:
        child = getattr(command, "commands", {}).get(word)
        if child is None:
            break
        command, path = child, [*path, word]
    return command, path


def _print_nouns() -> None:
    typer.echo(
        _(
            "seller-desk [--data-dir DIR] [--lang zh|en] [--json] <noun> <verb> ...; without a noun the window opens."
        )
    )
    for noun, (_module, about) in NOUNS.items():
        typer.echo(f"  {noun:<12} {_(about)}")


def _failed(session: Session, problem: DeskError, code: int) -> int:
    if session.as_json:
        error = {
            "title": problem.title,
            "advice": problem.advice,
            "file": problem.file,
            "row": problem.row,
        }
        sys.stdout.write(json.dumps({"error": error}, ensure_ascii=False) + "\n")
    else:
        place = "".join(f" [{one}]" for one in (problem.file, problem.row) if one is not None)
        lines = [f"{problem.title}{place}", problem.advice]
        sys.stderr.write("\n".join(line for line in lines if line) + "\n")
    return code
