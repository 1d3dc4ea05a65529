"""What a rule of runtime_config.json means when it leaves things out. Plain JSON in and out.

A rule takes label, command, args and opens from the built-in rule of its engine. Args that are
given keep their order; for our engines the groups whose flag they do not name are appended
(``--port``, ``--host``, ``--alias``, ...), for without them no model could be reached.

Documents about this program name ``config/llama.cpp/server.exe`` and ``python
scripts/transformers_runner.py``. Where such a file lies, ``RulesFile`` has made its path absolute
before this is called; a path that is still relative has no file, and our own runner stands in.
So does it for ``python`` alone: an interpreter without a script runs nothing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.rules.engines import ENGINES, Engine, engine_of

_OUR_PYTHON = ("python", "{python}")
_ANY_PYTHON = re.compile(r"(^|[/\\])pythonw?[0-9.]*(\.exe)?$|^\{python\}$", re.IGNORECASE)


def is_python(command: str) -> bool:
    """Whether the command starts a Python interpreter, so that a script comes first."""
    return bool(_ANY_PYTHON.search(command))


def completed(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule with everything it left out. Values of a wrong type are left for validation."""
    rule = with_stand_in(rule)
    engine = engine_of(str(rule.get("engine")))
    return {
        "label": engine.label or rule.get("engine"),
        "command": engine.command,
        "opens": list(engine.opens),
        **rule,
        "args": _completed_args(rule.get("args"), engine),
    }


def with_stand_in(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule with our own runner in the place of a seed document's program."""
    engine = ENGINES.get(str(rule.get("engine")))
    command, args = rule.get("command"), rule.get("args")
    if engine is None or not isinstance(command, str):
        return dict(rule)
    if portable(command) in engine.stand_ins:
        return {**rule, "command": engine.command}
    if command in _OUR_PYTHON and args is None:
        return {**rule, "command": engine.command}
    if command in _OUR_PYTHON and isinstance(args, list) and _is_stand_in(args[:1], engine):
        return {**rule, "command": engine.command, "args": args[1:]}
    return dict(rule)


def merged(shipped: Mapping[str, Any], user: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped document with the person's laid over it, rule by rule, key by key."""
    result = {**shipped, **user}
    for section in ("fallback", "ports"):
        result[section] = _overlaid(shipped.get(section), user.get(section))
    rules, own = shipped.get("runtime_rules"), user.get("runtime_rules", {})
    if isinstance(rules, dict) and isinstance(own, dict):
        changed = {name: _merged_rule(rules.get(name), rule) for name, rule in own.items()}
        result["runtime_rules"] = {**rules, **changed}
    return {key: value for key, value in result.items() if value is not None}


def _merged_rule(shipped: Any, own: Any) -> Any:
    if not isinstance(own, dict):
        return own
    rule = with_stand_in({"engine": (shipped or {}).get("engine"), **own})
    same_engine = shipped and rule["engine"] == shipped.get("engine")
    base = shipped if same_engine else {}
    return {key: value for key, value in {**base, **rule}.items() if value is not None}


def _overlaid(shipped: Any, own: Any) -> Any:
    if isinstance(own, dict) and isinstance(shipped, dict):
        return {**shipped, **own}
    return shipped if own is None else own


def _completed_args(args: Any, engine: Engine) -> Any:
    if args is None:
        return list(engine.args)
    if not isinstance(args, list | tuple):
        return args
    named = {engine.flag(word) for word in _words(args)}
    return [
        *args,
        *(word for flag, group in _groups(engine) if flag not in named for word in group),
    ]


def _words(args: Any) -> Iterator[str]:
    for item in args:
        yield from (str(word) for word in (item if isinstance(item, list | tuple) else [item]))


def _groups(engine: Engine) -> Iterator[tuple[str, list[Any]]]:
    """Each flag of the built-in rule, with what has to be appended for it."""
    plain = [item for item in engine.args if isinstance(item, str)]
    for flag, value in zip(plain[::2], plain[1::2], strict=True):
        yield flag, [flag, value]
    for item in engine.args:
        if not isinstance(item, str):
            yield item[0], [list(item)]


def _is_stand_in(script: list[Any], engine: Engine) -> bool:
    return bool(script) and portable(str(script[0])) in engine.stand_ins


def portable(path: str) -> str:
    """The relative path with slashes, as it is written on every platform."""
    return path.replace("\\", "/").removeprefix("./")
