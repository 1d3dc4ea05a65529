"""What a model's ``genai_config.json`` asks for; refused where that is not safe.

onnxruntime-genai does all that it says, and it comes with the model: it may name a library, which
is loaded and so runs code, or have files written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from runtimes.onnx_engine.model_files import is_count, member
from runtimes.serving.engine import CannotLoad

_NEVER = ("custom_ops_library", "enable_profiling")
"""Load a library, write a file (onnxruntime-genai 0.18: src/config.cpp)."""
_OPTIONS = ("session_options", "provider_options", "run_options")
_LIBRARIES = (".dll", ".so", ".dylib")


def check_safety(genai: Mapping[str, Any], name: str) -> None:
    """Refuse a configuration that would run code or write files.

    Args:
        name: of the model.

    Raises:
        CannotLoad: naming the setting.
    """
    for key, value in _settings(genai, within=False):
        if (key in _NEVER and value) or (isinstance(value, str) and _is_path(value)):
            raise CannotLoad(
                "remote_code",
                f"genai_config.json of {name} asks for {key} = {value!r:.100}, which could run "
                "code or write files. It is never done here.",
                "Take this line out of the file if you trust the model, or use another model.",
            )


def _settings(node: object, *, within: bool) -> Iterator[tuple[str, object]]:
    """All settings of sessions and providers, at any depth, and what may never be set anywhere."""
    if isinstance(node, list):
        for item in node:
            yield from _settings(item, within=within)
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in _NEVER or (within and not isinstance(value, (Mapping, list))):
                yield key, value
            yield from _settings(value, within=within or key in _OPTIONS)


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.lower().endswith(_LIBRARIES)


def providers(genai: Mapping[str, Any]) -> list[str]:
    """The accelerators that the decoder is made for, in lower case; none for the CPU."""
    options = member(member(member(genai, "model"), "decoder"), "session_options")
    listed = options.get("provider_options")
    named = [name for one in listed if isinstance(one, Mapping) for name in one] if listed else []
    return [name.lower() for name in named if name.lower() != "cpu"]


def end_tokens(genai: Mapping[str, Any]) -> list[int]:
    """What ends an answer, by the file."""
    found = member(genai, "model").get("eos_token_id")
    return [one for one in (found if isinstance(found, list) else [found]) if is_count(one)]
