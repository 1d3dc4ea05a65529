"""Reads a model's tokenizer, and what lies beside it about chats."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from runtimes.onnx_engine.model_files import read_object
from runtimes.serving.engine import CannotLoad

_SPECIAL = ("bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token")


@dataclass(frozen=True, slots=True)
class TokenizerFiles:
    """What the tokenizer's files say.

    Attributes:
        special_tokens: names that a template may use to their text.
        longest: tokens that the model may be given; 0 when the files do not say.
    """

    tokenizer: Tokenizer
    chat_template: str
    special_tokens: Mapping[str, str]
    longest: int

    def id_of(self, name: str) -> int | None:
        """The id of a special token, such as ``eos_token``."""
        token: int | None = self.tokenizer.token_to_id(self.special_tokens.get(name, ""))
        return token


def read_tokenizer(folder: Path) -> TokenizerFiles:
    """Read ``tokenizer.json`` and its companions.

    Raises:
        CannotLoad: it is missing or damaged.
    """
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise CannotLoad(
            "missing_tokenizer",
            f"{folder.name} has no tokenizer.json.",
            "Download tokenizer.json of the model too.",
        )
    try:
        # As text: on Windows the library opens no path that has other letters than its own.
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:  # the library raises plain Exception
        raise CannotLoad(
            "missing_tokenizer",
            f"The tokenizer.json of {folder.name} is damaged.",
            "Download tokenizer.json of the model again.",
        ) from error
    config = _optional(folder / "tokenizer_config.json")
    longest = config.get("model_max_length")
    return TokenizerFiles(
        tokenizer=tokenizer,
        chat_template=_chat_template(folder, config),
        special_tokens=_special_tokens(_optional(folder / "special_tokens_map.json") | config),
        # transformers writes 10**30 where it knows no limit.
        longest=longest if isinstance(longest, int) and 0 < longest < 2**31 else 0,
    )


def _optional(path: Path) -> dict[str, Any]:
    return dict(read_object(path)) if path.is_file() else {}


def _chat_template(folder: Path, config: Mapping[str, Any]) -> str:
    path = folder / "chat_template.jinja"
    if path.is_file():
        return path.read_text(encoding="utf-8", errors="replace")
    template = config.get("chat_template")
    if isinstance(template, list):  # several, by name
        named = [one for one in template if isinstance(one, Mapping)]
        template = next((one.get("template") for one in named if one.get("name") == "default"), "")
    return template if isinstance(template, str) else ""


def _special_tokens(config: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name in _SPECIAL:
        value = config.get(name)
        text = value.get("content") if isinstance(value, Mapping) else value
        if isinstance(text, str):
            found[name] = text
    return found
