"""Text to tokens and back, over a model's fast tokenizer. Safe from any thread."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from tokenizers import Tokenizer
from tokenizers.decoders import DecodeStream

_BYTE_TOKEN = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_CONTEXT_FOR_SPACING = 8
"""Tokens of the prompt that decide whether the answer begins with a space."""


class Text:
    """Wraps ``tokenizers.Tokenizer``, which is never changed after it is made: the methods of
    transformers' own tokenizers change its settings at every call."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @property
    def backend(self) -> Tokenizer:
        """What it wraps; to be read only."""
        return self._tokenizer

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        """Token ids of the text."""
        tokenizer = self._tokenizer if parse_special else self._literal
        ids: list[int] = tokenizer.encode(text, add_special_tokens=add_special).ids
        return ids

    def pair(self, first: str, second: str, limit: int) -> tuple[list[int], list[int]]:
        """Token ids of two texts as one input, and which text each belongs to; the second is cut
        where the limit is met."""
        self._pairing.enable_truncation(limit, strategy="only_second")
        try:
            read = self._pairing.encode(first, second)
        except Exception:  # the first alone is over the limit
            self._pairing.enable_truncation(limit, strategy="longest_first")
            read = self._pairing.encode(first, second)
        return read.ids, read.type_ids

    def detokenize(self, tokens: Sequence[int]) -> str:
        """The text of the tokens, special ones included."""
        text: str = self._tokenizer.decode(list(tokens), skip_special_tokens=False)
        return text

    def token_bytes(self, token: int) -> bytes:
        """The bytes of one token, which may be half a character."""
        name: str = self._tokenizer.id_to_token(token) or ""
        if found := _BYTE_TOKEN.fullmatch(name):
            return bytes([int(found[1], 16)])
        if all(character in _BYTE_OF for character in name):
            return bytes(_BYTE_OF[character] for character in name)
        return name.replace("▁", " ").encode("utf-8")

    def stream(self, prompt: Sequence[int], shown: Collection[int] = ()) -> Callable[[int], str]:
        """Turns the tokens of an answer into text, one by one; half a character gives nothing,
        nor does a special token that is not to be shown."""
        before = list(prompt[-_CONTEXT_FOR_SPACING:])
        if self.detokenize(before).endswith("\ufffd"):
            before = []  # half a character would be sent again with its other half
        decoder = DecodeStream(ids=before, skip_special_tokens=True)
        names = {token: self._tokenizer.id_to_token(token) for token in self._special & {*shown}}
        return lambda token: names.get(token) or decoder.step(self._tokenizer, token) or ""

    @cached_property
    def _pairing(self) -> Tokenizer:
        """A tokenizer that cuts; it is used by the engine's thread alone."""
        return Tokenizer.from_str(self._tokenizer.to_str())

    @cached_property
    def _special(self) -> frozenset[int]:
        """Tokens that give no text."""
        added = self._tokenizer.get_added_tokens_decoder().items()
        return frozenset(token for token, about in added if about.special)

    @cached_property
    def _literal(self) -> Tokenizer:
        """A second tokenizer that reads ``<|im_end|>`` as plain characters."""
        copy = Tokenizer.from_str(self._tokenizer.to_str())
        copy.encode_special_tokens = True
        return copy


def _byte_characters() -> dict[str, int]:
    """GPT-2's printable stand-ins for bytes (openai/gpt-2, src/encoder.py)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    shifted = {chr(256 + index): byte for index, byte in enumerate(others)}
    return {chr(byte): byte for byte in printable} | shifted


_BYTE_OF = _byte_characters()
