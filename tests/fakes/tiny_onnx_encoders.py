"""Tiny random encoders and rerankers in ONNX, made from those of ``tiny_encoders``."""

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoModelForSequenceClassification

_INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


def export_encoder(folder: Path, output: str = "last_hidden_state") -> Path:
    """Put a graph in the place of the weights; ``output`` is what it calls its states."""
    return _export(folder, AutoModel.from_pretrained(folder), output)


def export_ranker(folder: Path) -> Path:
    """The same with a model that gives scores."""
    return _export(folder, AutoModelForSequenceClassification.from_pretrained(folder), "logits")


class _Traced(nn.Module):  # type: ignore[misc]
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        # In four dimensions, the model takes it as it is; what it makes of two cannot be traced.
        far = (1.0 - mask[:, None, None, :].float()) * -1e9
        far = far.expand(-1, -1, ids.shape[1], -1)
        output: Tensor = self.model(ids, attention_mask=far, token_type_ids=types)[0]
        return output


def _export(folder: Path, model: nn.Module, output: str) -> Path:
    graph = folder / "onnx" / "model.onnx"
    graph.parent.mkdir()
    example = torch.ones(2, 5, dtype=torch.long)
    axes = {0: "batch_size", 1: "sequence_length"}
    with warnings.catch_warnings(action="ignore"):  # of an exporter that needs no further package
        torch.onnx.export(
            _Traced(model).eval(),
            (example, example, torch.zeros_like(example)),
            str(graph),
            input_names=_INPUTS,
            output_names=[output],
            dynamic_axes=dict.fromkeys([*_INPUTS, output], axes),
            dynamo=False,
        )
    (folder / "model.safetensors").unlink()
    return folder
