"""What goes into the Windows program, and what stays out. Runs in a Python of the same version
as that for Windows, with its packages."""

import ast
import importlib.metadata
import importlib.util
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from devtools.windows.target import MARKERS

Entry = tuple[str, str, str]
"""Where a file goes, where it lies, and its kind, as PyInstaller lists them."""

ENGINES = ("llama-cpp", "transformers", "onnx")
"""The extras of pyproject.toml that bring the engines."""

# Command lines, compilers and the like, which the engines never import.
_NOT_NEEDED = {"setuptools", "typer", "rich", "shellingham", "pygments", "markdown-it-py", "mdurl"}
NEVER_IMPORTED = ("IPython", "pkg_resources", "pygments", "rich", "setuptools", "tkinter", "typer")
_LEFT_OUT = (
    "../*",
    "bin/*",
    "*.lib",
    "*.pyi",
    "*.h",
    "torch/bin/*",
    "torch/include/*",
    "torch/share/*",
    "torch/test/*",
    "*/tests/*",
)

_QT_LEFT_OUT = (
    "*opengl32sw.dll",  # a graphics card in software, for OpenGL, which the program does not use
    "*Qt6Quick*",
    "*Qt6Qml*",
    "*Qt6Pdf*",
    "*Qt6VirtualKeyboard*",
    "*Qt6OpenGL*",
    "*/translations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforminputcontexts/*",
    "*/plugins/platforms/qdirect2d.dll",
    "*/plugins/platforms/qminimal.dll",
    "*/plugins/tls/qopensslbackend.dll",
    "*/plugins/imageformats/q[!is]*.dll",  # icons and SVG are all there is to draw
    "*/plugins/imageformats/qicns.dll",
)


def without_needless_qt(entries: Iterable[Entry]) -> list[Entry]:
    """The files that PyInstaller found, without the parts of Qt that the program never loads."""
    return [entry for entry in entries if not _matches(_posix(entry[0]), _QT_LEFT_OUT)]


def _posix(path: str) -> str:
    return path.replace("\\", "/")


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)


def engine_distributions(root: Path) -> list[importlib.metadata.Distribution]:
    """The installed packages of the engines that the project in ``root`` names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return list(distributions(name for extra in ENGINES for name in extras[extra]).values())


def imports_of(folder: Path) -> list[str]:
    """The modules of others that the Windows program may import from the package in ``folder``."""
    trees = (
        ast.parse(file.read_text(encoding="utf-8"))
        for file in folder.rglob("*.py")
        if "posix" not in file.parts
    )
    nodes = (node for tree in trees for node in ast.walk(tree))
    names = {name for node in nodes for name in _imported(node)}
    return sorted(name for name in names if name.split(".")[0] not in {"app", "runtimes"})


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


def distributions(requirements: Iterable[str]) -> dict[str, importlib.metadata.Distribution]:
    """The installed packages that the requirements name, and all that these need, by name."""
    found: dict[str, importlib.metadata.Distribution] = {}
    waiting = list(requirements)
    while waiting:
        name = _name_here(waiting.pop())
        if name is None or name in found or name in _NOT_NEEDED:
            continue
        found[name] = importlib.metadata.distribution(name)
        waiting += found[name].requires or ()
    return found


def _name_here(requirement: str) -> str | None:
    """The name in a requirement like ``numpy>=2; sys_platform == 'win32'``, where it applies."""
    from packaging.requirements import Requirement

    read = Requirement(requirement)
    if read.marker is not None and not read.marker.evaluate({**MARKERS, "extra": ""}):
        return None
    return re.sub(r"[-_.]+", "-", read.name).lower()


def package_files(found: Iterable[importlib.metadata.Distribution]) -> Iterator[Entry]:
    """The files of the packages, with what Python compiled of them.

    They are copied as they are: PyInstaller would follow 5,000 modules for a quarter of an hour to
    find what the packages load by name anyway, and would take every DLL twice.
    """
    for distribution in found:
        for file in distribution.files or ():
            if _matches(file.as_posix(), _LEFT_OUT) or "__pycache__" in file.parts:
                continue
            for wanted in (file, _compiled(file)):
                source = Path(str(distribution.locate_file(wanted)))
                if source.is_file():
                    yield str(Path(*wanted.parts)), str(source), "DATA"


def _compiled(file: PurePosixPath) -> PurePosixPath:
    return file.parent / "__pycache__" / f"{file.stem}.{sys.implementation.cache_tag}.pyc"


def top_level_modules(found: Iterable[importlib.metadata.Distribution]) -> list[str]:
    """The names under which the packages are imported."""
    names = {
        file.parts[0].removesuffix(".py")
        for distribution in found
        for file in distribution.files or ()
        if file.suffix in (".py", ".pyd")
    }
    return sorted(name.split(".")[0] for name in names if name.split(".")[0].isidentifier())


def standard_library() -> list[str]:
    """Every module of Python that a copied package might import."""
    left_out = {"antigravity", "ensurepip", "idlelib", "test", "this", "tkinter", "turtle", "venv"}
    known = sys.stdlib_module_names - left_out - {"turtledemo"}
    root = Path(os.__file__).parent
    # An embeddable CPython has its library compiled, without the sources.
    paths = (file.relative_to(root).with_suffix("") for file in root.rglob("*.py*"))
    modules = {".".join(path.parts).removesuffix(".__init__") for path in paths}
    modules |= {name for name in known if importlib.util.find_spec(name) is not None}
    modules = {name for name in modules if not re.search("__main__|__pycache__", name)}
    return sorted(name for name in modules if name.split(".")[0] in known)
