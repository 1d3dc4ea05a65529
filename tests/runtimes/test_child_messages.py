"""The lines that a runner writes for the program that started it."""

import io
import json
from contextlib import redirect_stdout

import pytest

from runtimes.child_messages import report_failure, report_loading, report_ready


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    report_loading(0.42)
    report_ready({"id": "tiny"})
    report_failure("damaged_file", "Kaputt: é.", "Again.")
    loading, ready, failure = capsys.readouterr().out.splitlines()
    prefix = "cmd_child_to_router:state:"
    assert loading == prefix + (
        '{"state":"loading","payload":'
        '{"stages":["text_model"],"current":"text_model","value":0.42}}'
    )
    assert ready == prefix + '{"state":"ready","payload":{"id":"tiny"}}'
    assert failure.isascii()
    assert json.loads(failure.removeprefix("error: ")) == {
        "type": "damaged_file",
        "message": "Kaputt: é.",
        "hint": "Again.",
    }


class Pieces(io.StringIO):
    """Standard output as the system sees it where nothing is buffered: call by call."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)


def test_a_line_is_written_in_one_piece() -> None:
    with redirect_stdout(Pieces()) as output:
        report_loading(0.5)
        report_failure("damaged_file", "It is cut short.")
    assert [piece.count("\n") for piece in output.written] == [1, 1]
    assert all(piece.endswith("\n") for piece in output.written)
