"""Turns pictures into what a vision-language model reads, with the model's own processor."""

import hashlib
import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError
from transformers.models.auto.processing_auto import PROCESSOR_MAPPING

from runtimes.serving.engine import BadPicture, CannotLoad, PicturePrompt
from runtimes.transformers_engine.description import template_of

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_PIXELS_LIMIT = 40_000_000
"""Of one picture: a camera's. More may be a few bytes that unpack to gigabytes."""
_FIRST_MARK = 2**40
"""Beyond every vocabulary."""


@dataclass(frozen=True, slots=True)
class View:
    """The pictures of a prompt.

    Attributes:
        marks: the tokens of the prompt, in which those of the pictures are told apart by what is
            in the pictures.
        end: place behind the last of the pictures.
        inputs: further arguments of the model, by name.
    """

    marks: Sequence[int]
    end: int
    inputs: Mapping[str, Any]


class Sight:
    """Wraps a processor of transformers. Safe from any thread."""

    def __init__(self, processor: Any, picture_tokens: frozenset[int]) -> None:
        self._processor, self._picture_tokens = processor, picture_tokens

    @property
    def chat_template(self) -> str:
        """The one that knows places for pictures; empty when there is none."""
        return template_of(self._processor)

    def look(self, text: str, pictures: Sequence[bytes]) -> PicturePrompt:
        """See ``SeeingEngine.look``."""
        images = [open_picture(one) for one in pictures]
        try:
            read = self._processor(
                text=[text], images=images, return_tensors="pt", add_special_tokens=False
            )
        except Exception as error:  # whatever a processor says of places without pictures
            reason = " ".join(str(error).split())[:200]
            raise BadPicture(
                f"The pictures do not fit the prompt ({reason}). A text must not hold the "
                "model's own mark for a picture."
            ) from error
        tokens = [int(token) for token in read["input_ids"][0]]
        places = [at for at, token in enumerate(tokens) if token in self._picture_tokens]
        if not places:
            raise BadPicture("The model's chat template leaves the pictures out.")
        inputs = {
            name: value
            for name, value in read.items()
            if name not in ("input_ids", "attention_mask")
        }
        marks = _marked(tokens, places, pictures)
        return PicturePrompt(tokens, View(marks, places[-1] + 1, inputs))


def _marked(tokens: Sequence[int], places: Sequence[int], pictures: Sequence[bytes]) -> list[int]:
    digest = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in pictures)).digest()
    mark = _FIRST_MARK + int.from_bytes(digest[:6])
    marked = [*tokens]
    for at in places:
        marked[at] = mark
    return marked


def open_picture(raw: bytes) -> Any:
    """The picture, in RGB.

    Raises:
        BadPicture: it is broken, of another kind, or has too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, about large pictures: see below
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
                if picture.width * picture.height > _PIXELS_LIMIT:
                    raise Image.DecompressionBombError
                return picture.convert("RGB")
    except Image.DecompressionBombError:
        raise BadPicture(
            "A picture is too large. Send one of at most "
            f"{_PIXELS_LIMIT // 1_000_000} million pixels."
        ) from None
    except UnidentifiedImageError:
        raise BadPicture(
            f"A picture is none that can be read. Send one of: {', '.join(_FORMATS)}."
        ) from None
    except Exception as error:  # Pillow raises many kinds over broken files
        raise BadPicture("A picture is broken. Send it again, or another one.") from error


def load_sight(folder: Path, config: Any, source: Mapping[str, Any]) -> Sight:
    """The model's processor, for pictures only: those for videos need torchvision, whose wheels
    do not fit every build of torch.

    Raises:
        CannotLoad: it has none.
    """
    try:
        whole = PROCESSOR_MAPPING[type(config)]
        names = [name for name in whole.get_attributes() if name != "video_processor"]
        without_videos: Any = type(
            whole.__name__, (whole,), {"get_attributes": classmethod(lambda _cls: names)}
        )
        processor = without_videos.from_pretrained(folder, **source)
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise CannotLoad(
            "missing_processor",
            f"The part of {folder.name} that reads pictures cannot be used ({reason}).",
            "Download preprocessor_config.json and processor_config.json of the model again.",
        ) from error
    return Sight(processor, _picture_tokens(processor, config))


def _picture_tokens(processor: Any, config: Any) -> frozenset[int]:
    named = [
        getattr(config, "image_token_id", None),
        getattr(config, "image_token_index", None),
        getattr(processor, "image_token_id", None),
    ]
    return frozenset(token for token in named if isinstance(token, int))
