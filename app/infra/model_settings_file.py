"""model_settings.toml: one table for each model that a person decided something about.

    [phi-2]
    threads = 4
    keep_loaded = true

Beside settings.toml and not in it, for it grows with the models.
"""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit

from app.domain.errors import InvalidOption
from app.domain.model import ModelId
from app.domain.model_settings import ModelSettings
from app.infra.toml_file import TomlFile


class ModelSettingsFile:
    """``warnings`` says what the last load could not use, in sentences."""

    def __init__(self, path: Path) -> None:
        self._file = TomlFile(path)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._file.warnings

    def load(self) -> dict[ModelId, ModelSettings]:
        """The settings of every model that has some; what cannot be used is left out."""
        tables = self._file.read()
        return {
            ModelId(name): self._settings(name, table)
            for name, table in tables.items()
            if isinstance(table, dict)
        }

    def save(self, model: ModelId, settings: ModelSettings) -> None:
        """Write the settings of one model, and leave every other line as it is.

        Raises:
            OSError: the file is as it was.
        """
        document = self._file.document()
        table = document.get(model)
        if not isinstance(table, tomlkit.items.Table):
            table = tomlkit.table()
        for field in fields(ModelSettings):
            value = getattr(settings, field.name)
            if value == field.default:
                table.pop(field.name, None)
            elif table.get(field.name) != value:
                table[field.name] = list(value) if isinstance(value, tuple) else value
        document.pop(model, None) if not table else document.update({model: table})
        self._file.write(document)

    def _settings(self, model: str, table: Mapping[str, Any]) -> ModelSettings:
        known = {field.name: field for field in fields(ModelSettings)}
        usable: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in table.items()
            if name in known and self._is_usable(model, name, value)
        }
        return ModelSettings(**usable)

    def _is_usable(self, model: str, name: str, value: object) -> bool:
        if _has_type(name, value) and _is_in_range(name, value):
            return True
        path = self._file.path.name
        self._file.warn(
            f"{path}: {name} = {value!r} of {model} is not usable and is treated as not set."
        )
        return False


def _has_type(name: str, value: object) -> bool:
    match name:
        case "keep_loaded" | "load_at_start":
            return isinstance(value, bool)
        case "name" | "runtime":
            return isinstance(value, str)
        case "arguments":
            return isinstance(value, list) and all(isinstance(word, str) for word in value)
    return type(value) is int


def _is_in_range(name: str, value: Any) -> bool:
    if type(value) is not int:
        return True
    number: dict[str, Any] = {name: value}
    try:
        ModelSettings(**number).options.checked()
    except InvalidOption:
        return False
    return True
