"""What is offered in which state, and which rows there are."""

import pytest

from app.domain.lifecycle import State
from app.domain.snapshot import AppSnapshot, RuntimeChoice
from app.ui.model_row import ModelRow, Verb, rows_of
from tests.ui import samples
from tests.ui.samples import PHI_2, TINYLLAMA


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.STOPPED, {Verb.LOAD}),
        (State.FAILED, {Verb.LOAD}),
        (State.STARTING, {Verb.CANCEL}),
        (State.LOADING, {Verb.CANCEL}),
        (State.BACKOFF, {Verb.CANCEL}),
        (State.READY, {Verb.STOP, Verb.RESTART, Verb.COPY_ADDRESS, Verb.TRY}),
        (State.STOPPING, set()),
    ],
)
def test_each_state_offers_what_makes_sense(state: State, verbs: set[Verb]) -> None:
    row = ModelRow(PHI_2, running=samples.running(PHI_2, state))

    assert {verb for verb in Verb if row.offers(verb)} == verbs


def test_a_model_with_a_problem_offers_nothing_until_it_runs() -> None:
    problem = RuntimeChoice(problem="A shard is missing.")

    assert not any(ModelRow(PHI_2, problem).offers(verb) for verb in Verb)
    assert ModelRow(PHI_2, problem, samples.ready(PHI_2)).offers(Verb.STOP)


def test_a_model_that_fell_back_shows_the_runtime_that_runs() -> None:
    other = RuntimeChoice("llama.cpp", "llama.cpp (Fast)")

    assert ModelRow(PHI_2, other, samples.ready(PHI_2)).label == "transformers (Full featured)"
    assert ModelRow(PHI_2, other, samples.failed(PHI_2)).label == "llama.cpp (Fast)"


def test_a_model_whose_files_are_gone_stays_while_it_runs() -> None:
    shown = AppSnapshot(
        running=(samples.ready(PHI_2), samples.running(TINYLLAMA, State.STOPPED)),
    )

    (row,) = rows_of(shown)

    assert row.id == "phi-2"
    assert row.offers(Verb.STOP)
    assert row.problem == "The model's files are no longer there."
