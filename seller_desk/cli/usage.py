"""What typer objects to in the command's words, said in the language in use."""

import re
from typing import Any

import typer

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed

# typer may bring a click of its own, so its errors are reached through typer, not through `click`.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def usage_problem(problem: Exception) -> UsageProblem:
    """The same trouble as one of ours."""
    kind = type(problem).__name__
    words = {
        "MissingParameter": _missing,
        "NoSuchOption": _no_option,
        "BadOptionUsage": _bad_option,
        "BadParameter": _bad_value,
    }.get(kind, _other)
    title, advice = words(problem)
    return UsageProblem(title, advice or _("See --help."))


def _param(problem: Any) -> str:
    one = problem.param
    if one is None:
        return ""
    name = str(one.opts[0])
    return name if name.startswith("-") else str(one.name).upper()


def _missing(problem: Any) -> tuple[str, str]:
    return _("{name} is missing").format(name=_param(problem)), ""


def _no_option(problem: Any) -> tuple[str, str]:
    near = listed(sorted(problem.possibilities or []))
    advice = _("Did you mean {names}?").format(names=near) if near else ""
    return _("There is no option {name}").format(name=problem.option_name), advice


def _bad_option(problem: Any) -> tuple[str, str]:
    if "does not take" in problem.message:
        return _("{name} takes no value").format(name=problem.option_name), ""
    return _("{name} needs a value").format(name=problem.option_name), ""


def _bad_value(problem: Any) -> tuple[str, str]:
    title = _("{name}: this value does not fit").format(name=_param(problem))
    formats = "format" in problem.message and "%Y" in problem.message
    if formats:
        return title, _("Write a day of the calendar as 2027-01-18.")
    _before, one_of, known = problem.message.partition(" is not one of ")
    if one_of:
        return title, _("There are: {ids}").format(ids=listed(re.findall(r"'([^']*)'", known)))
    return title, ""


def _other(problem: Any) -> tuple[str, str]:
    _before, bracket, words = problem.message.partition(" (")
    if "extra argument" in problem.message and bracket:
        return _("Too many words: {words}").format(words=words.rstrip(".").removesuffix(")")), ""
    return _("The command's words are not understood"), ""
