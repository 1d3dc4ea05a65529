"""Ends of a turn that the files of a model often leave out."""

from collections.abc import Mapping

# llama.cpp takes them for ends too (src/llama-vocab.cpp).
_TURN_ENDS = ("<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<end_of_turn>", "<|endoftext|>")


def turn_ends(added: Mapping[str, int]) -> frozenset[int]:
    """Ids of the tokens that end a turn by their name.

    Args:
        added: the tokens that a tokenizer has beside its vocabulary, by name.
    """
    # gpt-oss ends with <|end|> what it thinks, not what it says.
    ends = [name for name in _TURN_ENDS if name != "<|end|>" or "<|return|>" not in added]
    return frozenset(added[name] for name in ends if name in added)
