"""settings.toml: read with what is wrong put aside, written with a person's comments kept."""

import time
import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import tomlkit

from app.domain.settings import Settings
from app.infra.atomic_file import write_text

_LARGEST = 1024 * 1024  # bytes; nobody types more


class SettingsFile:
    """One person's settings. ``warnings`` says what the last load could not use, in sentences."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.warnings: tuple[str, ...] = ()

    def load(self) -> Settings:
        """The settings; the last good ones, else the defaults, where the file is broken."""
        self.warnings = ()
        for path in (self._path, self._backup):
            try:
                return self._parse(path)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, RecursionError) as error:
                self._put_aside(path, error)
        return Settings()

    def save(self, settings: Settings) -> None:
        """Write what the file says otherwise, and leave its other lines as they are.

        Raises:
            OSError: the file is as it was.
        """
        document = self._document()
        written = self._settings(document.unwrap())
        for field in fields(Settings):
            value = getattr(settings, field.name)
            if value == getattr(written, field.name):
                continue
            if value == field.default:
                del document[field.name]
            else:
                document[field.name] = list(value) if isinstance(value, tuple) else value
        text = tomlkit.dumps(document)
        write_text(self._path, text)
        write_text(self._backup, text)

    @property
    def _backup(self) -> Path:
        return self._path.with_suffix(".toml.bak")

    def _document(self) -> tomlkit.TOMLDocument:
        try:
            return tomlkit.parse(self._path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return tomlkit.document()

    def _parse(self, path: Path) -> Settings:
        if path.stat().st_size > _LARGEST:
            raise ValueError("the file is too large")
        return self._settings(tomllib.loads(path.read_text(encoding="utf-8-sig")))

    def _settings(self, table: Mapping[str, Any]) -> Settings:
        known = {field.name: field for field in fields(Settings)}
        values = {name: self._value(known[name], table[name]) for name in table if name in known}
        return Settings(**{name: value for name, value in values.items() if value is not None})

    def _value(self, field: "Field[Any]", value: object) -> Any:
        """The value in the field's type; ``None``, and a warning, where it cannot be used."""
        converted = _converted(field.default, value)
        if converted is not None and field.metadata["is_valid"](converted):
            return converted
        self._warn(
            f"{self._path.name}: {field.name} = {value!r} is not usable, so the default is used."
        )
        return None

    def _put_aside(self, path: Path, error: Exception) -> None:
        aside = path.with_name(f"{path.name}.corrupt-{time.strftime('%Y%m%d-%H%M%S')}")
        self._warn(f"{path.name} cannot be read ({error}). It was kept as {aside.name}.")
        try:
            path.replace(aside)
        except OSError as problem:
            self._warn(f"{path.name} could not be put aside: {problem}.")

    def _warn(self, sentence: str) -> None:
        self.warnings = (*self.warnings, sentence)


def _converted(default: object, value: object) -> object:
    """The value in the type of the default; ``None`` where it has another one."""
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if is_list and isinstance(value, list) else None
    if isinstance(default, float) and type(value) is int:
        return float(value)
    return value if type(value) is type(default) else None
