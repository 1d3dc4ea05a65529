"""litellm, through which aider and many others talk. Prints what it got as JSON."""

import json
import sys

import litellm

litellm.telemetry = False
ASK = {
    "model": "openai/smollm2",
    "api_base": f"{sys.argv[1]}/v1",
    "api_key": "none",
    "messages": [{"role": "user", "content": "What is the capital of France?"}],
    "max_tokens": 24,
    "temperature": 0,
    "num_retries": 0,
}
TOOL = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string", "enum": ["Oslo", "Rome"]}},
            "required": ["city"],
        },
    },
}

whole = litellm.completion(**ASK)
chunks = [*litellm.completion(**ASK, stream=True, stream_options={"include_usage": True})]
forced = {"tools": [TOOL], "tool_choice": "required", "stream": True, "max_tokens": 100}
called = litellm.stream_chunk_builder([*litellm.completion(**{**ASK, **forced})])
told = {
    "whole": whole.choices[0].message.content,
    "text": "".join(one.choices[0].delta.content or "" for one in chunks if one.choices),
    "completion_tokens": chunks[-1].usage.completion_tokens,
    "calls": [
        {"name": one.function.name, "arguments": one.function.arguments}
        for one in called.choices[0].message.tool_calls
    ],
    "finish": called.choices[0].finish_reason,
}
print(json.dumps(told))
