"""The JSON that llama-server writes about an answer (tools/server/server-task.cpp). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtimes.serving.engine import GenerationRequest
from runtimes.serving.generation import Piece, Result, StopReason

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What all chunks of one OpenAI reply share."""

    id: str
    created: int
    model: str
    fingerprint: str

    def around(self, kind: str, choices: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        return {
            "choices": list(choices),
            "created": self.created,
            "model": self.model,
            "system_fingerprint": self.fingerprint,
            "object": kind,
            "id": self.id,
        }


def timings(result: Result) -> dict[str, Any]:
    """Milliseconds and rates of one answer."""
    prompt_n, predicted_n = result.processed, result.predicted
    return {
        "cache_n": result.cached,
        "prompt_n": prompt_n,
        "prompt_ms": result.prompt_ms,
        "prompt_per_token_ms": _ratio(result.prompt_ms, prompt_n),
        "prompt_per_second": _ratio(prompt_n * 1000, result.prompt_ms),
        "predicted_n": predicted_n,
        "predicted_ms": result.predicted_ms,
        "predicted_per_token_ms": _ratio(result.predicted_ms, predicted_n),
        "predicted_per_second": _ratio(predicted_n * 1000, result.predicted_ms),
    }


def usage(results: Sequence[Result]) -> dict[str, Any]:
    """Tokens of all answers of one reply."""
    prompt = sum(result.cached + result.processed for result in results)
    completion = sum(result.predicted for result in results)
    return {
        "completion_tokens": completion,
        "prompt_tokens": prompt,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": sum(result.cached for result in results)},
    }


def finish_reason(result: Result, *, has_calls: bool = False) -> str:
    """OpenAI's word for how an answer ended; calls that may be broken off are none to be made."""
    if result.reason not in (StopReason.END, StopReason.WORD):
        return "length"
    return "tool_calls" if has_calls else "stop"


def native_chunk(
    piece: Piece, *, index: int, slot: int, predicted: int, evaluated: int
) -> dict[str, Any]:
    """One streamed piece of ``/completion``."""
    return {
        "index": index,
        "content": piece.text,
        "tokens": list(piece.tokens),
        "stop": False,
        "id_slot": slot,
        "tokens_predicted": predicted,
        "tokens_evaluated": evaluated,
    }


def native_result(
    request: GenerationRequest,
    result: Result,
    *,
    index: int,
    content: str,
    tokens: Sequence[int],
    prompt: str,
    model: str,
    settings: Mapping[str, Any],
    context: int,
) -> dict[str, Any]:
    """The whole answer of ``/completion``, and its last chunk when streamed."""
    evaluated = len(request.prompt)
    return {
        "index": index,
        "content": content,
        "tokens": list(tokens),
        "id_slot": result.slot,
        "stop": True,
        "model": model,
        "tokens_predicted": result.predicted,
        "tokens_evaluated": evaluated,
        "generation_settings": dict(settings),
        "prompt": prompt,
        "has_new_line": "\n" in content,
        "truncated": evaluated + result.predicted >= context,
        "stop_type": result.reason.value,
        "stopping_word": result.stopping_word,
        "tokens_cached": max(0, evaluated + result.predicted - 1),
        "timings": timings(result),
    }


def selected(reply: Mapping[str, Any], fields: Sequence[str]) -> Mapping[str, Any]:
    """What was asked for of a reply, by paths like ``timings/prompt_n``; all of it for none."""
    if not fields:
        return reply
    found = {}
    for path in fields:
        value: Any = reply
        for name in path.split("/"):
            value = value.get(name, _NOTHING) if isinstance(value, Mapping) else _NOTHING
        if value is not _NOTHING:
            found[path] = value
    return found


def text_choice(
    text: str, index: int, finish: str | None, logprobs: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One choice of ``/v1/completions``."""
    return {"text": text, "index": index, "logprobs": logprobs, "finish_reason": finish}


def _ratio(amount: float, by: float) -> float:
    return amount / by if by else 0.0
