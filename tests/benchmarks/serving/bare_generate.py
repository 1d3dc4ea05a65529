"""transformers' own ``generate()`` without any server, as a server that does nothing else:
``python -m tests.benchmarks.serving.bare_generate MODEL --port N``. One request at a time, in
float32, streamed as it comes."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


class _Streamer:
    """Writes an event for each token; the first that comes is the prompt."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler, self.count = handler, -1

    def put(self, _tokens: Any) -> None:
        self.count += 1
        if self.count:
            self.send({"choices": [{"index": 0, "delta": {"content": "x"}}]})

    def end(self) -> None:
        usage = {"completion_tokens": self.count}
        self.send({"choices": [], "usage": usage})

    def send(self, body: dict[str, Any]) -> None:
        self._handler.wfile.write(f"data: {json.dumps(body)}\n\n".encode())


def main(folder: Path, port: int) -> None:
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = AutoTokenizer.from_pretrained(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = tokenizer.apply_chat_template(
                body["messages"],
                add_generation_prompt=True,
                return_tensors="pt",
                return_dict=True,
            )
            self.send_response(200)
            self.end_headers()
            model.generate(
                **prompt,
                max_new_tokens=body["max_tokens"],
                do_sample=False,
                streamer=_Streamer(self),
            )

        def log_message(self, *_arguments: Any) -> None:
            """Nothing."""

    HTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[3]))
