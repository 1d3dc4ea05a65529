"""The translations: what the code says, taken into resources/translations, and made ready for use.

::

    modeltray_bn.ts   the texts with their translations; for Qt Linguist, or any editor
    modeltray_bn.qm   the same as the program reads it
    sentences.json    the templates of the sentences from below the window
"""

import json
import tempfile
from pathlib import Path

from devtools.commands import ROOT, run
from devtools.environment import VENV, program_of
from devtools.sentences import templates

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("bn",)
_CONTEXT = "Sentence"


def update() -> None:
    """Take new texts in, drop those that are gone, and make the files that the program reads.

    Raises:
        StepFailed
    """
    found = templates()
    _write(FOLDER / "sentences.json", json.dumps(found, ensure_ascii=False, indent=1))
    sources = sorted((ROOT / "app" / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        others = Path(folder) / "others.py"
        _write(others, _as_code(found))
        for language in LANGUAGES:
            run(
                [
                    *(program_of(VENV, "pyside6-lupdate"), "-locations", "none", "-no-obsolete"),
                    *("-target-language", language, *sources, others, "-ts", source_of(language)),
                ],
                failure="The texts could not be collected.",
                quiet=True,
            )
    for language in LANGUAGES:
        release(source_of(language), FOLDER / f"modeltray_{language}.qm")


def release(source: Path, target: Path) -> None:
    """Make what the program reads.

    Raises:
        StepFailed
    """
    run(
        [program_of(VENV, "pyside6-lrelease"), "-silent", source, "-qm", target],
        failure=f"{source.name} could not be made ready for use.",
        quiet=True,
    )


def source_of(language: str) -> Path:
    return FOLDER / f"modeltray_{language}.ts"


def _as_code(sentences: list[str]) -> str:
    """What lupdate reads; the catalog's words are found by their own context."""
    catalog = json.loads((ROOT / "config" / "catalog.json").read_text(encoding="utf-8"))
    about = [("catalog", entry["about"]) for entry in catalog["models"]]
    texts = [*((_CONTEXT, sentence) for sentence in sentences), *about]
    lines = (f"translate({json.dumps(c)}, {json.dumps(t, ensure_ascii=False)})" for c, t in texts)
    return "\n".join(lines) + "\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n" if file.suffix == ".json" else text, encoding="utf-8")
