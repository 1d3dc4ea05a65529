"""Finds the sentences that are made below the window, as templates with named places.

``f"{path.name} is damaged: {what}."`` becomes ``{name} is damaged: {what}.``: a place is named by
the last word of what stands in it. See ``app/ui/sentences.py`` for what they are good for.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from devtools.commands import ROOT

_FOLDERS = (
    "app/domain",
    "app/services",
    "app/infra",
    "runtimes/hub_download",
    "runtimes/llama_cpp",
    "runtimes/onnx_engine",
    "runtimes/transformers_engine",
)
"""Not ``runtimes/serving``: what it says goes to clients of the models, in English."""
_FIRST = re.compile(r"[A-Z{'“\"]")
_BEFORE_A_HINT = re.compile(r"(?<=[.!?]) \{\w+\}$")
"""``X is empty. {hint}``: the hint is a sentence of its own."""
_NOT_SHOWN = frozenset(
    {"debug", "info", "warning", "error", "exception", "add_argument", "compile"}
)
"""Calls whose text goes into a log, onto a command line, or is no text."""
_PARTS_OF_SENTENCES = frozenset({"damaged"})
"""Functions that build a sentence around a text."""
_SEEN_THROUGH = frozenset({"shown", "str", "len", "repr", "round", "int", "spoken", "printable"})


def templates() -> list[str]:
    """All of them, each once, in order."""
    found = {template for file in _files() for template in _templates_in(file)}
    return sorted(found | set(_hints()) | set(PARTS))


PARTS = (
    "fits on the graphics card",
    "fits partly on the graphics card",
    "fits in memory",
    "Close to the original's answers for a fraction of its size",
    "The best that this computer has room for",
    "The most precise there is",
    "Close to the original's answers for a fraction of its size.",
    "The most precise there is.",
    "The smallest there is",
    "The only one there is",
    "rule `{name}` because {evidence}",
    "rule `{name}` as the fallback: {engine} opens {format} too",
    "{runtime} was asked for",
    "`{file}` starts with the GGUF magic",
    "`{file}` has a SafeTensors header",
    "`{file}` holds PyTorch weights",
    "`{file}` is an ONNX model",
    "`{file}` is recognised by the rule's match for {other}",
    "{why}; {program}",
    "{engine} (embedded)",
    "{name} (process {pid})",
    "{engine} (Fast)",
    "{engine} (Full featured)",
    "{engine} (Portable)",
    "could not be started: {detail}",
    "was ended by ModelTray",
    "crashed: {reason} ({name})",
    "crashed ({name})",
    "ended by itself with code {code}",
)
"""Parts of sentences that no rule above finds."""


def words_in_code() -> Iterator[str]:
    """All texts of the files that are searched, and all pieces of such with places."""
    for file in _files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{node.value}\n"


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _hints() -> Iterator[str]:
    text = (ROOT / "config" / "failure_hints.json").read_text(encoding="utf-8")
    for hint in json.loads(text)["hints"]:
        yield from filter(None, (hint["message"], hint["hint"]))


def _templates_in(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed_over = set(_passed_over(tree))
    parts = set(_parts(tree))
    for node in ast.walk(tree):
        template = "" if id(node) in passed_over else _template(node)
        whole = _BEFORE_A_HINT.sub("", template.strip())
        if _is_sentence(whole) or (whole and id(node) in parts):
            yield whole


def _is_sentence(text: str) -> bool:
    return (
        _FIRST.match(text) is not None and text.endswith((".", "!", "?")) and text.count(" ") >= 2
    )


def _passed_over(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)  # a docstring
        elif isinstance(node, ast.keyword) and node.arg == "description":
            yield id(node.value)
        elif isinstance(node, ast.Call) and _called(node) in _NOT_SHOWN:
            yield from map(id, ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in ast.walk(node) if part is not node)


def _parts(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in _PARTS_OF_SENTENCES:
            yield from map(id, node.args)


def _called(call: ast.Call) -> str:
    return _name(call.func)


def _template(node: ast.AST) -> str:
    """Empty for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" not in node.value:
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    used: dict[str, int] = {}
    return "".join(_piece(value, used) for value in node.values)


def _piece(value: ast.expr, used: dict[str, int]) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    assert isinstance(value, ast.FormattedValue)
    name = _name(value.value) or "value"
    used[name] = used.get(name, 0) + 1
    place = f"{{{name}{used[name] if used[name] > 1 else ''}}}"
    return f"'{place}'" if value.conversion == ord("r") else place


def _name(node: ast.expr) -> str:
    """The word that tells best what the expression stands for."""
    match node:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return word.strip("_").lower()
        case ast.Call(func=ast.Name(id=word), args=[first, *_]) if word.strip("_") in _SEEN_THROUGH:
            return _name(first)
        case ast.Call(func=ast.Attribute(attr="join"), args=[first]):
            return _name(first)
        case ast.Call(func=ast.Attribute(value=value, attr="strip" | "rstrip" | "lower")):
            return _name(value)
        case ast.Call(func=called):
            return _name(called)
        case ast.Subscript(value=value) | ast.BoolOp(values=[value, *_]) | ast.BinOp(left=value):
            return _name(value)
    return "words"
