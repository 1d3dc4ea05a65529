"""Knows from a model's files what it is for, before it is loaded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runtimes.serving.engine import CannotLoad, Purpose

_MODULES = "modules.json"
"""The list of steps that sentence-transformers writes beside an embedding model."""


def purpose_of(config: Mapping[str, Any], folder: Path) -> Purpose:
    """What the model is for, by what sentence-transformers says, or by its class.

    Raises:
        CannotLoad: it sorts texts into classes, which no endpoint offers.
    """
    architecture = _architecture(config)
    if architecture.endswith("ForSequenceClassification"):
        _check_is_ranking(config, folder)
        return Purpose.RANK
    is_encoder = architecture.endswith(("Model", "ForMaskedLM", "ForPreTraining"))
    is_generator = architecture.endswith("LMHeadModel")
    if (folder / _MODULES).is_file() or (is_encoder and not is_generator):
        return Purpose.EMBED
    return Purpose.GENERATE


def _architecture(config: Mapping[str, Any]) -> str:
    named = config.get("architectures")
    return str(named[0]) if isinstance(named, list) and named else ""


def _check_is_ranking(config: Mapping[str, Any], folder: Path) -> None:
    labels = config.get("id2label")
    count = len(labels) if isinstance(labels, Mapping) else config.get("num_labels", 2)
    if count != 1:
        raise CannotLoad(
            "unknown_architecture",
            f"{folder.name} sorts texts into {count} classes; only rerankers, which give one "
            "score, can be served.",
            "Take a model for chat, embeddings or reranking.",
        )
