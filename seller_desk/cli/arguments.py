"""The three options that every command takes, before the noun or after the verb."""

from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.language import N_


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """`--data-dir`, `--lang`, `--json`, and what is wrong with them, if anything."""

    data_dir: Path | None = None
    lang: str | None = None
    as_json: bool = False
    asks_help: bool = False
    # A marked text, and the option that it speaks of.
    problem: str = ""
    problem_with: str = ""


def split_globals(words: list[str]) -> tuple[GlobalOptions, list[str]]:
    """Take the global options out of `words`, wherever they stand; what is left is noun, verb and their options.

    Everything after a bare `--` is left alone, so that a file may be called `--json`.
    """
    data_dir: Path | None = None
    lang: str | None = None
    as_json, problem, wrong = False, "", ""
    rest: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        if word == "--":
            rest.extend(words[position:])
            break
        name, equals, value = word.partition("=")
        if word == "--json":
            as_json = True
        elif name in ("--data-dir", "--lang"):
            if not equals:
                position += 1
                value = words[position] if position < len(words) else ""
            # `--data-dir --json` lacks the folder; one of such a name takes `--data-dir=--json`.
            if not value or (not equals and value.startswith("--")):
                problem, wrong = N_("{name} needs a value"), name
            elif name == "--data-dir":
                data_dir = Path(value)
            elif value not in ("zh", "en"):
                problem = N_("--lang is zh or en")
            else:
                lang = value
        else:
            rest.append(word)
        position += 1
    asks_help = bool(rest) and rest[0] in ("--help", "-h", "--version")
    return GlobalOptions(data_dir, lang, as_json, asks_help or bool(problem), problem, wrong), rest
