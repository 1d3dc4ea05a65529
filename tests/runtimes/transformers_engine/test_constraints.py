"""Answers of a model that says nonsense, kept within schemas and grammars."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import (
    BadConstraint,
    Constraint,
    GenerationRequest,
    Sampling,
    Token,
)
from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine

PERSON: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "kind": {"enum": ["cat", "dog"]},
    },
    "required": ["name", "age", "kind"],
    "additionalProperties": False,
}


def answer(engine: TransformersEngine, constraint: Constraint, sampling: Sampling) -> list[Token]:
    engine.check_constraint(constraint)
    prompt = engine.tokenize("hi", add_special=True, parse_special=True)
    request = GenerationRequest(prompt, 400, sampling, constraint=constraint)
    return [step for step in engine.generate(request) if isinstance(step, Token)]


@pytest.mark.parametrize(
    "sampling",
    [Sampling(temperature=0), *(Sampling(temperature=2, top_k=0, seed=seed) for seed in range(5))],
    ids=str,
)
def test_a_schema_is_obeyed_to_the_end(engine: TransformersEngine, sampling: Sampling) -> None:
    tokens = answer(engine, Constraint(schema=json.dumps(PERSON)), sampling)
    assert tokens[-1].is_end
    person = json.loads("".join(token.text for token in tokens))
    assert set(person) == {"name", "age", "kind"}
    assert person["kind"] in ("cat", "dog")
    assert 0 <= person["age"] <= 150
    assert len(person["name"]) <= 8


@pytest.mark.parametrize("seed", range(4))
def test_a_grammar_is_obeyed(engine: TransformersEngine, seed: int) -> None:
    grammar = 'root ::= ("yes" | "no") " " [0-9] [0-9]\n'
    hot = Sampling(temperature=2, top_k=0, seed=seed, ignore_eos=True)
    tokens = answer(engine, Constraint(grammar=grammar), hot)
    word, number = "".join(token.text for token in tokens).split(" ")
    assert word in ("yes", "no")
    assert number.isdecimal()
    assert len(number) == 2


@pytest.mark.parametrize(
    "constraint",
    [
        Constraint(schema='{"type": "nonsense"}'),
        Constraint(schema='{"type": "object", "properties": 5}'),
        Constraint(grammar="root ::= ("),
        Constraint(grammar="leaf ::= 'a'"),
    ],
    ids=str,
)
def test_what_cannot_be_obeyed_is_refused(
    engine: TransformersEngine, constraint: Constraint
) -> None:
    with pytest.raises(BadConstraint):
        engine.check_constraint(constraint)


def test_without_the_library_the_model_serves_and_says_that_it_cannot(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "runtimes.serving.constraints", raising=False)
    monkeypatch.setitem(sys.modules, "llguidance", None)
    engine = engine_for(tiny_model)
    assert not engine.load(lambda _value: None).constrains
