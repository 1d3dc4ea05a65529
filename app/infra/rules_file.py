"""Reads runtime_config.json: the shipped file with the person's own laid over it.

A broken file of the person's never stops the program. It is left as it is, the last one that
was good is used instead, and a warning says where the mistake is.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.errors import ConfigError
from app.domain.rules import RuntimeConfig
from app.domain.rules.completion import is_python, merged, portable
from app.domain.rules.mistakes import checked, document_of
from app.infra.atomic_file import write_text
from app.services.interfaces import LoadedRules

SIZE_LIMIT = 1_048_576
"""Bytes; a file of rules has a few thousand."""


class RulesFile:
    """The two files that make up the rules.

    Relative commands and scripts are looked up beside the file that names them, then in the
    program's folder, which is the one above the shipped file's.
    """

    def __init__(self, shipped: Path, user: Path) -> None:
        self._shipped = shipped
        self._user = user
        self._last_good = user.with_name(f"{user.stem}.last-good{user.suffix}")

    def load(self) -> LoadedRules:
        """Read both files.

        Raises:
            ConfigError: the shipped file cannot be used; the installation is damaged.
        """
        text = _text(self._shipped)
        shipped = self._anchored(self._shipped, text)
        built_in = checked(shipped, text, self._shipped.name)
        if not self._user.exists() and not self._user.is_symlink():
            return LoadedRules(built_in, own_file=self._user)
        try:
            return self._with_user_file(shipped)
        except ConfigError as error:
            loaded, instead = self._instead(shipped, built_in)
            return replace(loaded, warnings=(f"{error.message} {instead}",))

    def _with_user_file(self, shipped: Mapping[str, Any]) -> LoadedRules:
        text = _text(self._user)
        loaded = self._laid_over(shipped, self._user, text)
        self._keep(text)
        return loaded

    def _keep(self, text: str) -> None:
        # Only a convenience for later: where it cannot be written, the rules are good all the same.
        with contextlib.suppress(OSError):
            kept = self._last_good.read_bytes() if self._last_good.is_file() else None
            if kept != text.encode():
                write_text(self._last_good, text)

    def _instead(
        self, shipped: Mapping[str, Any], built_in: RuntimeConfig
    ) -> tuple[LoadedRules, str]:
        try:
            text = _text(self._last_good)
            loaded = self._laid_over(shipped, self._last_good, text)
        except ConfigError:
            built = LoadedRules(built_in, own_file=self._user)
            return built, "Until it is corrected, the built-in rules are used."
        return loaded, "Until it is corrected, your last working rules are used."

    def _laid_over(self, shipped: Mapping[str, Any], file: Path, text: str) -> LoadedRules:
        own = self._anchored(file, text)
        config = checked(merged(shipped, own), text, file.name)
        names = own.get("runtime_rules") or {}
        return LoadedRules(config, own=frozenset(names), own_file=self._user)

    def _anchored(self, file: Path, text: str) -> dict[str, Any]:
        """The document, its relative programs made absolute where they exist."""
        document = document_of(text, file.name)
        folders = (file.absolute().parent, self._shipped.absolute().parent.parent)
        rules = document.get("runtime_rules")
        if isinstance(rules, dict):
            document["runtime_rules"] = {
                name: _anchored_rule(rule, folders) if isinstance(rule, dict) else rule
                for name, rule in rules.items()
            }
        return document


def _anchored_rule(rule: Mapping[str, Any], folders: Sequence[Path]) -> dict[str, Any]:
    command, args = rule.get("command"), rule.get("args")
    if not isinstance(command, str):
        return dict(rule)
    if is_python(command) and isinstance(args, list):
        rule = {**rule, "args": _anchored_script(args, folders)}
    is_path = "/" in command or "\\" in command
    return {**rule, "command": _found(command, folders) if is_path else command}


def _anchored_script(args: Sequence[Any], folders: Sequence[Path]) -> list[Any]:
    """The arguments with the script, the first that is no flag, made absolute."""
    for index, word in enumerate(args):
        if not isinstance(word, str):
            break
        if not word.startswith("-"):
            script = _found(word, folders) if word.endswith(".py") else word
            return [*args[:index], script, *args[index + 1 :]]
    return list(args)


def _found(relative: str, folders: Sequence[Path]) -> str:
    """The first such file; a path without one stays as it is, and later code says so."""
    with contextlib.suppress(OSError, ValueError):  # a NUL, or longer than the system allows
        for folder in folders:
            if (folder / portable(relative)).is_file():
                return str(folder / portable(relative))
    return relative


def _text(file: Path) -> str:
    """The file's text, without the mark that some editors put at its start.

    Raises:
        ConfigError: it cannot be read, is far too large, or is not UTF-8.
    """
    try:
        size = file.stat().st_size
        if file.is_file() and size <= SIZE_LIMIT:
            return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file.name} is not saved as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{file.name} cannot be read ({error.strerror}).") from error
    if not file.is_file():
        raise ConfigError(f"{file.name} is not a file.")
    raise ConfigError(f"{file.name} is far too large for rules ({size} bytes).")
