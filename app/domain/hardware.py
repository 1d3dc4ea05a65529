"""What this computer has to run models with."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics card; sizes in bytes."""

    name: str
    total: int
    free: int


@dataclass(frozen=True, slots=True)
class Hardware:
    """The memory as it is now; sizes in bytes, 0 where nothing is known.

    Attributes:
        ram_free: what a program can get without others being swapped out.
        cpu_bfloat16: the processor multiplies bfloat16 itself, so models stay in it.
    """

    ram_total: int = 0
    ram_free: int = 0
    gpus: tuple[Gpu, ...] = ()
    cpu_bfloat16: bool = False

    @property
    def gpu_free(self) -> int:
        """Of all cards together: llama.cpp spreads a model over them."""
        return sum(gpu.free for gpu in self.gpus)

    def after_freeing(self, size: int) -> "Hardware":
        """As it would be once a process that holds ``size`` bytes of RAM is gone."""
        return replace(self, ram_free=min(self.ram_total, self.ram_free + size))
