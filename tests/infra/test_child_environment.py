"""What a child process may see of our environment."""

import pytest

from app.infra.child_environment import scrub


@pytest.mark.parametrize(
    "name",
    [
        "LLAMA_ARG_HOST",
        "LLAMA_SERVER_ROUTER_PORT",
        "LLAMA_API_KEY",
        "AIP_MODE",
        "PYTHONPATH",
        "PYTHONHOME",
        "PythonPath",
        "HF_TOKEN",
        "HUGGING_FACE_HUB_TOKEN",
        "OPENAI_BASE_URL",
        "ANTHROPIC_API_KEY",
        "GITHUB_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "MY_DB_PASSWORD",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "MISTRAL_APIKEY",
        "_MEIPASS2",
        "_PYI_APPLICATION_HOME_DIR",
    ],
)
def test_what_would_change_or_betray_a_child_is_dropped(name: str) -> None:
    assert name not in scrub({name: "value"})


@pytest.mark.parametrize(
    "name",
    [
        "PATH",
        "HOME",
        "SystemRoot",
        "TEMP",
        "CUDA_VISIBLE_DEVICES",
        "HF_HOME",
        "OMP_NUM_THREADS",
        "TOKENIZERS_PARALLELISM",
        "GGML_VK_VISIBLE_DEVICES",
        "SSH_AUTH_SOCK",
        "XPATH",
        "KEYBOARD",
    ],
)
def test_what_a_child_needs_is_kept(name: str) -> None:
    assert scrub({name: "value"})[name] == "value"


def test_a_child_stays_offline_and_writes_utf8_at_once() -> None:
    given = scrub({"HF_HUB_OFFLINE": "0", "PYTHONUTF8": "0"})
    assert given == {
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/mine"}, "/mine"),
        ({"LD_LIBRARY_PATH": "/mine"}, "/mine"),
        ({"LD_LIBRARY_PATH": "/bundle", "_PYI_ARCHIVE_FILE": "/bundle/x"}, None),
        ({}, None),
    ],
)
def test_the_persons_library_path_comes_back(environ: dict[str, str], expected: str | None) -> None:
    given = scrub(environ)
    assert given.get("LD_LIBRARY_PATH") == expected
    assert "LD_LIBRARY_PATH_ORIG" not in given
