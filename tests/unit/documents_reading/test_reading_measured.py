"""What the reader gets right of the half of the papers that it was never tuned to, as scan and as photograph.

Every drawn paper through the real models: minutes, so it belongs to the long tests; `benchmarks/reading.py` prints the
same figures. A machine without a Chinese font fails here with the name of the package, it skips nothing.
"""

from pathlib import Path

import pytest

from tests.specimens.layouts import HELD
from tests.specimens.measure import LEVELS, Score, read_drawn
from tests.specimens.noise import LEVELS as NOISES

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

NEEDED = {"clean": 0.98, "light": 0.95, "phone": 0.90}


def test_the_test_half_has_the_breadth_that_was_promised():
    kinds = {draw.__name__: draw for draw in HELD.values()}
    assert len(kinds) >= 20
    assert set(LEVELS) == set(NOISES) == set(NEEDED)


@pytest.mark.parametrize("level", NOISES)
def test_fields_and_kinds_of_papers_never_tuned_to(level, tmp_path):
    score = Score()
    for name, truth, reading in read_drawn(HELD, level, Path(tmp_path)):
        score.add(name, truth, reading)
    assert score.fields >= NEEDED[level], score.wrong
    assert score.kinds >= 0.95, score.wrong_kinds
    assert score.placed >= 0.95, score.misplaced
