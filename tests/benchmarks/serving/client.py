"""A client that measures one streamed answer."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx2

Messages: TypeAlias = Sequence[dict[str, str]]
_TIMEOUT = 600.0  # s


@dataclass(frozen=True, slots=True)
class Answer:
    """What came, and when: seconds from the question to the first token and to the last."""

    text: str
    tokens: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Client:
    """Of one server."""

    url: str
    model: str

    def ask(self, messages: Messages, tokens: int) -> Answer:
        """An answer of at most so many tokens, the likeliest each time.

        Raises:
            httpx2.HTTPError: nobody answers, or with an error.
        """
        body = {
            "model": self.model,
            "messages": list(messages),
            "max_tokens": tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        start, times, texts, usage = time.perf_counter(), [], [], 0
        with httpx2.stream(
            "POST", f"{self.url}/v1/chat/completions", json=body, timeout=_TIMEOUT
        ) as reply:
            if reply.is_error:
                reply.read()
                raise httpx2.HTTPError(f"{reply.status_code}: {reply.text[:300]}")
            for chunk in map(_chunk, reply.iter_lines()):
                usage = (chunk.get("usage") or {}).get("completion_tokens") or usage
                if text := _text(chunk):
                    times.append(time.perf_counter() - start)
                    texts.append(text)
        return Answer("".join(texts), usage or len(texts), times[0], times[-1])

    def ask_together(self, questions: Sequence[Messages], tokens: int) -> tuple[int, float]:
        """Several clients at once: tokens of all of them, and seconds until the last has its."""
        start = time.perf_counter()
        with ThreadPoolExecutor(len(questions)) as pool:
            answers = list(pool.map(lambda one: self.ask(one, tokens), questions))
        return sum(one.tokens for one in answers), time.perf_counter() - start


def _chunk(line: str) -> dict[str, Any]:
    data = line.removeprefix("data:").strip()
    if not line.startswith("data:") or data == "[DONE]":
        return {}
    chunk: dict[str, Any] = json.loads(data)
    return chunk


def _text(chunk: dict[str, Any]) -> str:
    choices = chunk.get("choices") or [{}]
    text: str = (choices[0].get("delta") or {}).get("content") or ""
    return text
