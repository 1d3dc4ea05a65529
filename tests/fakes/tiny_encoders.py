"""Tiny random encoders: a plain one, one as sentence-transformers saves them, and a reranker."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertModel,
    PreTrainedTokenizerFast,
)

WIDTH = 32
CONTEXT = 64
_WORDS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]", *"abcdefghijklmnopqrstuvwxyz")


def make_encoder(folder: Path) -> Path:
    """A plain BERT, without its pooler."""
    return _save(folder, BertModel(_config(1), add_pooling_layer=False))


def make_sentence_encoder(folder: Path, pooling: dict[str, Any], *, dense: bool = False) -> Path:
    """The same with modules: pooling, and a layer on top when asked for."""
    make_encoder(folder)
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("3_Normalize", "Normalize")]
    if dense:
        modules.insert(2, ("2_Dense", "Dense"))
        _write(folder / "2_Dense", {"activation_function": "torch.nn.modules.activation.Tanh"})
        weight = torch.arange(WIDTH * 4, dtype=torch.float32).reshape(4, WIDTH) / 100
        layer = {"linear.weight": weight, "linear.bias": torch.ones(4)}
        save_file(layer, folder / "2_Dense" / "model.safetensors")
    _write(folder / "1_Pooling", pooling)
    listed = [
        {"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in modules
    ]
    (folder / "modules.json").write_text(json.dumps(listed), encoding="utf-8")
    return folder


def make_ranker(folder: Path, labels: int = 1) -> Path:
    """A cross-encoder; with more labels it is a classifier."""
    return _save(folder, BertForSequenceClassification(_config(labels)))


def _write(folder: Path, config: dict[str, Any]) -> None:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def _save(folder: Path, model: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    _tokenizer().save_pretrained(folder)
    return folder


def _config(labels: int) -> BertConfig:
    torch.manual_seed(1)
    return BertConfig(
        vocab_size=len(_WORDS),
        hidden_size=WIDTH,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=CONTEXT,
        num_labels=labels,
        initializer_range=0.5,
    )


def _tokenizer() -> PreTrainedTokenizerFast:
    """One token for each letter between ``[CLS]`` and ``[SEP]``."""
    vocabulary = {word: at for at, word in enumerate(_WORDS)}
    backend = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    backend.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split("", "isolated")]
    )
    backend.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=backend,
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        unk_token="[UNK]",
        model_max_length=CONTEXT,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )
