"""settings.toml: read with what is wrong put aside, written with a person's comments kept."""

from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from app.domain.settings import Settings
from app.infra.toml_file import TomlFile


class SettingsFile:
    """One person's settings. ``warnings`` says what the last load could not use, in sentences."""

    def __init__(self, path: Path) -> None:
        self._file = TomlFile(path)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._file.warnings

    def load(self) -> Settings:
        """The settings; the last good ones, else the defaults, where the file is broken."""
        return self._settings(self._file.read())

    def save(self, settings: Settings) -> None:
        """Write what the file says otherwise, and leave its other lines as they are.

        Raises:
            OSError: the file is as it was.
        """
        document = self._file.document()
        written = self._settings(document.unwrap())
        for field in fields(Settings):
            value = getattr(settings, field.name)
            if value == getattr(written, field.name):
                continue
            if value == field.default:
                del document[field.name]
            else:
                document[field.name] = list(value) if isinstance(value, tuple) else value
        self._file.write(document)

    def _settings(self, table: Mapping[str, Any]) -> Settings:
        known = {field.name: field for field in fields(Settings)}
        values = {name: self._value(known[name], table[name]) for name in table if name in known}
        return Settings(**{name: value for name, value in values.items() if value is not None})

    def _value(self, field: "Field[Any]", value: object) -> Any:
        """The value in the field's type; ``None``, and a warning, where it cannot be used."""
        converted = _converted(field.default, value)
        if converted is not None and field.metadata["is_valid"](converted):
            return converted
        name = self._file.path.name
        self._file.warn(f"{name}: {field.name} = {value!r} is not usable, so the default is used.")
        return None


def _converted(default: object, value: object) -> object:
    """The value in the type of the default; ``None`` where it has another one."""
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if is_list and isinstance(value, list) else None
    if isinstance(default, float) and type(value) is int:
        return float(value)
    return value if type(value) is type(default) else None
