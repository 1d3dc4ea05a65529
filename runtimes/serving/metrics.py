"""What was done since the start, as Prometheus reads it; the names are llama-server's."""

from dataclasses import dataclass

from runtimes.serving.generation import Result


@dataclass(slots=True)
class Totals:
    """Sums over all answers. Written by the engine's thread alone.

    Attributes:
        rounds: how often the engine went a step on; ``busy_rounds`` counts each once for every
            answer that was in the making.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    prompt_ms: float = 0.0
    predicted_tokens: int = 0
    predicted_ms: float = 0.0
    longest: int = 0
    rounds: int = 0
    busy_rounds: int = 0

    def note_round(self, busy: int) -> None:
        self.rounds += 1
        self.busy_rounds += busy

    def add(self, result: Result) -> None:
        self.prompt_tokens += result.processed
        self.cached_tokens += result.cached
        self.prompt_ms += result.prompt_ms
        self.predicted_tokens += result.predicted
        self.predicted_ms += result.predicted_ms
        whole = result.cached + result.processed + result.predicted
        self.longest = max(self.longest, whole)


def metrics_text(totals: Totals, *, processing: int, deferred: int) -> str:
    """The page.

    Args:
        processing: requests being answered.
        deferred: requests that wait.
    """
    prompt_s, predicted_s = totals.prompt_ms / 1000, totals.predicted_ms / 1000
    counters = {
        "prompt_tokens_total": ("Tokens of prompts read.", totals.prompt_tokens),
        "prompt_tokens_cached_total": ("Tokens of prompts known before.", totals.cached_tokens),
        "prompt_seconds_total": ("Time spent on reading prompts.", prompt_s),
        "tokens_predicted_total": ("Tokens generated.", totals.predicted_tokens),
        "tokens_predicted_seconds_total": ("Time spent on generating.", predicted_s),
        "n_decode_total": ("Steps of the engine.", totals.rounds),
        "n_tokens_max": ("Longest prompt and answer so far.", totals.longest),
    }
    gauges = {
        "prompt_tokens_seconds": (
            "Tokens of prompts read in a second.",
            totals.prompt_tokens / prompt_s if prompt_s else 0.0,
        ),
        "predicted_tokens_seconds": (
            "Tokens generated in a second.",
            totals.predicted_tokens / predicted_s if predicted_s else 0.0,
        ),
        "n_busy_slots_per_decode": (
            "Answers that one step served, on average.",
            totals.busy_rounds / max(1, totals.rounds),
        ),
        "requests_processing": ("Requests being answered.", processing),
        "requests_deferred": ("Requests that wait.", deferred),
    }
    return "".join(
        _metric(name, kind, about, value)
        for kind, table in (("counter", counters), ("gauge", gauges))
        for name, (about, value) in table.items()
    )


def _metric(name: str, kind: str, about: str, value: float) -> str:
    full = f"llamacpp:{name}"
    return f"# HELP {full} {about}\n# TYPE {full} {kind}\n{full} {value}\n"
