"""`seller-desk <noun> <verb>`: dispatch, errors, exit codes.

Each noun is a module of this package with a typer application called `app`; only the noun in use is loaded.
"""

import importlib
import json
import sys
import traceback

import typer

from seller_desk.cli.arguments import GlobalOptions
from seller_desk.cli.session import Session, current, start
from seller_desk.core.base.errors import Cancelled, DeskError, UsageProblem
from seller_desk.core.base.language import N_, _, system_language, use_language

# noun -> (module, help)
NOUNS: dict[str, tuple[str, str]] = {
    "demo": ("demo", N_("The whole main job on the sample company")),
    "company": ("company", N_("Companies: set, show, check")),
    "platforms": ("platforms", N_("Platforms and sites: facts, fees, comparison")),
    "application": ("application", N_("Applications: new, list, show, check")),
    "documents": ("documents", N_("Documents: add, list, check")),
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
# typer may bring a click of its own, so its errors are reached through typer, not through `click`.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_COMPLETION = ("install_completion", "show_completion")
OK, BLOCKED, USAGE, NOTHING_USABLE, INTERNAL = 0, 1, 2, 3, 4


def run(options: GlobalOptions, words: list[str]) -> int:
    """Run one command; the exit code of house.md 5. Never raises."""
    use_language(options.lang or system_language())
    session = start(options)
    try:
        if options.problem:
            raise UsageProblem(options.problem, _("See --help."))
        return _dispatch(words)
    except typer.Exit as done:
        return int(done.exit_code)
    except UsageError as problem:
        said = problem.format_message() if isinstance(problem, typer.BadParameter) else str(problem)
        return _failed(session, DeskError(said, _("See --help.")), USAGE)
    except (typer.Abort, KeyboardInterrupt, Cancelled):
        return _failed(session, DeskError(_("Stopped"), ""), NOTHING_USABLE)
    except DeskError as problem:
        return _failed(session, problem, problem.exit_code)
    except BrokenPipeError:
        return OK
    except Exception:  # noqa: BLE001 - the terminal's one crash door
        # The traceback has our own lines only: no values of the seller's, which messages may hold.
        frames = traceback.extract_tb(sys.exc_info()[2])
        where = "".join(traceback.format_list(frames)[-6:])
        kind = sys.exc_info()[0]
        print(f"{kind.__name__ if kind else ''}\n{where}", file=sys.stderr)  # noqa: T201
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
    if noun in ("--help", "-h"):
        _print_nouns()
        return OK
    if noun == "--version":
        from seller_desk import __version__

        typer.echo(__version__)
        return OK
    if noun not in NOUNS:
        raise UsageProblem(
            _("There is no “{noun}”; there are: {nouns}").format(noun=noun, nouns=", ".join(NOUNS)),
            _("See --help."),
        )
    module = importlib.import_module(f"seller_desk.cli.{NOUNS[noun][0]}")
    command = typer.main.get_command(module.app)
    # Completion would write into the seller's shell start-up files.
    command.params = [one for one in command.params if one.name not in _COMPLETION]
    verbs = getattr(command, "commands", {})
    if verbs and len(words) == 1:
        raise UsageProblem(
            _("“{noun}” needs a verb: {verbs}").format(noun=noun, verbs=", ".join(verbs)),
            _("See --help."),
        )
    result = command.main(args=words[1:], prog_name=f"seller-desk {noun}", standalone_mode=False)
    return result if isinstance(result, int) else current().exit_code


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
