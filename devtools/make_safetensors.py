"""Turns a GGUF file into a SafeTensors model: ``python make_safetensors.py FILE.gguf FOLDER``.

Runs in a process of its own, with torch and transformers; ends with 0 only when the model that was
written has been loaded again and answers a question like the original.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TQDM_DISABLE", "1")

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging

QUESTION = [{"role": "user", "content": "What is the capital of France?"}]


def convert(gguf: Path, folder: Path) -> None:
    """Write weights in bfloat16, configuration and tokenizer."""
    source = {"pretrained_model_name_or_path": gguf.parent, "gguf_file": gguf.name}
    quantized = AutoModelForCausalLM.from_pretrained(**source, dtype=torch.float32)
    # transformers refuses to save an object that came from a GGUF file, so the weights move into
    # a fresh one that never knew of it.
    config = quantized.config
    del config.quantization_config
    config.dtype = torch.bfloat16
    fresh = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    fresh.load_state_dict(quantized.state_dict())
    fresh.generation_config = quantized.generation_config
    fresh.save_pretrained(folder)
    AutoTokenizer.from_pretrained(**source).save_pretrained(folder)


def answer(folder: Path) -> str:
    """What the model in the folder says to the question, greedily."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    prompt = tokenizer.apply_chat_template(
        QUESTION, add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    output = model.generate(**prompt, max_new_tokens=12, do_sample=False)
    return str(tokenizer.decode(output[0, prompt["input_ids"].shape[1] :]))


def main(gguf: Path, folder: Path) -> int:
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    convert(gguf, folder)
    said = answer(folder)
    if "Paris" not in said:
        print(f"The converted model does not answer like the original: {said!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
