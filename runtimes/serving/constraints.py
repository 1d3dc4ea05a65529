"""Keeps answers within a JSON schema or a grammar, by llguidance."""

from collections.abc import Collection
from functools import cached_property

import numpy as np
from llguidance import LLMatcher, LLTokenizer
from llguidance.gbnf_to_lark import GbnfToLarkError, gbnf_to_lark
from tokenizers import Tokenizer

from runtimes.serving.engine import BadConstraint, Constraint, GenerationFailed
from runtimes.serving.sampling import Allowed

# llama.cpp's rule for blanks in JSON (common/json-schema-to-grammar.cpp): without a limit, small
# models write blanks for ever.
_BLANKS = r"( |\n{1,2}[ \t]{0,20})?"


class Constraints:
    """Makes a ``Mask`` for each answer. Safe from any thread."""

    def __init__(self, tokenizer: Tokenizer, vocabulary: int, end_tokens: Collection[int]) -> None:
        self._source, self._vocabulary, self._end_tokens = tokenizer, vocabulary, end_tokens

    @cached_property
    def _tokenizer(self) -> LLTokenizer:
        """Takes a second for a large vocabulary, so it is made when first needed."""
        try:
            return LLTokenizer(
                self._source.to_str(),
                n_vocab=self._vocabulary,
                eos_token=sorted(self._end_tokens) or None,
            )
        except Exception as error:  # whatever the library says of a tokenizer it does not know
            raise BadConstraint(
                "Answers of this model cannot be forced into a form: llguidance does not know "
                f"its tokenizer ({str(error)[:200]})."
            ) from error

    def check(self, constraint: Constraint) -> None:
        """Make sure that it can be obeyed.

        Raises:
            BadConstraint: with the reason.
        """
        message = LLMatcher.validate_grammar(_grammar(constraint), self._tokenizer)
        if message and not message.startswith("WARNING"):
            raise BadConstraint(f"The schema or grammar cannot be obeyed: {message[:300]}")

    def begin(self, constraint: Constraint) -> "Mask":
        """For one answer."""
        matcher = LLMatcher(self._tokenizer, _grammar(constraint), log_level=0)
        return Mask(matcher, self._vocabulary)


class Mask:
    """Which tokens may come next, as an answer goes on."""

    def __init__(self, matcher: LLMatcher, vocabulary: int) -> None:
        self._matcher, self._vocabulary = matcher, vocabulary

    def allowed(self) -> Allowed:
        """True for tokens that may come.

        Raises:
            GenerationFailed: the grammar is too much for the library.
        """
        packed = self._matcher.compute_bitmask()
        self._check()
        bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), bitorder="little")
        return bits[: self._vocabulary].view(np.bool_)

    def take(self, token: int) -> None:
        """Go on after a token that was allowed."""
        self._matcher.consume_token(token)
        self._check()

    def _check(self) -> None:
        if self._matcher.is_error():
            reason = self._matcher.get_error()[:200]
            raise GenerationFailed(f"The answer could not be kept within its grammar: {reason}")


def _grammar(constraint: Constraint) -> str:
    if constraint.schema:
        return LLMatcher.grammar_from_json_schema(
            constraint.schema, defaults={"whitespace_pattern": _BLANKS}
        )
    try:
        return LLMatcher.grammar_from_lark(gbnf_to_lark(constraint.grammar))
    except (GbnfToLarkError, RecursionError) as error:
        raise BadConstraint(f"The grammar is malformed: {str(error)[:300]}.") from None
