"""Why a rule pack is refused: file, line, key, and the reason in the language in use."""

import re
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _

_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
# What msgspec says, and how we say it; the groups are put in by number.
_REASONS = (
    (re.compile(r"Object contains unknown field `(.+?)`"), N_("there is no key “{0}” here")),
    (re.compile(r"Object missing required field `(.+?)`"), N_("the key “{0}” is missing")),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), N_("“{0}” is expected here, not “{1}”")),
    (re.compile(r"Invalid enum value (.+?)(?: - at .*)?$"), N_("{0} is not a word for this key")),
    (re.compile(r"Invalid decimal string"), N_("this is not a number; write it as \"0.15\"")),
)  # fmt: skip


class PackProblem(DeskError):
    """A pack that is left out. `key` is the path of what is wrong (`fact[2].source`), empty for the whole file."""

    def __init__(self, path: Path, line: int | None, key: str, reason: str) -> None:
        where = f"{path.name}:{line}" if line else path.name
        advice = f"{key}: {reason}" if key else reason
        super().__init__(
            _("Rule pack {where} is not valid").format(where=where), advice, file=path, row=line
        )
        self.key = key
        self.reason = reason


def reason_of(said: str) -> str:
    """What msgspec said, in our words."""
    for pattern, words in _REASONS:
        match = pattern.search(said)
        if match:
            return _(words).format(*match.groups())
    return said


def key_of(said: str) -> str:
    """`fact[2].valu` of msgspec's message; empty for the file as a whole."""
    match = re.search(r"`\$([^`]*)`", said)
    path = match[1].lstrip(".") if match else ""
    named = re.search(r"(?:unknown|required) field `([^`]+)`", said)
    if not named:
        return path
    return f"{path}.{named[1]}" if path else named[1]


def line_of(text: str, said: str) -> int | None:
    """The line where the array entry named by msgspec's path (`$.fee[2].rate`) begins, or of its key."""
    match = re.search(r"`\$([^`]*)`", said)
    steps = _STEP.findall(match[1]) if match else []
    lines = text.splitlines()
    start = 0
    if len(steps) >= 2 and steps[0][0] and steps[1][1]:
        heads = [n for n, line in enumerate(lines) if line.strip() == f"[[{steps[0][0]}]]"]
        if int(steps[1][1]) < len(heads):
            start = heads[int(steps[1][1])]
    unknown = re.search(r"unknown field `([^`]+)`", said)
    wanted = unknown[1] if unknown else next((name for name, _i in reversed(steps) if name), "")
    for number in range(start, len(lines)):
        if number > start and lines[number].startswith("[["):
            break
        if re.match(rf"\s*{re.escape(wanted)}\s*=", lines[number]):
            return number + 1
    return start + 1
