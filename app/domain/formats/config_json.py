"""The JSON files beside the weights of a transformers model: what kind of model it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.config_shape import config_shape
from app.domain.formats.header import Header, sensible, shown
from app.domain.formats.json_file import read_json
from app.domain.formats.native_architectures import NATIVE_ARCHITECTURES
from app.domain.formats.templates import template_capabilities
from app.domain.model import Capability, Traits

_CONTEXT_KEYS = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length")
_ENCODER_TYPES = frozenset(
    {
        "albert",
        "bert",
        "camembert",
        "deberta",
        "deberta-v2",
        "distilbert",
        "electra",
        "eurobert",
        "modernbert",
        "mpnet",
        "nomic_bert",
        "roberta",
        "xlm-roberta",
    }
)
_TEMPLATE_LIMIT = 4 * 1024 * 1024


def read_config(path: Path) -> Header:
    """What ``config.json`` says.

    Raises:
        InvalidModel: it is not a JSON object.
        OSError
    """
    config = read_json(path)
    text = _object(config, "text_config")
    return Header(
        traits=Traits(
            architecture=_text(config, "model_type"),
            quantization=_text(_object(config, "quantization_config"), "quant_method"),
            context_length=_context_length(text) or _context_length(config),
            capabilities=_capabilities(config),
            shape=config_shape(text) or config_shape(config),
        ),
        code=_needed_code(config),
    )


def read_tokenizer_config(path: Path) -> Header:
    """The chat template of ``tokenizer_config.json`` or ``chat_template.json``."""
    return _with_template(_template(read_json(path).get("chat_template")))


def read_template_file(path: Path) -> Header:
    """``chat_template.jinja``.

    Raises:
        OSError
    """
    with path.open(encoding="utf-8", errors="replace") as file:
        return _with_template(file.read(_TEMPLATE_LIMIT))


def remote_code_problem(model: str, code: tuple[str, ...]) -> InvalidModel:
    """The error for a model that only its own Python code can run."""
    return InvalidModel(
        f"{model} needs Python code of its own ({', '.join(code[:3])}), which is never run.",
        hint="Look for a GGUF of it, or for a version that transformers supports itself.",
    )


def _with_template(template: str | None) -> Header:
    capabilities = template_capabilities(template)
    return Header(traits=Traits(chat_template=template, capabilities=capabilities))


def _template(value: Any) -> str | None:
    """The template, or the default one of a list of named templates."""
    if isinstance(value, list):
        named = (item for item in value if isinstance(item, dict))
        value = next((i.get("template") for i in named if i.get("name") == "default"), None)
    return value if isinstance(value, str) and value else None


def _needed_code(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Files named by ``auto_map``, unless transformers knows the architecture without them."""
    if _text(config, "model_type") in NATIVE_ARCHITECTURES:
        return ()
    return tuple(sorted({f"{name}.py" for name in _mapped_modules(config)}))


def _mapped_modules(config: Mapping[str, Any]) -> Iterator[str]:
    for reference in _object(config, "auto_map").values():
        if isinstance(reference, str):  # "modeling_phi.PhiForCausalLM", "repo--module.Class"
            yield shown(reference.rpartition(".")[0].rpartition("--")[2] or reference)


def _capabilities(config: Mapping[str, Any]) -> frozenset[Capability]:
    names = config.get("architectures")
    architecture = str(names[0]) if isinstance(names, list) and names else ""
    if architecture.endswith("ForSequenceClassification"):
        return frozenset({Capability.RERANK})
    if _text(config, "model_type") in _ENCODER_TYPES:
        return frozenset({Capability.EMBEDDING})
    if not architecture.endswith(("ForCausalLM", "LMHeadModel", "ForConditionalGeneration")):
        return frozenset()
    if _object(config, "vision_config"):
        return frozenset({Capability.COMPLETION, Capability.VISION})
    return frozenset({Capability.COMPLETION})


def _context_length(config: Mapping[str, Any]) -> int | None:
    values = (sensible(config.get(key)) for key in _CONTEXT_KEYS)
    return next(filter(None, values), None)


def _text(config: Mapping[str, Any], key: str) -> str | None:
    value = config.get(key)
    return shown(value) if isinstance(value, str) and value else None


def _object(config: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = config.get(key)
    return value if isinstance(value, dict) else {}
