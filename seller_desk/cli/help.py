"""`--help` of every command, in the language in use.

The texts are the commands' docstrings and option helps; their Chinese is in `cli.po`, and a test finds what lacks it.
"""

import inspect
from collections.abc import Iterable
from typing import Any

from seller_desk.cli.session import table
from seller_desk.core.base.language import _

ASKS = ("--help", "-h")
_EVERYWHERE = "--json  --lang zh|en  --data-dir DIR  --help"
# Options of typer's own, which we have no use for: completion would write into the seller's shell start-up files.
_NOT_OURS = ("install_completion", "show_completion", "help")


def asks_help(words: list[str]) -> bool:
    """Whether `--help` or `-h` is among the words, before a bare `--`."""
    own = words[: words.index("--")] if "--" in words else words
    return any(word in ASKS for word in own)


def parameters(command: Any) -> list[Any]:
    """The arguments and options that the command takes, without typer's own."""
    return [one for one in command.params if one.name not in _NOT_OURS and not one.hidden]


def texts(command: Any) -> list[str]:
    """What `help_lines` shows of this command, in English: for the catalogue."""
    own = [command.help, *(one.help for one in parameters(command))]
    return [inspect.cleandoc(text) for text in own if text]


def help_lines(command: Any, path: list[str]) -> list[str]:
    """How the command is called, what it does, its verbs or its arguments and options."""
    about = _said(command.help)
    children: dict[str, Any] = getattr(command, "commands", {})
    if children:
        rows = [(name, _said(one.help).partition("\n")[0]) for name, one in children.items()]
        return [
            " ".join(["seller-desk", *path, _("<verb>"), "..."]),
            "",
            *_two(rows),
            *_everywhere(),
        ]
    own = parameters(command)
    usage = ["seller-desk", *path, *(_call(one) for one in own)]
    rows = [(_name(one), _said(one.help)) for one in own if one.help]
    lines = [" ".join(usage), "", *([about, ""] if about else []), *_two(rows)]
    return [*lines, *([] if lines[-1] == "" else [""]), *_everywhere()[1:]]


def _everywhere() -> list[str]:
    return ["", _("Everywhere: {options}").format(options=_EVERYWHERE)]


def _said(text: str | None) -> str:
    return _(inspect.cleandoc(text)) if text else ""


def _two(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Aligned pairs, without a heading."""
    rows = list(rows)
    return [f"  {line}" for line in table(("", ""), rows)[2:]] if rows else []


def _is_argument(one: Any) -> bool:
    return not one.opts[0].startswith("-")


def _name(one: Any) -> str:
    if _is_argument(one):
        return str(one.name).upper()
    return str(one.opts[0])


def _call(one: Any) -> str:
    """`FILE`, `[FILE ...]`, `--out OUT`, `[--site SITE ...]`, `[--accept-blockers]`."""
    name = _name(one)
    text = name
    if not _is_argument(one) and not one.is_flag:
        text = f"{name} {name.lstrip('-').replace('-', '_').upper()}"
    if one.multiple or one.nargs == -1:
        text += " ..."
    return text if one.required else f"[{text}]"
