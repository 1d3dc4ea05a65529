from pathlib import Path

import pytest

from app.domain.launch import LoadOptions
from app.domain.load_plan import PORT_ATTEMPTS, LoadPlan, Setback
from app.domain.model import Model, ModelId, Variant
from app.domain.rules import Candidate, Rule

MODEL = Model(ModelId("m"), "Moon", Path("/m"), (Variant("gguf", Path("/m/m.gguf"), ()),))
CURABLE = Setback("llama.cpp", "It does not know tinymoon.", "Try another model.", True)
FATAL = Setback("llama.cpp", "There is not enough memory.", "Close something.", False)
LAST = Setback("transformers", "Nor does it.", "Update it.", True)


def plan(*engines: str) -> LoadPlan:
    found = [Candidate(e, Rule(engine=e, command="x"), MODEL.main, "because") for e in engines]
    return LoadPlan(MODEL, LoadOptions(), found)


def test_a_reason_that_another_engine_may_cure_moves_on() -> None:
    load = plan("llama.cpp", "transformers")
    assert load.fall_back(CURABLE)
    assert load.current.rule.engine == "transformers"
    assert load.notice == (
        "llama.cpp could not load it (It does not know tinymoon), so transformers is used."
    )


@pytest.mark.parametrize(
    ("engines", "setback"), [(["llama.cpp"], CURABLE), (["llama.cpp", "transformers"], FATAL)]
)
def test_no_other_engine_or_no_cure_is_the_end(engines: list[str], setback: Setback) -> None:
    load = plan(*engines)
    assert not load.fall_back(setback)
    assert load.current.rule.engine == "llama.cpp"
    assert load.notice == ""
    assert load.failure().sentence == f"{setback.message} {setback.hint}"


def test_the_failure_names_every_runtime_that_was_tried() -> None:
    load = plan("llama.cpp", "transformers")
    load.fall_back(CURABLE)
    load.fall_back(LAST)
    failure = load.failure()
    assert failure.message == (
        "No runtime could load Moon. llama.cpp: It does not know tinymoon. "
        "transformers: Nor does it."
    )
    assert failure.hint == "Update it."


def test_ports_that_were_passed_over_are_told_first() -> None:
    load = plan("llama.cpp")
    load.skip_ports(("Port 8080 is used by nc (process 1).",))
    assert load.notice == "Port 8080 is used by nc (process 1)."


def test_a_stolen_port_is_replaced_a_few_times_only() -> None:
    load = plan("llama.cpp")
    assert [load.may_change_port() for _ in range(PORT_ATTEMPTS)] == [True] * 4 + [False]
