"""What a person decided about one model, kept from load to load."""

from dataclasses import dataclass

from app.domain.launch import LoadOptions


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Without a value, the program or the engine decides.

    Attributes:
        name: what to call the model instead of its own name; the id stays.
        runtime: name of a rule or of an engine.
        arguments: further ones for the engine, as far as it lets a person choose.
        keep_loaded: never unloaded to make room or for being idle.
        load_at_start: loaded when the program starts.
    """

    name: str = ""
    threads: int | None = None
    ctx_size: int | None = None
    gpu_layers: int | None = None
    runtime: str = ""
    arguments: tuple[str, ...] = ()
    keep_loaded: bool = False
    load_at_start: bool = False

    @property
    def options(self) -> LoadOptions:
        """What they say about a load."""
        return LoadOptions(
            self.threads,
            self.ctx_size,
            self.gpu_layers,
            runtime=self.runtime or None,
            arguments=self.arguments,
        )
