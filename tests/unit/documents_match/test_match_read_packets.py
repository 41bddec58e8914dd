"""Packets that agree, as they were read from drawn papers (benchmarks/matching.py --keep): the noise of recognition."""

import json
from pathlib import Path

import pytest

from seller_desk.core.documents.match.model import Column, Said
from tests.specimens.packets import PACKETS, alarms, compared

_KEPT = json.loads(Path(__file__).with_name("read_packets.json").read_text(encoding="utf-8"))


def columns(packet):
    return [
        Column(
            key=file,
            file=file,
            kind=kind,
            side=side,
            fields={
                name: Said(value=value, confidence=sure, line=line, below="".join(below))
                for name, (value, sure, line, *below) in fields.items()
            },
        )
        for file, kind, side, fields in packet
    ]


@pytest.mark.parametrize("level", ["clean", "light"])
def test_at_most_one_false_alarm_on_twenty_packets(level):
    packets = _KEPT[level]
    assert len(packets) == PACKETS == 20
    assert all(len(one) == 6 for one in packets)
    found = [told for one in packets for told in alarms(compared(columns(one)))]
    assert len(found) <= 1, found


def test_the_packets_are_compared_in_what_they_share():
    facts = {row.fact for one in _KEPT["clean"] for row in compared(columns(one)).rows}
    assert {"legal_name", "legal_representative", "registered_address"} <= facts


def test_a_line_that_was_overlooked_is_no_missing_part():
    whole = "广东省广州市白云区云栖大道141号森途创新园25层597室"
    cut = Said(value=whole[:20], below=whole[20:])
    licence = Column(key="l", kind="business_licence", fields={"address": cut})
    bill = Column(key="b", kind="utility_bill", fields={"address": Said(value=whole)})
    rows = {one.fact: one.difference for one in compared([licence, bill]).rows}
    assert rows["registered_address"] == "identical"
    # What stands below has to go on with the value.
    other = Column(key="l", kind="business_licence", fields={"address": Said(value=whole[:20], below="登记机关")})  # fmt: skip
    rows = {one.fact: one.difference for one in compared([other, bill]).rows}
    assert rows["registered_address"] == "part_missing"
