"""The files beside the weights, put together."""

from app.domain.formats.folder import Folder, ReadHeader
from app.domain.model import Traits

_CONFIG = "config.json"
_TEMPLATES = ("chat_template.jinja", "tokenizer_config.json", "chat_template.json")
"""Where transformers looks for a chat template, in this order."""


def side_traits(folder: Folder, read: ReadHeader) -> Traits:
    """What configuration, tokenizer and templates say together."""
    traits = Traits()
    for name in (_CONFIG, *_TEMPLATES):
        if name in folder.files:
            traits = traits.filled_from(read(folder.files[name]).traits)
    return traits
