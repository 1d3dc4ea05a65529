"""The files of a repository grouped into choices that a person understands."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import InvalidOption
from app.domain.hub.repository import HubFile, HubRepository
from app.domain.memory_picture import Fit


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to have a repository's model.

    Attributes:
        id: how the API names it: ``q4_k_m``, ``safetensors``.
        label: as a person reads it: ``Q4_K_M``, ``SafeTensors``.
        format: a ``ModelFormat`` value.
        files: all that is fetched, weights first.
        fits: where this computer has room for it; ``None`` where its memory is not known.
        recommended: at most one choice is; ``reason`` says why.
    """

    id: str
    label: str
    format: str
    files: tuple[HubFile, ...]
    fits: Fit | None = None
    recommended: bool = False
    reason: str = ""

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class HubModel:
    """A repository's page with what can be had of it; no choices where nothing can be run."""

    repository: HubRepository
    choices: tuple[Choice, ...] = ()

    @property
    def recommended(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.recommended), None)

    def choice(self, name: str) -> Choice:
        """The choice of that id or label, in any case; the recommended one for an empty name.

        Raises:
            InvalidOption: there is none.
        """
        wanted = name.strip().casefold()
        found = next((c for c in self.choices if wanted in _names(c)), None)
        found = found if wanted else self.recommended
        if found is not None:
            return found
        if not self.choices:
            raise InvalidOption(
                f"{self.repository.id} has no files that ModelTray can run.",
                hint="Look for a repository with GGUF or SafeTensors files.",
            )
        ids = ", ".join(choice.id for choice in self.choices)
        raise InvalidOption(
            f"{self.repository.id} has no choice {name[:60]!a}.", hint=f"Choose one of: {ids}."
        )


def _names(choice: Choice) -> Iterator[str]:
    yield choice.id.casefold()
    yield choice.label.casefold()
