"""The two captions below a bar of the comparison: names give way, figures do not."""

from types import SimpleNamespace

import pytest

from seller_desk.ui.pages.platforms.site_delegate import fitted

METRICS = SimpleNamespace(horizontalAdvance=len)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, ("Fee 16.9%", "Profit 1,691")),
        (20, ("16.9%", "Profit 1,691")),
        (14, ("16.9%", "1,691")),
    ],
)
def test_where_both_do_not_fit_names_give_way_and_figures_stay_whole(width, shown):
    assert fitted("Fee 16.9%", "Profit 1,691", width, METRICS) == shown


def test_words_without_a_figure_stay_words():
    assert fitted("Tiered fee", "No rate set", 12, METRICS) == ("Tiered fee", "No rate set")
