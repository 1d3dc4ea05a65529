"""Writes a tiny language model with random weights that llama.cpp really loads, in GGUF."""

from pathlib import Path

import gguf
import numpy as np

CHATML = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)

_BYTES = [f"<0x{value:02X}>" for value in range(256)]
_CONTROL = [
    "<s>",
    "</s>",
    "<|im_start|>",
    "<|im_end|>",
    "<|fim_prefix|>",
    "<|fim_suffix|>",
    "<|fim_middle|>",
]
_PIECES = ["▁", *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *".,:;!?'\"{}[]"]
_TOKENS = ["<unk>", *_CONTROL, *_BYTES, *_PIECES]
_TYPES = [
    gguf.TokenType.UNKNOWN,
    *[gguf.TokenType.CONTROL] * len(_CONTROL),
    *[gguf.TokenType.BYTE] * len(_BYTES),
    *[gguf.TokenType.NORMAL] * len(_PIECES),
]

_WIDTH, _HEADS, _HIDDEN = 32, 2, 64


def write_tiny_gguf(
    path: Path,
    *,
    context: int = 512,
    layers: int = 2,
    architecture: str = "llama",
    chat_template: str = CHATML,
) -> Path:
    """Write a small llama: the more layers, the longer the load (500: about a second).

    With an ``architecture`` that llama.cpp does not know, it refuses the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, architecture)
    _describe(writer, context, layers)
    _add_tokenizer(writer, chat_template)
    for name, shape in _shapes(layers).items():
        writer.add_tensor(name, _weights(name, shape))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: gguf.GGUFWriter, context: int, layers: int) -> None:
    writer.add_name("Tiny")
    writer.add_context_length(context)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(_HIDDEN)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_vocab_size(len(_TOKENS))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)


def _add_tokenizer(writer: gguf.GGUFWriter, chat_template: str) -> None:
    writer.add_tokenizer_model("llama")
    writer.add_token_list(_TOKENS)
    writer.add_token_scores([0.0] * len(_TOKENS))
    writer.add_token_types(_TYPES)
    writer.add_bos_token_id(_TOKENS.index("<s>"))
    writer.add_eos_token_id(_TOKENS.index("<|im_end|>"))
    writer.add_unk_token_id(0)
    writer.add_uint32("tokenizer.ggml.fim_pre_token_id", _TOKENS.index("<|fim_prefix|>"))
    writer.add_uint32("tokenizer.ggml.fim_suf_token_id", _TOKENS.index("<|fim_suffix|>"))
    writer.add_uint32("tokenizer.ggml.fim_mid_token_id", _TOKENS.index("<|fim_middle|>"))
    writer.add_add_space_prefix(False)  # otherwise grammars fail
    writer.add_chat_template(chat_template)


def _shapes(layers: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (len(_TOKENS), _WIDTH),
        "output_norm.weight": (_WIDTH,),
        "output.weight": (len(_TOKENS), _WIDTH),
    }
    for layer in range(layers):
        shapes |= {f"blk.{layer}.{name}.weight": shape for name, shape in _LAYER.items()}
    return shapes


_LAYER: dict[str, tuple[int, ...]] = {
    "attn_norm": (_WIDTH,),
    "attn_q": (_WIDTH, _WIDTH),
    "attn_k": (_WIDTH, _WIDTH),
    "attn_v": (_WIDTH, _WIDTH),
    "attn_output": (_WIDTH, _WIDTH),
    "ffn_norm": (_WIDTH,),
    "ffn_gate": (_HIDDEN, _WIDTH),
    "ffn_up": (_HIDDEN, _WIDTH),
    "ffn_down": (_WIDTH, _HIDDEN),
}


def _weights(
    name: str, shape: tuple[int, ...]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    if "norm" in name:
        return np.ones(shape, dtype=np.float32)
    # The same numbers in every run: each tensor's own generator starts from its name's length.
    values = np.random.default_rng(len(name)).normal(0.0, 0.1, shape)
    return values.astype(np.float32)
