from decimal import Decimal

import pytest

from seller_desk.core.base.measures import Quantity, Size, parse_size, parse_weight


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("480g", 480),
        ("480", 480),
        ("0.48 kg", 480),
        ("0.4801kg", 481),
        ("1lb", 454),
        ("1 OZ", 29),
        ("0.1g", 1),
    ],
)
def test_weights_become_whole_grams_rounded_up(text, grams):
    assert parse_weight(text) == grams


@pytest.mark.parametrize("text", ["", "0g", "-1g", "1t", "g", "1.2.3kg", "1e3g", "NaN"])
def test_what_is_not_a_weight_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_weight(text)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("20x15x10cm", Size(200, 150, 100)),
        ("10 x 20 x 15", Size(200, 150, 100)),
        ("200*150*100 mm", Size(200, 150, 100)),
        ("1×1×1in", Size(26, 26, 26)),
    ],
)
def test_sizes_become_millimetres_longest_side_first(text, size):
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "20x15", "0x1x1cm", "axbxc", "1x1x1ft"])
def test_what_is_not_a_size_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_size(text)


def test_whole_decimals_are_whole_numbers_in_json():
    assert Quantity(Decimal("91.0"), "char").to_json() == {"value": 91, "unit": "char"}
    assert Quantity(Decimal("0.5"), "MB").to_json() == {"value": "0.5", "unit": "MB"}
