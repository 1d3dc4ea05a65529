"""Anthropic's own client, as far as Claude Code uses it. Prints what it got as JSON."""

import json
import sys

import anthropic

ASK = {
    "model": "smollm2",
    "max_tokens": 24,
    "extra_body": {"temperature": 0},
    "messages": [{"role": "user", "content": "What is the capital of France?"}],
}
TOOL = {
    "name": "get_weather",
    "description": "The weather in a city.",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string", "enum": ["Oslo", "Rome"]}},
        "required": ["city"],
    },
}

client = anthropic.Anthropic(base_url=sys.argv[1], api_key="none", max_retries=0)
whole = client.messages.create(**ASK)
with client.messages.stream(**ASK) as stream:
    text = "".join(stream.text_stream)
    final = stream.get_final_message()
forced = {**ASK, "max_tokens": 100, "tools": [TOOL], "tool_choice": {"type": "any"}}
with client.messages.stream(**forced) as stream:
    called = stream.get_final_message()
counted = client.messages.count_tokens(model="smollm2", messages=ASK["messages"])
try:
    client.messages.create(**{**ASK, "messages": []})
    refusal = None
except anthropic.BadRequestError as error:
    refusal = str(error.body["error"]["message"])
told = {
    "whole": whole.content[0].text,
    "text": text,
    "output_tokens": final.usage.output_tokens,
    "calls": [{"name": one.name, "input": one.input} for one in called.content],
    "stop_reason": called.stop_reason,
    "counted": counted.input_tokens,
    "prompt": whole.usage.input_tokens + whole.usage.cache_read_input_tokens,
    "refusal": refusal,
}
print(json.dumps(told))
