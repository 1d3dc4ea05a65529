"""How the measurements of the engines are told."""

import json
from xml.etree import ElementTree

import pytest

from tests.benchmarks.serving.measuring import Measured
from tests.benchmarks.serving.report import as_json, picture, table, verdict

ROWS = [
    Measured("ModelTray, transformers", 2.0, 0.1, 30.0, 90.0, 0.2, 400_000_000, 0.6),
    Measured("transformers serve <x>", 3.0, 0.5, 15.0, 15.0, 10.0, 800_000_000, 0.3),
]
_SVG = "{http://www.w3.org/2000/svg}"


def test_the_table_has_a_line_for_each() -> None:
    lines = table(ROWS).splitlines()
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split()[-8:] == ["s", "30.0/s", "90.0/s", "0.20", "s", "400", "MB", "60%"]


def test_the_verdict_stands_beside_the_budgets() -> None:
    assert verdict(ROWS) == [
        "against transformers serve <x>: 1 client 2.0x (budget 1), 4 clients 6.0x (2), "
        "2nd turn 50.0x sooner (5)"
    ]
    assert verdict(ROWS[1:]) == []


def test_the_json_holds_what_was_measured() -> None:
    told = json.loads(as_json(ROWS, "2 cores", 1.25e10))
    assert told["machine"] == "2 cores"
    assert told["rows"][1]["second_turn"] == 10.0


def test_the_picture_is_well_formed_and_true_to_scale() -> None:
    root = ElementTree.fromstring(picture(ROWS, "2 cores"))
    bars = [float(bar.attrib["width"]) for bar in root.iter(f"{_SVG}rect")]
    assert len(bars) == 4 * len(ROWS)
    assert bars[1] / bars[0] == pytest.approx(15 / 30, rel=0.01)
    assert [bar.attrib["class"] for bar in root.iter(f"{_SVG}rect")][:2] == ["ours", "bar"]
    assert "transformers serve <x>" in [text.text for text in root.iter(f"{_SVG}text")]
