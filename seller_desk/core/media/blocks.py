"""What an earlier, coarse JPEG left behind, also after it was saved again finely. Runs in a worker; numpy on first use."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Stack = NDArray[Any]

Box = tuple[int, int, int, int]
_SIDE = 8
# Low frequencies of a block: whatever is printed has them.
_PLACES = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1))
# Steps that are looked for; finer ones do not show.
_FINEST, _COARSEST = 22, 220
# Values lie on multiples of a step when their directions on its circle agree this much.
_AGREE = 0.72
_FEWEST = 60


def coarse_step(grey: "Stack", boxes: "list[Box]") -> float | None:
    """The step to which low frequencies of 8 x 8 blocks were rounded, in grey levels; None where no coarse one shows.

    Quality 10 of the usual tables: about 60; 30: about 20.
    """
    import numpy as np

    if not boxes:
        return None
    blocks = np.concatenate([_blocks(grey, box) for box in boxes[:: max(1, len(boxes) // 40)]])
    wave = _waves()
    values = wave @ blocks @ wave.T
    steps = [
        step for place in _PLACES if (step := _step(np.abs(values[:, place[0], place[1]]))) > 0
    ]
    # Pictures that are smooth by nature agree with a step here and there.
    return float(np.median(steps)) if len(steps) >= 4 else None


def _blocks(grey: "Stack", box: Box) -> "Stack":
    import numpy as np

    x, y, w, h = box
    left, top = -(-x // _SIDE) * _SIDE, -(-y // _SIDE) * _SIDE
    rows, columns = (y + h - top) // _SIDE, (x + w - left) // _SIDE
    cut = grey[top : top + rows * _SIDE, left : left + columns * _SIDE].astype(np.float32)
    cut = cut.reshape(rows, _SIDE, columns, _SIDE).transpose(0, 2, 1, 3)
    return cut.reshape(-1, _SIDE, _SIDE)


def _waves() -> "Stack":
    import numpy as np

    place, wave = np.arange(_SIDE)[None, :], np.arange(_SIDE)[:, None]
    matrix = np.cos((2 * place + 1) * wave * np.pi / 16) * 0.5
    matrix[0] *= 0.5**0.5
    return matrix.astype(np.float32)


def _step(values: "Stack") -> float:
    import numpy as np

    best = 0.0
    for step in range(_COARSEST, _FINEST - 1, -2):
        some = values[values > 0.6 * step]
        if len(some) < _FEWEST:
            continue
        if float(np.cos(some * (2 * np.pi / step)).mean()) >= _AGREE:
            best = float(step)
            break
    return best
