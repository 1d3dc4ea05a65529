"""The one address for all models, with a real engine behind it and real clients before it."""

from pathlib import Path

import openai
import pytest
from openai.types.chat import ChatCompletionUserMessageParam

from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.program import RunningProgram
from tests.fakes.waiting import wait_until

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]

GGUF, SAFETENSORS = "smollm2-135m-gguf", "smollm2-135m"
QUESTION: ChatCompletionUserMessageParam = {
    "role": "user",
    "content": "What is the capital of France? Answer in one word.",
}


@pytest.fixture
def program(start_program: StartProgram, samples: Path) -> RunningProgram:
    return start_program(model_folders=[samples])


def test_models_are_loaded_by_who_asks_them(program: RunningProgram) -> None:
    with openai.OpenAI(base_url=f"{program.url}/v1", api_key="none") as client:
        whole = client.chat.completions.create(
            model=GGUF, messages=[QUESTION], max_tokens=24, temperature=0
        )
        stream = client.chat.completions.create(
            model=SAFETENSORS, messages=[QUESTION], max_tokens=24, temperature=0, stream=True
        )
        pieces = [chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices]
        with pytest.raises(openai.NotFoundError, match="no model called 'gpt-4'"):
            client.chat.completions.create(model="gpt-4", messages=[QUESTION])
    assert "Paris" in (whole.choices[0].message.content or "")
    assert "Paris" in "".join(pieces)
    assert len([piece for piece in pieces if piece]) > 1
    assert {row["model"] for row in program.status()} == {GGUF, SAFETENSORS}
    wait_until(lambda: all(row["last_used"] for row in program.status()))
