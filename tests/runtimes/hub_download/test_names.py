"""Which names of a repository may become files."""

import pytest

from runtimes.hub_download.failures import Failure
from runtimes.hub_download.names import check_names, is_safe


@pytest.mark.parametrize(
    "path",
    [
        "model.gguf",
        "sub/folder/config.json",
        ".gitattributes",
        "Größe 日本.safetensors",
        "a..b",
        "console.txt",
        "com10.txt",
        "model (1).bin",
    ],
)
def test_ordinary_names(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../x",
        "a/../../b",
        "a/./b",
        "a//b",
        "/etc/passwd",
        "a/",
        "C:/x",
        "C:x",
        "a\\b",
        "\\\\server\\share\\x",
        "file:stream",
        "a\0b",
        "a\nb",
        "x.",
        "x ",
        " x",
        "a./b",
        "con",
        "CON.txt",
        "sub/nul",
        "aux.tar.gz",
        "com1",
        "COM¹.bin",
        "lpt9.x",
        "conin$",
        "con .txt",
        "what?",
        "a*b",
        'a"b',
        "<x>",
        "a|b",
        "gpj.\u202eexe",
        "zero\u200bwidth",
        "\ud800",
        "x" * 256,
        ".modeltray.json",
        ".ModelTray.JSON",
    ],
)
def test_names_that_could_leave_or_deceive(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["Model.gguf", "model.GGUF"], "two files that are one on Windows: Model.gguf and"),
        (["é", "e\u0301"], "two files that are one on Windows"),
        (["a", "a"], "two files that are one on Windows: a and a"),
        (["a", "A/b"], "A/b inside what is a file"),
        (["ok", "../x", "con"], "names that are not allowed here: '../x', 'con'"),
    ],
)
def test_names_that_do_not_go_together(paths: list[str], message: str) -> None:
    with pytest.raises(Failure) as caught:
        check_names(paths, "/models/x")
    assert message in caught.value.message


def test_ten_thousand_names_take_no_time() -> None:
    check_names([f"folder-{i}/file-{i}.safetensors" for i in range(10_000)], "/models")


def test_a_path_that_is_too_long_is_refused_with_the_folder() -> None:
    with pytest.raises(Failure, match="longer than this system allows") as caught:
        check_names(["a" * 200 + "/" + "b" * 200], "/" + "folder/" * 600)
    assert "nearer to the root" in caught.value.hint
