"""The lines that a runner writes for the program that started it."""

import json

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
