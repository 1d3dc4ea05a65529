"""Writes the prompt for filling a gap in a file, as llama-server does (server-common.cpp)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtimes.serving.engine import Engine, ModelCard
from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.request_body import Body

_SPARE = 8
"""Room for the marks themselves."""
_LEAST_ANSWER = 16
"""Tokens kept free for the answer, when no number is asked for."""


@dataclass(frozen=True, slots=True)
class FimTokens:
    """The special tokens of a model that can fill gaps. The last two may be missing: then other
    files come as plain snippets."""

    prefix: int
    suffix: int
    middle: int
    repository: int | None
    file: int | None
    others: frozenset[int]

    @property
    def ends(self) -> frozenset[int]:
        """None of them belongs into an answer."""
        named = (self.prefix, self.suffix, self.middle, self.repository, self.file)
        return frozenset(token for token in named if token is not None) | self.others


# Names of prefix, suffix, middle, repository, file, padding.
_FAMILIES = (
    (  # Qwen, CodeGemma, Granite 4
        "<|fim_prefix|>",
        "<|fim_suffix|>",
        "<|fim_middle|>",
        "<|repo_name|>",
        "<|file_sep|>",
        "<|fim_pad|>",
    ),
    (  # StarCoder, SmolLM, Granite 3
        "<fim_prefix>",
        "<fim_suffix>",
        "<fim_middle>",
        "<repo_name>",
        "<file_sep>",
        "<fim_pad>",
    ),
    ("<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>", "", "", ""),  # DeepSeek
    ("▁<PRE>", "▁<SUF>", "▁<MID>", "", "", "▁<EOT>"),  # CodeLlama
    ("<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>", "", "", ""),  # GLM
)


def find_fim_tokens(engine: Engine) -> FimTokens:
    """The tokens of the model.

    Raises:
        ApiError: 501, it has none.
    """

    def single(name: str) -> int | None:
        tokens = engine.tokenize(name, add_special=False, parse_special=True) if name else []
        return tokens[0] if len(tokens) == 1 else None

    for names in _FAMILIES:
        prefix, suffix, middle, repository, file, padding = map(single, names)
        if prefix is not None and suffix is not None and middle is not None:
            others = frozenset() if padding is None else frozenset({padding})
            return FimTokens(prefix, suffix, middle, repository, file, others)
    raise not_supported(
        "Infill is not supported by this model: prefix token is missing. Load a model for code "
        "that knows fill-in-the-middle."
    )


def read_infill(body: Body, engine: Engine, card: ModelCard, fim: FimTokens) -> list[int]:
    """The prompt: what is before the gap and after it, other files first. What does not fit into
    the context is left out, farthest from the gap first.

    Raises:
        ApiError: 400, a field has the wrong type.
    """

    def tokens_of(text: str) -> list[int]:
        return engine.tokenize(text, add_special=False, parse_special=False)

    for name in ("input_prefix", "input_suffix"):
        if not isinstance(body.get(name), str):
            raise bad_request(f"'{name}' must be a string.")
    begin = engine.tokenize("", add_special=True, parse_special=False)
    typed = tokens_of(body.text("prompt"))
    room = max(0, card.context - _answer_room(body) - _SPARE - len(begin) - len(typed))
    before = _end(tokens_of(body.text("input_prefix")), room * 3 // 4)
    after = tokens_of(body.text("input_suffix"))[: room // 4]
    extra = [*_extra(body.items("input_extra"), tokens_of, fim)]
    kept = _end(extra, max(0, room - len(before) - len(after)))
    gap = [fim.prefix, *before, *typed, fim.suffix, *after, fim.middle]
    return [*begin, *kept, *gap]


def _answer_room(body: Body) -> int:
    wanted = body.first_integer("n_predict", "max_completion_tokens", "max_tokens", default=-1)
    return wanted if wanted >= 0 else _LEAST_ANSWER


def _end(tokens: Sequence[int], count: int) -> Sequence[int]:
    return tokens[len(tokens) - min(count, len(tokens)) :]


def _extra(files: Sequence[Any], tokens_of: Any, fim: FimTokens) -> Iterator[int]:
    """The other files, each with its name, where the model has a mark for that."""
    if fim.repository is not None and fim.file is not None:
        yield fim.repository
        yield from tokens_of("myproject\n")
    for file in files:
        if not isinstance(file, Mapping) or not isinstance(file.get("text"), str):
            raise bad_request("Every item of 'input_extra' must be an object with a 'text'.")
        if fim.file is None:
            yield from tokens_of("\n\n--- snippet ---\n\n")
        else:
            yield fim.file
            yield from tokens_of(f"{file.get('filename', 'tmp')}\n")
        yield from tokens_of(file["text"])
    if fim.file is not None:
        yield fim.file
        yield from tokens_of("filename\n")
