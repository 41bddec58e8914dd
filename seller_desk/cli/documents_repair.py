"""`seller-desk documents repair`: geometry of a file mended into a new file. Needs no company; the file itself stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.documents_read import stdin_password
from seller_desk.cli.noted import writer
from seller_desk.cli.session import current
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.files import refuse_taken
from seller_desk.core.base.language import _
from seller_desk.core.documents.repair.model import CROP, STRAIGHTEN, TURN, Step
from seller_desk.core.media.sniff import ending_fits

_TURNS = (90, 180, 270)


def repair(
    file: Annotated[Path, typer.Argument(help="Picture or PDF")],
    out: Annotated[Path, typer.Option("--out", help="New file; with --split a folder")],
    turn: Annotated[int, typer.Option("--turn", help="90, 180 or 270 degrees clockwise")] = 0,
    deskew: Annotated[bool, typer.Option("--deskew", help="Straighten lines of print")] = False,
    crop: Annotated[bool, typer.Option("--crop", help="Cut to the paper's edges")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each page as a file of its own")] = False,
    merge: Annotated[
        Path | None, typer.Option("--merge", help="Put this file behind it, as one PDF")
    ] = None,
    one_page: Annotated[
        bool, typer.Option("--one-page", help="With --merge: both on one page, as a picture")
    ] = False,
    page: Annotated[int, typer.Option("--page", help="Only this page; 0: all", min=0)] = 0,
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Take the password of locked PDFs from stdin"),
    ] = False,
) -> None:
    """Turn, straighten, cut, merge or split: pixels are moved, content is never changed."""
    from seller_desk.core.media.worker import WorkerPool
    from seller_desk.core.services import repairs

    if turn and turn not in _TURNS:
        raise UsageProblem(_("A page turns by 90, 180 or 270 degrees"), "")
    chosen = [bool(turn or deskew or crop), split, merge is not None]
    if sum(chosen) != 1 or (one_page and merge is None):
        raise UsageProblem(
            _("Say what to do"),
            _("One of: --turn, --deskew and --crop (together if you like), --split, --merge."),
        )
    password = stdin_password() if password_stdin else ""
    write = writer("repair")
    made: list[Path] = []
    steps: list[Step] = []
    with WorkerPool(1) as pool, _password_named():
        if split:
            parts = repairs.split(pool, file, password)
            targets = [
                out / f"{file.stem}-{number}.{one.type}" for number, one in enumerate(parts, 1)
            ]
            _folder(out)
            for target in targets:
                refuse_taken(target)
            for target, part in zip(targets, parts, strict=True):
                write(target, part.data)
            made = targets
        else:
            refuse_taken(out)
            if merge is not None:
                found = repairs.merged(pool, [file, merge], [password, password], one_page=one_page)
            else:
                steps = _steps(pool, file, page, password, turn=turn, deskew=deskew, crop=crop)
                if not steps:
                    raise DeskError(
                        _("There is nothing to repair"),
                        _("Its lines are straight and no paper's edges stand out. No file was written."),
                        file=file,
                    )  # fmt: skip
                found = repairs.repaired(pool, file, steps, password)
            _check_ending(out, found.type)
            write(out, found.data)
            made = [out]
    document = {
        "file": str(file),
        "out": [str(one) for one in made],
        "steps": [
            {"act": one.act, "degrees": one.degrees, "corners": [list(point) for point in one.corners], "page": one.page}
            for one in steps
        ],
    }  # fmt: skip
    current().emit(
        document, [*map(step_line, steps), *(_("Written: {path}").format(path=one) for one in made)]
    )


def _check_ending(out: Path, made: str) -> None:
    """A file's name tells its type: no JPEG is written as a .pdf."""
    if not ending_fits(out.name, made):
        raise UsageProblem(
            _("What comes out is no “{ending}”").format(ending=out.suffix or out.name),
            _("Give --out a name that ends in .{ending}. No file was written.").format(ending=made),
        )


@contextmanager
def _password_named() -> Iterator[None]:
    """Of a locked file the terminal says how a password is given."""
    from seller_desk.core.services.repairs import Locked

    try:
        yield
    except Locked as problem:
        advice = _("{reason} Give the password with --password-stdin.")
        raise DeskError(
            problem.title, advice.format(reason=problem.advice), file=problem.file
        ) from problem


def _folder(folder: Path) -> None:
    from seller_desk.core.base.files import disk_says

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be written").format(name=folder.name), disk_says(problem), file=folder
        ) from problem


def _steps(
    pool: object, file: Path, page: int, password: str, *, turn: int, deskew: bool, crop: bool
) -> list[Step]:
    """The paper's edges first: what they straighten needs no other straightening. Measured on the first page asked for."""
    from seller_desk.core.media.worker import WorkerPool
    from seller_desk.core.services import repairs

    assert isinstance(pool, WorkerPool)
    steps = []
    if crop or deskew:
        found = repairs.suggestion(pool, file, page or 1, password)
        if crop and found.corners:
            steps.append(Step(act=CROP, corners=list(found.corners), page=page))
        elif deskew and found.skew:
            steps.append(Step(act=STRAIGHTEN, degrees=-found.skew, page=page))
    if turn:
        steps.append(Step(act=TURN, degrees=turn, page=page))
    return steps


def step_line(step: Step) -> str:
    """A step in words."""
    if step.act == TURN:
        return _("Turned by {degrees} degrees").format(degrees=f"{step.degrees:g}")
    if step.act == STRAIGHTEN:
        return _("Straightened by {degrees} degrees").format(degrees=f"{step.degrees:g}")
    return _("Cut to the paper's edges")
