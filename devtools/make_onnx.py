"""Turns a SafeTensors model into int4 ONNX: ``python make_onnx.py FOLDER OUT``.

Runs in a process of its own, with torch, transformers and onnx; ends with 0 only when the model
that was written answers a question.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_QUIET = {"HF_HUB_OFFLINE": "1", "ORT_DISABLE_TELEMETRY": "1", "TQDM_DISABLE": "1"}
PROMPT = "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n"


def convert(source: Path, folder: Path, precision: str = "int4") -> None:
    """Write graph, weights, configuration and tokenizer."""
    cache = folder / "cache"
    options = ["-i", source, "-o", folder, "-p", precision, "-e", "cpu", "-c", cache]
    builder = [sys.executable, "-m", "onnxruntime_genai.models.builder", *map(str, options)]
    # It fills screens with what it does to each layer, so that is shown only when it fails.
    done = subprocess.run(
        builder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **_QUIET},
        check=False,
    )
    shutil.rmtree(cache, ignore_errors=True)  # the builder leaves it at times
    if done.returncode:
        print(done.stdout[-2000:], file=sys.stderr)
        sys.exit(done.returncode)


def answer(folder: Path) -> str:
    """What the model in the folder says to the question, greedily."""
    os.environ.update(_QUIET)  # before the library is loaded, which reads it then
    import onnxruntime_genai as genai

    model = genai.Model(str(folder))
    tokenizer, parameters = genai.Tokenizer(model), genai.GeneratorParams(model)
    parameters.set_search_options(max_length=40, do_sample=False)
    generator = genai.Generator(model, parameters)
    generator.append_tokens(tokenizer.encode(PROMPT))
    while not generator.is_done():
        generator.generate_next_token()
    return str(tokenizer.decode(generator.get_sequence(0)))


def main(source: Path, folder: Path) -> int:
    convert(source, folder)
    said = answer(folder)
    if "Paris" not in said:
        print(f"The converted model does not answer like the original: {said!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
