"""The promise on drawn packets through the real models: minutes, so it belongs to the long tests."""

import pytest

from seller_desk.core.services.documents_reading import ReadingService
from tests.specimens.packets import PACKETS, SEEDS, Packets, alarms, compared

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("level", ["clean", "light"])
def test_packets_that_agree_raise_one_alarm_at_most(level, tmp_path):
    service = ReadingService(None)
    packets = Packets(tmp_path, service)
    try:
        found = [
            told
            for number in range(PACKETS)
            for told in alarms(compared(packets.clean(number, level)))
        ]
    finally:
        service.close()
    assert len(found) <= 1, found


def test_drawn_mismatches_are_found_with_their_class(tmp_path):
    service = ReadingService(None)
    packets = Packets(tmp_path, service)
    try:
        rows = [
            {row.fact: row.difference for row in compared(packets.seeded(one, n, "clean")).rows}
            for n, one in enumerate(SEEDS)
        ]
    finally:
        service.close()
    assert [row.get(one.fact) for row, one in zip(rows, SEEDS, strict=True)] == [
        one.difference for one in SEEDS
    ]
