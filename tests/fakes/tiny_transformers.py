"""A tiny random Llama with a ChatML tokenizer, as transformers saves it."""

from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedConfig,
    PreTrainedTokenizerFast,
)

from tests.fakes.scripted_engine import CHATML

CONTEXT = 2048
_SPECIAL = (
    "<s>",
    "<|im_start|>",
    "<|im_end|>",
    "<|fim_prefix|>",
    "<|fim_suffix|>",
    "<|fim_middle|>",
)
VOCABULARY = 256 + len(_SPECIAL)
"""One token for each byte, and the special ones."""


def make_tiny_model(
    folder: Path,
    config: PreTrainedConfig | None = None,
    *,
    chat_template: str = CHATML,
    data_type: torch.dtype = torch.float32,
) -> Path:
    """Write a model that says nonsense, always the same, into the folder; its size is 0.5 MB.

    Args:
        config: of another architecture than Llama; its vocabulary must be ``VOCABULARY``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer(chat_template).save_pretrained(folder)
    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_config(config or _llama(), dtype=data_type)
    model.save_pretrained(folder)
    return folder


def _llama() -> LlamaConfig:
    return LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        # Wide enough that the likeliest token is no tie.
        initializer_range=0.5,
    )


def make_pickled(folder: Path) -> Path:
    """The same with its weights in ``pytorch_model.bin``."""
    make_tiny_model(folder)
    weights = LlamaForCausalLM.from_pretrained(folder).state_dict()
    torch.save(weights, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return folder


def tokenizer(chat_template: str = CHATML) -> PreTrainedTokenizerFast:
    """One token for each byte, and the special ones."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = Tokenizer(models.BPE({one: at for at, one in enumerate(alphabet)}, []))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.add_special_tokens([AddedToken(name, special=True) for name in _SPECIAL])
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=backend, bos_token="<s>", eos_token="<|im_end|>"
    )
    wrapped.chat_template = chat_template
    return wrapped
