"""The runner as a program: what no engine test and no conformance test sees."""

from pathlib import Path

import httpx2
import pytest

from tests.fakes.runner_child import RunnerChild

pytestmark = pytest.mark.engine


def test_nothing_is_told_to_the_maker_of_the_library(
    tiny_genai: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its telemetry keeps what it is about to send in a folder of the person's cache."""
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    with RunnerChild("onnx", "--model", tiny_genai, "--alias", "tiny") as runner:
        runner.wait_until_ready()
        body = {"prompt": "hi", "n_predict": 4}
        assert httpx2.post(f"{runner.url}/completion", json=body, timeout=30).status_code == 200
    assert list(tmp_path.iterdir()) == []
