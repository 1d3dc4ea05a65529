"""From a rule and a model to the command line, as a value. Pure: nothing is looked up here."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.launch import LaunchSpec, LoadOptions
from app.domain.model import Model
from app.domain.rules.arguments import accepts
from app.domain.rules.completion import is_python
from app.domain.rules.config import Rule
from app.domain.rules.engines import Engine, engine_of

if TYPE_CHECKING:
    from app.domain.rules.choice import Candidate

HOST = "127.0.0.1"
COMMANDS = ("llama_server", "transformers", "onnx", "python")

_ALWAYS = ("model_path", "model", "model_folder", "host", "port")
_OPTIONAL = ("threads", "ctx_size", "gpu_layers", "parallel")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_CONTROL = re.compile(r"[\0\r\n]")

_MANAGED_EVERYWHERE = {"--host": ("{host}", HOST, "localhost"), "--port": ("{port}",)}
_MANAGED_HERE = {**_MANAGED_EVERYWHERE, "--alias": ("{model}",)}


@dataclass(frozen=True, slots=True)
class ResolvedProgram:
    """What a rule's command stands for on this machine.

    Attributes:
        program: absolute path of the executable.
        prefix: arguments that come before those of the rule.
        working_directory: the program's own folder.
        reads_shutdown: whether it leaves when the line ``shutdown`` arrives on standard input.
        description: for people: ``llama.cpp (embedded)``.
    """

    program: str
    prefix: tuple[str, ...]
    working_directory: Path
    reads_shutdown: bool
    description: str


def build_spec(
    candidate: "Candidate",
    *,
    model: Model,
    options: LoadOptions,
    port: int,
    program: ResolvedProgram,
) -> LaunchSpec:
    """The command line of one launch.

    Raises:
        RuleError: the rule cannot be carried out; the message names it.
    """
    name, rule = candidate.rule_name, candidate.rule
    check_rule(name, rule)
    values = _values(candidate, model, options, port)
    # A fallback is another engine, which may know nothing of what was written for the first.
    extra = options.arguments if accepts(rule.engine, options.arguments) else ()
    arguments = (*_filled(rule, values), *extra)
    _check_text(name, arguments)
    script = _script(name, rule)
    return LaunchSpec(
        program=program.program,
        arguments=(*program.prefix, *arguments),
        port=port,
        format=candidate.variant.format,
        engine=rule.engine,
        label=rule.label,
        rule=name,
        alias=model.id,
        working_directory=Path(script).parent if script else program.working_directory,
        health_path=rule.health,
        reads_shutdown=program.reads_shutdown,
        explanation=f"{candidate.why}; {program.description}",
    )


@lru_cache(maxsize=64)
def check_rule(name: str, rule: Rule) -> None:
    """Everything that can be said about a rule before it is used. A sound rule is looked at once,
    not for each of a thousand models.

    Raises:
        RuleError: no command, an unknown placeholder, an optional placeholder outside a group,
            or a flag that the program manages.
    """
    if not rule.command:
        raise RuleError(
            f"Rule {name} does not say which program runs its models.",
            hint='Add "command" to the rule in runtime_config.json.',
        )
    _check_text(name, (rule.command, *_words(rule)))
    _check_placeholders(name, rule)
    _check_flags(name, rule)


def _check_placeholders(name: str, rule: Rule) -> None:
    for found in _PLACEHOLDER.findall(rule.command):
        if found not in COMMANDS or rule.command != f"{{{found}}}":
            _refuse_placeholder(name, found, COMMANDS)
    for item in rule.args:
        for found in _PLACEHOLDER.findall(item if isinstance(item, str) else "\0".join(item)):
            if found not in (*_ALWAYS, *_OPTIONAL):
                _refuse_placeholder(name, found, (*_ALWAYS, *_OPTIONAL))
            if found in _OPTIONAL and isinstance(item, str):
                raise RuleError(
                    f"Rule {name} uses {{{found}}} outside a nested list, but a load may leave "
                    "it open.",
                    hint=f'Write the flag and its value as ["--flag", "{{{found}}}"].',
                )


def _refuse_placeholder(rule: str, found: str, known: tuple[str, ...]) -> None:
    raise RuleError(
        f"Rule {rule} uses the placeholder {{{found}}}, which does not exist there.",
        hint=f"Known are {', '.join(f'{{{word}}}' for word in known)}.",
    )


def _check_flags(name: str, rule: Rule) -> None:
    engine = engine_of(rule.engine)
    managed = _MANAGED_HERE if engine.command else _MANAGED_EVERYWHERE
    for flag, value in _flags(engine, list(_words(rule))):
        if engine.forbids(flag) or value not in managed.get(flag, (value,)):
            raise RuleError(
                f"Rule {name} passes {flag} {value}".rstrip()
                + ", but that is for ModelTray to decide.",
                hint=f"Take {flag} out of the rule's args in runtime_config.json.",
            )


def _flags(engine: Engine, words: list[str]) -> Iterator[tuple[str, str]]:
    """Each flag under its long name, with its value; the last one may have none."""
    for word, following in itertools.pairwise([*words, ""]):
        if word.startswith("-"):
            _, inline, value = word.partition("=")
            yield engine.flag(word), value if inline else following


def _check_text(name: str, arguments: tuple[str, ...]) -> None:
    if any(map(_CONTROL.search, arguments)):
        raise RuleError(
            f"Rule {name} would pass an argument with a line break or a NUL in it.",
            hint="Take it out of the rule, or out of the names of the model's files.",
        )


def _script(name: str, rule: Rule) -> str | None:
    """The Python script that the rule runs; ``RulesFile`` made its path absolute if it exists."""
    if not is_python(rule.command):
        return None
    script = next((word for word in _words(rule) if not word.startswith("-")), "")
    if not script.endswith(".py"):
        return None
    if not PurePath(script).is_absolute():
        raise RuleError(
            f"Rule {name} runs the script {script}, which is not there.",
            hint="Put it beside runtime_config.json, or write its full path into the rule.",
        )
    return script


def _values(
    candidate: "Candidate", model: Model, options: LoadOptions, port: int
) -> dict[str, str | None]:
    numbers = {key: getattr(options, key) for key in _OPTIONAL}
    return {
        # Absolute, so that a file named -x.gguf is no flag.
        "model_path": str(candidate.variant.entry.absolute()),
        "model_folder": str(model.folder.absolute()),
        "model": model.id,
        "host": HOST,
        "port": str(port),
        **{key: None if value is None else str(value) for key, value in numbers.items()},
    }


def _filled(rule: Rule, values: dict[str, str | None]) -> Iterator[str]:
    for item in rule.args:
        group = (item,) if isinstance(item, str) else item
        used = _PLACEHOLDER.findall("\0".join(group))
        if all(values[placeholder] is not None for placeholder in used):
            yield from (_PLACEHOLDER.sub(lambda m: values[m[1]] or "", word) for word in group)


def _words(rule: Rule) -> Iterator[str]:
    for item in rule.args:
        yield from (item,) if isinstance(item, str) else item
