"""The sentences people read about a model."""

from dataclasses import replace

import pytest

from app.domain.lifecycle import State
from app.domain.model import Traits
from app.domain.snapshot import RunningModel, RuntimeChoice
from app.ui import text
from app.ui.model_row import ModelRow
from tests.ui import samples
from tests.ui.samples import PHI_2, TINYLLAMA_GGUF

NOW = 1_000.0


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (12_000, "12 kB"),
        (538_900_000, "539 MB"),
        (1_000_000_000, "1.0 GB"),
        (8_100_000_000, "8.1 GB"),
        (123_456_000_000, "123.5 GB"),
    ],
)
def test_sizes_are_decimal_and_short(size: int, words: str) -> None:
    assert text.size_text(size) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(999, "999"), (82_000, "82K"), (134_515_008, "135M"), (2_779_683_840, "2.8B")],
)
def test_parameters_are_rounded_as_people_write_them(count: int, words: str) -> None:
    assert text.parameters_text(count) == words


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        (Traits(), ""),
        (Traits(quantization="Q4_1"), "Q4_1"),
        (Traits("llama", 134_515_008, "Q4_1", 8192), "135M · Q4_1 · 8K context"),
        (Traits(context_length=1000), "1000 context"),
        (Traits("llama", 7_000_000_000), "7.0B"),
    ],
)
def test_traits_name_what_is_known(traits: Traits, words: str) -> None:
    assert text.traits_text(traits) == words


def test_the_publisher_tells_models_of_the_same_name_apart() -> None:
    assert text.traits_text(Traits(quantization="f16"), "microsoft") == "f16 · from microsoft"


def loading(progress: float, *, since: float) -> RunningModel:
    return replace(samples.running(PHI_2, State.LOADING, progress=progress), started_at=since)


@pytest.mark.parametrize(
    ("name", "words"),
    [("gguf", "GGUF"), ("safetensors", "SafeTensors"), ("pytorch", "PyTorch"), ("npz", "npz")],
)
def test_formats_are_written_as_their_makers_do(name: str, words: str) -> None:
    assert text.format_text(name) == words


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (None, "Ready to load"),
        (samples.running(PHI_2, State.STOPPED), "Ready to load"),
        (samples.running(PHI_2, State.STARTING), "Loading…"),
        (samples.running(PHI_2, State.LOADING), "Loading…"),
        (samples.running(PHI_2, State.LOADING, progress=0.439), "Loading 43 %"),
        (loading(0.25, since=NOW - 2), "Loading 25 %, about 6 s left"),
        (loading(0.999, since=NOW - 2), "Loading 99 %, about 1 s left"),
        (loading(0.1, since=NOW - 40), "Loading 10 %, about 6 min left"),
        (loading(0.02, since=NOW - 40), "Loading 2 %"),
        (loading(0.25, since=NOW), "Loading 25 %"),
        (loading(1.0, since=NOW - 2), "Loading 100 %"),
        (samples.ready(PHI_2), "Ready on port 8080, 1.2 GB"),
        (samples.running(PHI_2, State.READY, port=8081), "Ready on port 8081"),
        (samples.running(PHI_2, State.STOPPING), "Stopping"),
        (samples.running(PHI_2, State.BACKOFF, retry_at=NOW + 2), "Restarting in 2 s"),
        (samples.running(PHI_2, State.BACKOFF, retry_at=NOW - 9), "Restarting in 0 s"),
        (samples.failed(PHI_2), "Failed: There is not enough memory for phi-2 as it was loaded."),
        (samples.running(PHI_2, State.FAILED), "Failed: The model could not be loaded."),
    ],
)
def test_status_tells_the_whole_story(entry: RunningModel | None, words: str) -> None:
    assert text.status_text(ModelRow(PHI_2, running=entry), NOW) == words


def test_status_names_the_problem_of_a_model_that_cannot_load() -> None:
    row = ModelRow(PHI_2, RuntimeChoice(problem="A shard is missing."))

    assert text.status_text(row, NOW) == "Cannot load: A shard is missing."


def test_details_of_a_failure_say_what_to_do_next() -> None:
    row = ModelRow(PHI_2, running=samples.failed(PHI_2))

    assert text.status_details(row, NOW).endswith("take a smaller quantization.")


@pytest.mark.parametrize(
    ("count", "loaded", "words"),
    [(0, 0, "0 models"), (1, 0, "1 model"), (2, 1, "2 models, 1 loaded")],
)
def test_summary_counts_models_and_loaded_ones(count: int, loaded: int, words: str) -> None:
    models = (TINYLLAMA_GGUF, PHI_2)[:count]
    shown = samples.snapshot(*models, running=tuple(map(samples.ready, models[:loaded])))

    assert text.summary_text(shown) == words
