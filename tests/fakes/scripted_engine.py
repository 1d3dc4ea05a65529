"""An engine that says what a test tells it to: one character is one token."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from runtimes.serving.engine import (
    BadConstraint,
    CannotLoad,
    Constraint,
    GenerationFailed,
    GenerationRequest,
    ModelCard,
    PromptProgress,
    Purpose,
    Rank,
    Score,
    Steps,
    Token,
    TokenScores,
)

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
CHATML_WITH_TOOLS = (
    "{% if tools %}<tools>{% for tool in tools %}{{ tool | tojson }}{% endfor %}</tools>"
    "<tool_call>{% endif %}"
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "{% for call in message.tool_calls %}<tool_call>{{ call.function.name }}:"
    "{% for key, value in call.function.arguments.items() %}{{ key }}={{ value }};{% endfor %}"
    "</tool_call>{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""Iterates over arguments, as many templates do."""
END = 4
"""End of transmission ends an answer."""


def card(
    *,
    context: int = 300,
    chat_template: str = CHATML,
    constrains: bool = False,
    purpose: Purpose = Purpose.GENERATE,
    parallel: int = 1,
    sees: bool = False,
) -> ModelCard:
    return ModelCard(
        path="/models/scripted",
        context=context,
        trained_context=400,
        vocabulary=0x110000,
        embedding=8,
        parameters=1000,
        size_bytes=4000,
        data_type="float32",
        device="cpu",
        engine="scripted 1.0",
        chat_template=chat_template,
        special_tokens={"bos_token": "<s>", "eos_token": "</s>"},
        constrains=constrains,
        purpose=purpose,
        parallel=parallel,
        sees=sees,
    )


@dataclass
class ScriptedEngine:
    """Answers every request with ``answer``.

    Attributes:
        failure: raised instead of loading.
        may_load: loading waits for it.
        steps: when given, every token waits for one release.
        breaks_after: tokens after which the engine fails.
        specials: texts that are one token, where special tokens are read.
        requests: all that came, in order.
        closed: set when a generation has ended, in whatever way.
    """

    answer: str = "Hello"
    card: ModelCard = field(default_factory=card)
    failure: CannotLoad | None = None
    may_load: threading.Event = field(default_factory=threading.Event)
    steps: threading.Semaphore | None = None
    breaks_after: int | None = None
    requests: list[GenerationRequest] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)
    generated: int = 0
    specials: dict[str, int] = field(default_factory=dict)
    batches: list[int] = field(default_factory=list)

    def load(self, on_progress: Callable[[float], None]) -> ModelCard:
        on_progress(0.5)
        self.may_load.wait(30)
        if self.failure:
            raise self.failure
        return self.card

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        begin = [2] if add_special else []
        if parse_special and text in self.specials:
            return [*begin, self.specials[text]]
        return [*begin, *map(ord, text)]

    def detokenize(self, tokens: Sequence[int]) -> str:
        return "".join(map(chr, tokens))

    def token_bytes(self, token: int) -> bytes:
        return bytes([token]) if 128 <= token < 256 else chr(token).encode()

    def check_constraint(self, constraint: Constraint) -> None:
        """Takes everything that does not say ``impossible``."""
        if "impossible" in constraint.schema + constraint.grammar:
            raise BadConstraint("The schema or grammar cannot be obeyed: impossible.")

    def generate(self, request: GenerationRequest) -> Steps:
        self.requests.append(request)
        self.closed.clear()
        try:
            yield PromptProgress(len(request.prompt), 0)
            yield from self._tokens(request)
        finally:
            self.closed.set()

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        """A vector that tells the input's length and its first token."""
        self.batches.append(len(inputs))
        return [[3.0 * len(one), 4.0 * len(one), *[0.0] * 5, one[-1] / 1e6] for one in inputs]

    def rank(self, query: str, document: str) -> Rank:
        """The number of words they share."""
        shared = {*query.split()} & {*document.split()}
        return Rank(float(len(shared)), len(query) + len(document))

    def _tokens(self, request: GenerationRequest) -> Iterator[Token]:
        for place, character in enumerate(self.answer[: request.max_tokens]):
            if place == self.breaks_after:
                raise GenerationFailed("There is not enough memory for the model.")
            if self.steps:
                self.steps.acquire()
            self.generated += 1
            yield Token(ord(character), character, scores=_scores(character, request))
        if len(self.answer) < request.max_tokens:
            yield Token(END, "", is_end=True)


def _scores(character: str, request: GenerationRequest) -> TokenScores | None:
    if request.top_scores is None:
        return None
    others = [Score(ord("?") + place, -2.0 - place) for place in range(request.top_scores - 1)]
    chosen = Score(ord(character), -0.5)
    return TokenScores(chosen, [chosen, *others][: request.top_scores])
