"""The environment that child processes get: ours, without what would change or betray them."""

import re
from collections.abc import Mapping

# Set for every child. Nothing is fetched while a model runs, and output arrives as it is written.
_OURS = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "PYTHONUTF8": "1",
    "PYTHONUNBUFFERED": "1",
}
# LLAMA_ARG_HOST=0.0.0.0 would open the network, AIP_MODE=PREDICTION changes llama-server's port,
# PYTHONPATH and PYTHONHOME would replace the runners' own packages.
_REDIRECTS = re.compile(r"(LLAMA_(ARG|SERVER)|AIP|PYTHON|OPENAI|ANTHROPIC|_PYI|_MEIPASS)")
_SECRETS = re.compile(
    r"(^|_)(TOKEN|TOKENS|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PAT|"
    r"API_?KEY|ACCESS_KEY(_ID)?|PRIVATE_KEY|AUTH_?TOKEN)(_|$)"
)
# PyInstaller points the library path at the program's own folder and keeps the person's, where
# there was one, under another name; its own variables tell that it did.
_LIBRARY_PATH = "LD_LIBRARY_PATH"
_SAVED_LIBRARY_PATH = "LD_LIBRARY_PATH_ORIG"
_FROZEN = "_PYI_"


def scrub(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables a child may see, and those it must."""
    kept = {name: value for name, value in environ.items() if not _is_dropped(name)}
    saved = kept.pop(_SAVED_LIBRARY_PATH, None)
    if saved is not None:
        kept[_LIBRARY_PATH] = saved
    elif any(name.startswith(_FROZEN) for name in environ):
        kept.pop(_LIBRARY_PATH, None)
    return {**kept, **_OURS}


def _is_dropped(name: str) -> bool:
    # Windows compares names without regard to case, and os.environ gives them in capitals there.
    folded = name.upper()
    return bool(_REDIRECTS.match(folded) or _SECRETS.search(folded))
