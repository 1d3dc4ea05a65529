"""Every directory and bundled file of the program. Nobody else asks where something lies."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "ModelTray"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are.

    Attributes:
        program: the folder that holds ``app``, ``config`` and ``resources``.
        data: settings, logs, caches and the models folder of one person.
    """

    program: Path
    data: Path

    @property
    def config(self) -> Path:
        """Shipped configuration, never written to."""
        return self.program / "config"

    @property
    def resources(self) -> Path:
        return self.program / "resources"

    @property
    def models(self) -> Path:
        """The models folder that every person has from the start."""
        return self.data / "models"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.toml"

    @property
    def model_settings_file(self) -> Path:
        return self.data / "model_settings.toml"

    @property
    def downloads_file(self) -> Path:
        """Which downloads are not over yet."""
        return self.data / "downloads.json"

    @property
    def user_rules(self) -> Path:
        """The person's own runtime_config.json, merged over the shipped one."""
        return self.data / "runtime_config.json"

    @property
    def header_cache(self) -> Path:
        return self.data / "cache" / "headers.json"

    @property
    def place_memory(self) -> Path:
        """What lay where, for drives that are away."""
        return self.data / "cache" / "places"

    @property
    def children_file(self) -> Path:
        """Which child processes run, for the sweep after a crash."""
        return self.data / "children.json"

    @property
    def window_file(self) -> Path:
        """Where the window stood last."""
        return self.data / "window.ini"

    @property
    def lock_file(self) -> Path:
        return self.data / "instance.lock"

    def create(self) -> None:
        """Make the folders that are written to."""
        for folder in (self.models, self.logs, self.header_cache.parent):
            folder.mkdir(parents=True, exist_ok=True)


def find_paths(data_dir: Path | None = None) -> Paths:
    """The paths of this installation; ``data_dir`` overrides where a person's things are."""
    data = data_dir or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))
    return Paths(program=_program_folder(), data=data.absolute())


def _program_folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent
