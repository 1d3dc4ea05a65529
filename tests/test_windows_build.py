"""What the Windows program is made of: the parts that decide something."""

import importlib.metadata
from pathlib import Path

import pytest

from app import __version__
from devtools.commands import ROOT
from devtools.windows.debian import command_inside
from devtools.windows.interpreter import python_folder, requirements
from devtools.windows.make_icon import icon_file
from devtools.windows.packaging import (
    distributions,
    package_files,
    standard_library,
    top_level_modules,
    without_needless_qt,
)


def test_the_packages_are_those_of_the_project_and_its_engines() -> None:
    names = {name.split("=")[0].split("~")[0] for name in requirements()}
    assert {"PySide6-Essentials", "fastapi", "xllamacpp", "torch", "transformers"} <= names
    assert "pytest" not in names


def test_other_requirements_are_another_interpreter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = python_folder(tmp_path)
    monkeypatch.setattr("devtools.windows.interpreter._FOR_WINE", ())
    assert python_folder(tmp_path) != before


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/imageformats/qsvg.dll", True),
        ("PySide6/plugins/imageformats/qico.dll", True),
        ("PySide6/plugins/imageformats/qwebp.dll", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt6Quick.dll", False),
    ],
)
def test_needless_parts_of_qt_stay_out(file: str, kept: bool) -> None:
    assert bool(without_needless_qt([(file, "source", "BINARY")])) is kept


def test_a_package_brings_what_it_needs_and_no_extras() -> None:
    found = distributions(["requests~=2.0", "nothing; sys_platform == 'other'"])
    assert {"requests", "urllib3", "idna"} <= found.keys()
    assert not {"pysocks", "nothing"} & found.keys()


def test_a_package_is_copied_with_its_metadata_and_without_its_tests() -> None:
    files = [
        Path(target) for target, _, _ in package_files([importlib.metadata.distribution("numpy")])
    ]
    assert Path("numpy/__init__.py") in files
    assert any(path.name == "METADATA" for path in files)
    assert not any("tests" in path.parts or path.suffix == ".pyi" for path in files)


def test_packages_are_imported_under_their_own_names() -> None:
    names = top_level_modules([importlib.metadata.distribution("typing_extensions")])
    assert names == ["typing_extensions"]


def test_the_whole_standard_library_is_there_for_copied_packages() -> None:
    library = standard_library()
    assert {"unittest.mock", "multiprocessing.pool", "zipfile", "sqlite3"} <= set(library)
    assert not any(name.split(".")[0] in {"tkinter", "test"} for name in library)


def test_an_icon_file_names_each_picture_with_its_place() -> None:
    content = icon_file({16: b"small", 256: b"big"})
    assert content.startswith(b"\0\0\1\0\2\0")
    assert content[6] == 16
    assert content[22] == 0  # 256
    for entry, picture in ((6, b"small"), (22, b"big")):
        size = int.from_bytes(content[entry + 8 : entry + 12], "little")
        start = int.from_bytes(content[entry + 12 : entry + 16], "little")
        assert content[start : start + size] == picture


def test_programs_inside_see_only_what_is_shared() -> None:
    command = command_inside(
        Path("/debian"),
        ["wine", "a b.exe"],
        shared=[Path("/tmp")],
        working_directory=Path("/tmp"),
        environment={"WINEPREFIX": "/p"},
    )
    assert command[:5] == ["unshare", "--mount", "--propagation", "private", "sh"]
    assert command[command.index("/debian") :][:3] == ["/debian", "/tmp", "--"]
    assert command[-3:] == ["WINEPREFIX=/p", "wine", "a b.exe"]


def test_the_version_is_written_in_one_place() -> None:
    assert f'"{__version__}"' not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
